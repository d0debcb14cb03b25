"""Tells Django about the room."""

from django.apps import AppConfig


class PlayersConfig(AppConfig):
    """Who takes part, and how they work together."""

    name = "tallgrass.elements.players"
    label = "elements_players"
    verbose_name = "Key players"
