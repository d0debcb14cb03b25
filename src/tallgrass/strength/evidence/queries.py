"""Reads of what is on record, each within one place."""

from tallgrass.places.models import Place
from tallgrass.strength.evidence.models import Evidence, RecordedReading


def evidence_of(place: Place) -> list[Evidence]:
    """What is attached to questions, in the order in which it came."""
    return list(Evidence.objects.filter(place=place).order_by("pk"))


def readings_of(place: Place) -> list[RecordedReading]:
    """Measures taken elsewhere, in the order in which they came."""
    return list(RecordedReading.objects.filter(place=place).order_by("pk"))
