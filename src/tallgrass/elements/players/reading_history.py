"""About which partners somebody may read in the history, and what they are called now."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from tallgrass.elements.players.events import PARTNER
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.events.subjects import Readable, Subjects, know
from tallgrass.places.roles import SEE_PROPOSED


def join_history() -> None:
    """Let the history speak of partners."""
    know(PARTNER, Subjects(names=_names, readable=_readable, hidden=_hidden, address=_address))


def _names(place: int, ids: Collection[int]) -> Mapping[int, str]:
    return dict(Player.objects.filter(place=place, pk__in=list(ids)).values_list("pk", "name"))


def _readable(place: int, may: frozenset[str]) -> Readable:
    """Stewards read about all but the hidden; others about those alone who were told."""
    if SEE_PROPOSED.name in may:
        return Readable(_hidden(place), only=False)
    listed = Player.objects.filter(place=place, standing=Standing.LISTED)
    return Readable(listed.order_by().values("pk"), only=True)


def _hidden(place: int) -> QuerySet[Any, Any]:
    return Player.objects.filter(place=place, standing=Standing.HIDDEN).order_by().values("pk")


def _address(slug: str, number: int) -> str:
    return reverse("partners:partner", args=[slug, number])
