"""What people can do with the next steps of a kept scorecard.

Editors take up steps for themselves and say what became of them; stewards do so for every member and every partner on
record, and say which ones everybody sees, where the owner agrees.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Membership, Place
from tallgrass.places.permissions import NotAllowed, may, require
from tallgrass.places.roles import MAKE_SCORECARD, PUBLISH_SCORECARD, TAKE_UP_STEPS
from tallgrass.strength.scorecard.actions import NoSuchScorecard
from tallgrass.strength.scorecard.events import (
    STEP_DONE,
    STEP_DROPPED,
    STEP_NO_LONGER_SHOWN,
    STEP_SHOWN,
    STEP_TAKEN,
)
from tallgrass.strength.scorecard.models import NextStepTaken
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.queries import kept_snapshot

LONGEST_NOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Owner:
    """Who takes a step up: a member of the place, or a partner on record by its name."""

    person: User | None = None
    partner: str = ""


@transaction.atomic
def take_up_step(
    *,
    place: Place,
    number: int,
    step: int,
    owner: Owner,
    until: date,
    today: date,
    by: User | None,
    note: str = "",
    owner_agrees: bool = False,
    public: bool = False,
) -> NextStepTaken:
    """Let somebody take up the next step ``step`` (counted from 0) of the kept scorecard ``number``.

    Raises ``NotAllowed``, ``NoSuchScorecard``, and ``ValidationError`` with a code: ``no_such_step``, ``taken``,
    ``past``, ``too_long``, ``no_owner``, ``no_such_member``, ``no_such_partner``, ``not_agreed``.
    """
    _may_act_for(place, owner.person, by)
    if public:
        require(by, place, PUBLISH_SCORECARD)
    Place.objects.select_for_update().get(pk=place.pk)
    snapshot = kept_snapshot(place, number)
    if snapshot is None:
        raise NoSuchScorecard
    steps = published(snapshot).document["next_steps"]
    if not 0 <= step < len(steps):
        raise ValidationError("The scorecard has no such next step.", code="no_such_step")
    key, criterion = steps[step]["key"], steps[step]["criterion"] or ""
    if until < today:
        raise ValidationError({"until": ValidationError("that day is over", code="past")})
    if len(note) > LONGEST_NOTE:
        raise ValidationError({"note": ValidationError("the note is too long", code="too_long")})
    if public and not owner_agrees:
        raise ValidationError({"public": ValidationError("its owner has not agreed", code="not_agreed")})
    rows = NextStepTaken.objects.filter(place=place, key=key, criterion=criterion)
    if rows.filter(state=NextStepTaken.State.TAKEN).exists():
        raise ValidationError("Somebody has taken up that step already.", code="taken")
    taken = NextStepTaken.objects.create(
        place=place,
        snapshot=snapshot,
        key=key,
        criterion=criterion,
        person=_member(place, owner.person),
        partner=_partner(place, owner),
        until=until,
        note=note.strip(),
        owner_agrees=owner_agrees,
        public=public,
    )
    _tell(STEP_TAKEN, taken, by)
    return taken


@transaction.atomic
def finish_step(*, place: Place, taken: int, by: User | None) -> NextStepTaken:
    """Say that a step that was taken up is done. Raises ``NotAllowed``, ``NextStepTaken.DoesNotExist``."""
    return _end(place, taken, NextStepTaken.State.DONE, STEP_DONE, by)


@transaction.atomic
def drop_step(*, place: Place, taken: int, by: User | None) -> NextStepTaken:
    """Say that nobody goes on with a step. Raises ``NotAllowed``, ``NextStepTaken.DoesNotExist``."""
    return _end(place, taken, NextStepTaken.State.DROPPED, STEP_DROPPED, by)


@transaction.atomic
def show_step(*, place: Place, taken: int, public: bool, by: User | None) -> NextStepTaken:
    """Let everybody see who has taken up a step, or no longer. Raises ``NotAllowed``, ``NextStepTaken.DoesNotExist``,
    and ``ValidationError`` (``not_agreed``) where its owner does not agree.
    """
    require(by, place, PUBLISH_SCORECARD)
    found = NextStepTaken.objects.select_for_update().get(place=place, pk=taken)
    if public and not found.owner_agrees:
        raise ValidationError("Its owner has not agreed.", code="not_agreed")
    if found.public is not public:
        found.public, found.changes = public, found.changes + 1
        found.save(update_fields=["public", "changes"])
        _tell(STEP_SHOWN if public else STEP_NO_LONGER_SHOWN, found, by)
    return found


def _end(place: Place, number: int, state: str, kind: EventKind, by: User | None) -> NextStepTaken:
    require(by, place, TAKE_UP_STEPS)
    found = NextStepTaken.objects.select_for_update(of=("self",)).get(place=place, pk=number)
    _may_act_for(place, found.person, by)
    if found.state == NextStepTaken.State.TAKEN:
        found.state, found.changes = state, found.changes + 1
        found.save(update_fields=["state", "changes"])
        _tell(kind, found, by)
    return found


def _may_act_for(place: Place, owner: User | None, by: User | None) -> None:
    """Editors act for themselves, stewards for everybody. Raises ``NotAllowed``."""
    require(by, place, TAKE_UP_STEPS)
    if by is not None and owner != by and not may(by, place, MAKE_SCORECARD):
        raise NotAllowed(MAKE_SCORECARD)


def _member(place: Place, person: User | None) -> User | None:
    if person is not None and not Membership.objects.filter(place=place, person=person).exists():
        raise ValidationError({"owner": ValidationError("nobody of the place", code="no_such_member")})
    return person


def _partner(place: Place, owner: Owner) -> Player | None:
    if owner.person is not None:
        return None
    name = " ".join(owner.partner.split())
    if not name:
        raise ValidationError({"owner": ValidationError("nobody takes it up", code="no_owner")})
    rows = Player.objects.filter(place=place, name__iexact=name, standing=Standing.LISTED, merged_into=None)
    found: Player | None = rows.order_by("pk").first()
    if found is None:
        raise ValidationError({"partner": ValidationError("no such partner", code="no_such_partner")})
    return found


def _tell(kind: EventKind, taken: NextStepTaken, by: User | None) -> None:
    told = {"until": taken.until.isoformat()}
    record(kind, by=by, place=taken.place_id, subject=taken.pk, told=told)
