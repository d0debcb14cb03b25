"""Tells Django about the room."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """What can be found by its words."""

    name = "tallgrass.foundation.search"
    label = "foundation_search"
    verbose_name = "Search"
