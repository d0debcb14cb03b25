"""Tells Django about the room."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """The site's own keep."""

    name = "tallgrass.web.upkeep"
    label = "web_upkeep"
    verbose_name = "Upkeep"
