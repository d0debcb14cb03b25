"""What the history says of rounds: what stewards did with them, and nothing of who answered."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import QuerySet

from tallgrass.foundation.events.subjects import Readable, Subjects, know
from tallgrass.strength.rounds.events import MEETING, ROUND
from tallgrass.strength.rounds.models import RoomMeeting, Round


def join_history() -> None:
    """Let the history speak of rounds. Nothing leads from there to a round: not everybody who reads it may hold one."""
    know(ROUND, Subjects(names=_names, readable=_readable, hidden=lambda place: _none(place)))
    know(MEETING, Subjects(names=_meetings, readable=_readable, hidden=lambda place: _none(place)))


def _names(place: int, ids: Collection[int]) -> Mapping[int, str]:
    rows = Round.objects.filter(place=place, pk__in=list(ids))
    return {row.pk: (row.opened_on or row.created_at.date()).isoformat() for row in rows}


def _meetings(place: int, ids: Collection[int]) -> Mapping[int, str]:
    rows = RoomMeeting.objects.filter(place=place, pk__in=list(ids))
    return {row.pk: row.began_on.isoformat() for row in rows}


def _readable(place: int, may: frozenset[str]) -> Readable:
    return Readable(_none(place), only=False)


def _none(place: int) -> "QuerySet[Any, Any]":
    return Round.objects.none().filter(place=place).values("pk")
