"""Reads of lists that were brought in."""

from collections.abc import Collection
from typing import Final

from django.db.models import QuerySet

from tallgrass.elements.players.models import Import, Player
from tallgrass.elements.players.queries import partners_visible
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.models import Place

#: So many earlier lists are shown.
SHOWN: Final = 50


def imports_of(*, place: Place) -> list[Import]:
    """The lists of a place that wait, were brought in or taken back, the newest first, without their plans."""
    rows = Import.objects.filter(place=place).exclude(state=Import.State.DROPPED)
    return list(rows.select_related("by").defer("plan")[:SHOWN])


def import_of(*, place: Place, number: int) -> Import | None:
    """The import with that id; None where the place has none."""
    return Import.objects.filter(place=place, pk=number).select_related("by").first()


def names_of(*, place: Place, numbers: Collection[int]) -> dict[int, str]:
    """The names of partners that a steward may see, by id: hidden ones are not among them."""
    return dict(_visible(place).filter(pk__in=list(numbers)).values_list("pk", "name"))


def persons_among(*, place: Place, numbers: Collection[int]) -> frozenset[int]:
    """Which of these partners are persons, of those that a steward may see."""
    return frozenset(
        _visible(place).filter(pk__in=list(numbers), is_person=True).values_list("pk", flat=True)
    )


def _visible(place: Place) -> QuerySet[Player]:
    return partners_visible(place=place, level=SeenBy.STEWARDS)
