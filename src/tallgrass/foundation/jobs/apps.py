"""Tells Django about the room."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Work that is done later."""

    name = "tallgrass.foundation.jobs"
    label = "foundation_jobs"
    verbose_name = "Jobs"
