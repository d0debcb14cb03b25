"""Tells Django about the room."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """The localities."""

    name = "tallgrass.places"
    label = "places"
    verbose_name = "Places"
