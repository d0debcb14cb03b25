"""Tells Django about the room."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """What is on record."""

    name = "tallgrass.strength.evidence"
    label = "strength_evidence"
    verbose_name = "Evidence"
