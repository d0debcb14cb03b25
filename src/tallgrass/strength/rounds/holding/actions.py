"""What a steward can do with a round: prepare it, say who is asked, open it, close it.

Each action takes the place it happens in and the round's number; a number of another place is not found
(``Round.DoesNotExist``). Days are those of UTC: one day for all, wherever the site runs.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.foundation.languages import available_languages
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.events import (
    CHANGED,
    CLOSED,
    CODES_DELETED,
    DISCARDED,
    GROUP_ASKED,
    GROUP_LEFT_OUT,
    NAMES_DELETED,
    OPENED,
    PREPARED,
)
from tallgrass.strength.rounds.holding.closing_seam import follow
from tallgrass.strength.rounds.holding.method.opening import Prepared, lacking
from tallgrass.strength.rounds.models import AskedGroup, Invitation, Round, SheetCode

#: What may be changed of a draft.
CHANGEABLE: Final = (
    "mode",
    "languages",
    "asked_by",
    "thanks",
    "telephone",
    "closes_on",
    "result_by",
    "codes_until",
)
#: What may still be changed once it is open: nothing that people were promised.
CHANGEABLE_WHILE_OPEN: Final = ("telephone", "closes_on")
#: So many days after closing, for whom an invitation was made is deleted.
NAMES_KEPT_DAYS: Final = 30
#: At most so many people are asked of one type on one form.
MOST_ASKED: Final = 1_000_000


class NotReady(ValidationError):
    """A round cannot be opened yet. ``lacks`` says why, in keys of ``lacking``."""

    def __init__(self, lacks: tuple[str, ...]) -> None:
        super().__init__(f"The round cannot be opened yet: {', '.join(lacks)}.", code="not_ready")
        self.lacks = lacks


class NotNow(ValidationError):
    """That cannot be done with a round in the state it is in."""

    def __init__(self, state: str) -> None:
        super().__init__(f"That cannot be done: the round is {state}.", code=f"is_{state}")


def today() -> date:
    """The day by which rounds open and close: UTC's."""
    return timezone.now().date()


@transaction.atomic
def prepare_round(*, place: Place, by: User | None) -> Round:
    """Begin a draft from what the place says of itself. Raises ``ValidationError`` (``one_at_a_time``) where one is
    prepared or open already.
    """
    require(by, place, RUN_ROUNDS)
    place = Place.objects.select_for_update().get(pk=place.pk)
    if Round.objects.filter(place=place).exclude(state=Round.State.CLOSED).exists():
        raise ValidationError("A round is prepared or open already.", code="one_at_a_time")
    drafted = Round.objects.create(
        place=place,
        languages=list(place.languages),
        asked_by=place.run_by,
        smallest_group=place.smallest_group,
    )
    _tell(PREPARED, drafted, by)
    return drafted


@transaction.atomic
def change_round(*, place: Place, number: int, by: User | None, changes: Mapping[str, Any]) -> Round:
    """Change a draft, or of an open round what was not promised. What stays the same is not recorded.

    Raises ``NotNow``, ``KeyError`` for another field, ``ValidationError`` for a value that cannot be.
    """
    found = _locked(place, number, by)
    if found.state == Round.State.CLOSED:
        raise NotNow(found.state)
    changed = []
    for field, value in changes.items():
        if field not in CHANGEABLE:
            raise KeyError(field)
        if getattr(found, field) == value:
            continue
        if found.state == Round.State.OPEN and field not in CHANGEABLE_WHILE_OPEN:
            raise NotNow(found.state)
        setattr(found, field, value)
        changed.append(field)
    if changed:
        _check(found)
        found.save(update_fields=changed)
        _tell(CHANGED, found, by, fields=changed)
    return found


@transaction.atomic
def discard_round(*, place: Place, number: int, by: User | None) -> None:
    """Give up a draft, with the invitations that were made for it."""
    found = _locked(place, number, by, Round.State.DRAFT)
    _tell(DISCARDED, found, by)
    found.delete()


@transaction.atomic
def ask_group(
    *,
    place: Place,
    number: int,
    by: User | None,
    kind: str,
    form: str,
    besides: int = 0,
    open_link: bool = False,
) -> AskedGroup:
    """Say that people of a kind are asked on a form: ``besides`` counts those whom no invitation counts.

    While the round is open, people can be added, and nobody can be taken back: an open link that was handed out stays
    one, and who was counted was asked. Raises ``NotNow``, and ``ValidationError`` for a kind, form or number that
    cannot be.
    """
    found = _locked(place, number, by, Round.State.DRAFT, Round.State.OPEN)
    group = AskedGroup.objects.filter(place=place, round=found, kind=kind, form=form).first()
    before = None if group is None else (group.number, group.open_link)
    if group is None:
        group = AskedGroup(place=place, round=found, kind=kind, form=form)
    if found.state == Round.State.OPEN and (besides < group.number or (group.open_link and not open_link)):
        raise ValidationError("People who were asked cannot be taken back.", code="cannot_take_back")
    if kind not in RESPONDENT_KINDS or not 0 <= besides <= MOST_ASKED:
        raise ValidationError("Nobody answers as that type, or so many.", code="cannot_be_asked")
    group.number, group.open_link = besides, open_link
    if before != (besides, open_link):
        group.full_clean()
        group.save()
        _tell(GROUP_ASKED, found, by, kind=kind, form=form, number=besides, open_link=open_link)
    return group


