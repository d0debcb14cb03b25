"""Tells Django about the room."""

from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """The site's own keep."""

    name = "tallgrass.web.upkeep"
    label = "web_upkeep"
    verbose_name = "Upkeep"

    def ready(self) -> None:
        """Let the home of a place say when something is wrong with the site."""
        from tallgrass.places.tasks import add_source
        from tallgrass.web.checklist.own_tasks import own_tasks

        add_source("checklist", own_tasks)
