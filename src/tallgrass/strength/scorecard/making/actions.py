"""Asking for a scorecard, and making it. What has been asked for is made once, whatever is killed meanwhile."""

from datetime import date
from functools import partial
from typing import Final

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.files import Refused
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import MAKE_SCORECARD
from tallgrass.strength.rounds.closing.queries import sheets_of, told_on
from tallgrass.strength.rounds.models import RoomMeeting, Round
from tallgrass.strength.rounds.room.queries import settled_in
from tallgrass.strength.scorecard.actions import made_of
from tallgrass.strength.scorecard.models import Making
from tallgrass.strength.scorecard.place_folder.assembling import said_on

#: Up to so many sheets are counted at once, while somebody waits: a fraction of a second.
FEW: Final = 5_000


def takes_long(place: Place, as_of: date) -> bool:
    """Whether a scorecard of that day is better made while nobody waits."""
    return _people(place, as_of) > FEW


@transaction.atomic
def ask_for_scorecard(*, place: Place, as_of: date, by: User | None) -> Making:
    """Have the scorecard of a day made by the worker. While one of that day is being made, it is that one.

    Raises ``NotAllowed``.
    """
    require(by, place, MAKE_SCORECARD)
    return _ask(place, as_of, by)


def make_of_closed(closed: Round, by: User | None) -> None:
    """A round has closed: its scorecard is made, at once where that is quick, and by the worker in any case."""
    if closed.closed_on is None:
        raise AssertionError("a closed round has its day")
    making = _ask(closed.place, closed.closed_on, by)
    if making.people <= FEW:
        transaction.on_commit(partial(carry_out, making.pk, closed.place_id), robust=True)


def make_of_meeting(ended: RoomMeeting, by: User | None) -> None:
    """A meeting has ended: the scorecard of its day is made, where it agreed on anything."""
    if ended.ended_on is None:
        raise AssertionError("a meeting that has ended has its day")
    if settled_in([ended]):
        making = _ask(ended.place, ended.ended_on, by)
        if making.people <= FEW:
            transaction.on_commit(partial(carry_out, making.pk, ended.place_id), robust=True)


def carry_out(number: int, place: int) -> None:
    """Make what was asked for, if it is not made yet. Counting is done outside of any transaction, and says how far it
    is; the same one made twice is kept once.
    """
    rows = Making.objects.filter(place=place, pk=number, state=Making.State.WAITING)
    making = rows.select_related("place", "by").first()
    if making is None:
        return

    def progress(counted: int) -> None:
        rows.update(counted=counted)

    said = said_on(making.place, making.as_of, progress)
    try:
        made = made_of(making.place, making.as_of, said, making.by)
    except Refused:
        rows.update(state=Making.State.REFUSED)
        return
    rows.update(state=Making.State.MADE, snapshot=made.snapshot.pk)


def _ask(place: Place, as_of: date, by: User | None) -> Making:
    from tallgrass.strength.scorecard.tasks import make_what_was_asked_for

    Place.objects.select_for_update().get(pk=place.pk)
    waiting = Making.objects.filter(place=place, as_of=as_of, state=Making.State.WAITING).first()
    if waiting is not None:
        return waiting
    making = Making.objects.create(place=place, as_of=as_of, by=by, people=_people(place, as_of))
    make_what_was_asked_for.using(place=place.pk).enqueue(making.pk, place.pk)
    return making


def _people(place: Place, as_of: date) -> int:
    told = told_on(place, as_of)
    return sheets_of(told) if isinstance(told, Round) else 0
