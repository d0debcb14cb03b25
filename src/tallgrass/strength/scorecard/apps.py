"""Tells Django about the room."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Scorecards, kept as they were published."""

    name = "tallgrass.strength.scorecard"
    label = "strength_scorecard"
    verbose_name = "Scorecards"

    def ready(self) -> None:
        """Add the kept scorecards to the navigation of a place."""
        from tallgrass.places.navigation import Part, add_part
        from tallgrass.places.roles import SEE_PLACE

        add_part(Part("strength", "scorecard:kept", SEE_PLACE, 10))
