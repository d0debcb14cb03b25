"""What the history says of stipends, to those alone who may record them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from tallgrass.elements.players.asks.models import Stipend
from tallgrass.elements.players.asks.stipends.events import STIPEND
from tallgrass.foundation.events.subjects import Readable, Subjects, know
from tallgrass.places.roles import PAY_STIPENDS


def join_history() -> None:
    """Let the history speak of stipends."""
    know(STIPEND, Subjects(names=_names, readable=_readable, hidden=_none))


def _names(place: int, ids: Collection[int]) -> Mapping[int, str]:
    rows = Stipend.objects.filter(place=place, pk__in=list(ids))
    return {row.pk: f"{row.amount} {row.currency}" for row in rows}


def _readable(place: int, may: frozenset[str]) -> Readable:
    return Readable(_none(place), only=PAY_STIPENDS.name not in may)


def _none(place: int) -> "QuerySet[Any, Any]":
    return Stipend.objects.none().filter(place=place).values("pk")
