"""Reads of places that close or have closed."""

from datetime import date

from tallgrass.places.ending.seam import everybody_reached
from tallgrass.places.models import Ending, Place


def ending_of(place: Place) -> Ending | None:
    """That a place closes or has closed; None where it goes on."""
    return Ending.objects.filter(place=place).first()


def closes(place: Place) -> bool:
    """Whether a place is being closed: nothing that needs time should begin there."""
    return Ending.objects.filter(place=place, ended_on=None).exists()


def due(today: date) -> list[int]:
    """The ids of places whose last day has passed and that have not closed yet."""
    waiting = Place.objects.filter(ending__ends_on__lt=today, ending__ended_on=None)
    return list(waiting.order_by("pk").values_list("pk", flat=True)[:1000])


def has_closed(place: Place) -> bool:
    """Whether a place has closed; asks nothing more of the database where its ending was read with it."""
    try:
        return place.ending.ended_on is not None
    except Ending.DoesNotExist:
        return False


def number_reached(place: Place) -> int:
    """How many people and organisations the place can reach by mail."""
    return sum(1 for _ in everybody_reached(place))
