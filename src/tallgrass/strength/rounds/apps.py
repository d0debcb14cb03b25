"""Tells Django about the room."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """What people told us."""

    name = "tallgrass.strength.rounds"
    label = "strength_rounds"
    verbose_name = "Rounds"
