"""Tells Django about the room."""

from django.apps import AppConfig


class RoundsConfig(AppConfig):
    """What people told us."""

    name = "tallgrass.strength.rounds"
    label = "strength_rounds"
    verbose_name = "Rounds"

    def ready(self) -> None:
        """Let the history speak of rounds."""
        from tallgrass.strength.rounds.reading_history import join_history

        join_history()
