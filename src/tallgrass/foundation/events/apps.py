"""Tells Django about the room."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What was done, by whom and when."""

    name = "tallgrass.foundation.events"
    label = "foundation_events"
    verbose_name = "History"
