"""Kept scorecards computed anew from what the place keeps. Nothing is written."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from tallgrass.foundation.files import Refused
from tallgrass.places.models import Place
from tallgrass.strength.rounds.closing.queries import spoken_of, told_on
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.scorecard.method.compute import METHOD_VERSION, compute
from tallgrass.strength.scorecard.method.document import to_bytes, to_document
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.place_folder.assembling import Said, inputs_of, said_on
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.recomputing.method.comparing import likeness, told_in

#: ``same``: byte for byte. ``records_changed`` and ``differs``: see ``method/comparing.py``. ``answers_gone``: the
#: answers that it was made from are not in the place. ``other_method``: this program computes by another version of the
#: method. ``refused``: what is on record cannot be computed from until somebody mends it.
Result = Literal["same", "records_changed", "differs", "answers_gone", "other_method", "refused"]


@dataclass(frozen=True, slots=True)
class Recomputed:
    """What became of a kept scorecard when it was computed anew."""

    snapshot: Snapshot
    result: Result


def recomputed(place: Place) -> Iterator[Recomputed]:
    """Every kept scorecard of a place, the earliest day first, computed anew as it is asked for.

    Answers lead to the same scorecard with or without the codes of a confidential round: they play no part in it.
    """
    said: dict[int | None, Said] = {}
    for snapshot in (
        Snapshot.objects.filter(place=place).select_related("place", "framework").order_by("as_of", "pk")
    ):
        yield Recomputed(snapshot, _result(snapshot, said))


def _result(snapshot: Snapshot, known: dict[int | None, Said]) -> Result:
    if snapshot.method != METHOD_VERSION:
        return "other_method"
    if _answers_are_gone(snapshot):
        return "answers_gone"
    try:
        inputs = inputs_of(snapshot.place, snapshot.as_of, _said(snapshot, known)).inputs
    except Refused:
        return "refused"
    text = to_bytes(to_document(compute(inputs)))
    if text == snapshot.document.encode():
        return "same"
    return likeness(published(snapshot).document, json.loads(text))


def _said(snapshot: Snapshot, known: dict[int | None, Said]) -> Said:
    """What people said, counted once however many scorecards were made from it."""
    told = told_on(snapshot.place, snapshot.as_of)
    key = told.pk if isinstance(told, Round) else None
    if key not in known:
        known.clear()  # one round's counts at a time
        known[key] = said_on(snapshot.place, snapshot.as_of)
    return known[key]


def _answers_are_gone(snapshot: Snapshot) -> bool:
    """Whether a scorecard holds answers, and the round that they were given in is not in the place."""
    told = told_on(snapshot.place, snapshot.as_of)
    day = spoken_of(told) if told is not None else None
    if snapshot.asked_as_of is not None:
        return day != snapshot.asked_as_of
    heard = any(one["answered"] for one in told_in(published(snapshot).document)["participation"])
    return heard and day is None
