"""Tells Django about the room."""

from django.apps import AppConfig


class ScorecardConfig(AppConfig):
    """Scorecards, kept as they were published."""

    name = "tallgrass.strength.scorecard"
    label = "strength_scorecard"
    verbose_name = "Scorecards"
