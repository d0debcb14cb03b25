"""What is being made, within one place."""

from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import Making


def making_of(place: Place, number: int) -> Making | None:
    """One scorecard that was asked for."""
    return Making.objects.filter(place=place, pk=number).select_related("snapshot").first()


def being_made(place: Place) -> list[Making]:
    """What is not made yet, and what could not be made and has not been since; the latest of each day."""
    latest: dict[object, Making] = {}
    for one in Making.objects.filter(place=place).order_by("-pk")[:20]:
        latest.setdefault(one.as_of, one)
    return [one for one in latest.values() if one.state != Making.State.MADE]