@transaction.atomic
def leave_out_group(*, place: Place, number: int, by: User | None, kind: str, form: str) -> None:
    """Ask no people of that kind on that form; invitations that were made for them go too. Of a draft alone."""
    found = _locked(place, number, by, Round.State.DRAFT)
    gone, _ = AskedGroup.objects.filter(place=place, round=found, kind=kind, form=form).delete()
    if gone:
        _tell(GROUP_LEFT_OUT, found, by, kind=kind, form=form)


@transaction.atomic
def open_round(*, place: Place, number: int, by: User | None) -> Round:
    """Let answers come in. What the place has chosen as its framework and smallest group is frozen here.

    Raises ``NotReady`` while something is missing that people must be told, and ``NotNow``.
    """
    found = _locked(place, number, by, Round.State.DRAFT)
    lacks = lacking(prepared(found), today())
    if lacks:
        raise NotReady(lacks)
    now = Place.objects.get(pk=place.pk)
    found.framework, found.framework_document = now.framework, now.framework_document
    found.smallest_group = now.smallest_group
    found.state, found.opened_on = Round.State.OPEN, today()
    found.save()
    _tell(OPENED, found, by, mode=found.mode, result_by=_day(found.result_by))
    return found


@transaction.atomic
def close_round(*, place: Place, number: int, by: User | None) -> Round:
    """Take no more answers, for good. What follows from what was said is done in the same transaction."""
    found = _locked(place, number, by, Round.State.OPEN)
    found.state, found.closed_on = Round.State.CLOSED, today()
    found.save(update_fields=["state", "closed_on"])
    _tell(CLOSED, found, by)
    follow(found, by)
    return found


@transaction.atomic
def delete_names(*, place: Place, number: int) -> int:
    """Forget for whom the invitations of a closed round were made, and how to reach them; returns of how many.

    There is no ``by``: the program does this itself, ``NAMES_KEPT_DAYS`` after closing.
    """
    found = _locked(place, number, None, Round.State.CLOSED)
    if found.closed_on is None or found.closed_on > today() - timedelta(days=NAMES_KEPT_DAYS):
        return 0
    named = Invitation.objects.filter(place=place, round=found).exclude(label="", email="")
    forgotten = named.update(label="", email="")
    if forgotten:
        _tell(NAMES_DELETED, found, None)
    return forgotten


@transaction.atomic
def delete_codes(*, place: Place, number: int) -> int:
    """Delete the codes of a confidential round whose day has come; returns how many. Nothing leads from a link to an
    answer after that. There is no ``by``: the program does this itself.
    """
    found = _locked(place, number, None, Round.State.CLOSED)
    if found.codes_until is None or found.codes_until > today():
        return 0
    deleted, _ = SheetCode.objects.filter(round=found).delete()
    if deleted:
        _tell(CODES_DELETED, found, None)
    return deleted


def prepared(found: Round) -> Prepared:
    """What a round says, as the rules of opening take it."""
    kinds = AskedGroup.objects.filter(place=found.place_id, round=found).values_list("kind", flat=True)
    return Prepared(
        mode=found.mode,
        kinds=tuple(kinds),
        languages=tuple(found.languages),
        asked_by=found.asked_by,
        closes_on=found.closes_on,
        result_by=found.result_by,
        codes_until=found.codes_until,
    )


def _check(found: Round) -> None:
    """Refuse values that cannot be. The day that everybody hears the result stays after the last day to answer."""
    if not isinstance(found.languages, list) or not set(found.languages) <= set(available_languages()):
        raise ValidationError({"languages": ValidationError("A language is not known.", code="unknown")})
    found.full_clean(validate_constraints=False)
    if found.state == Round.State.OPEN and (lacks := lacking(prepared(found), today())):
        raise NotReady(lacks)


def _locked(place: Place, number: int, by: User | None, *states: str) -> Round:
    """The round, kept from others until the end of the transaction. Raises ``NotNow`` where it is in no such state."""
    require(by, place, RUN_ROUNDS)
    found = Round.objects.select_for_update().get(place=place, pk=number)
    if states and found.state not in states:
        raise NotNow(found.state)
    return found


def _tell(what: EventKind, found: Round, by: User | None, /, **told: Any) -> None:
    record(what, by=by, place=found.place_id, subject=found.pk, told=told)


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
