"""What people can do in a meeting that answers together.

A question is open, then shown, then talked about and settled. Whoever closes it and whoever answers it hold its row,
one after the other: an answer that was acknowledged is counted, and one that came too late is told so.
"""

import secrets
from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import Final

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.foundation.tokens import digest_of
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import CLEAR_REMARKS, RUN_ROUNDS
from tallgrass.strength.rounds import events
from tallgrass.strength.rounds.closing.queries import framework_of
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.room.ended_seam import follow
from tallgrass.strength.rounds.room.method.showing import count_of, refusal, shown, typed_count
from tallgrass.strength.rounds.room.models import (
    SIGNS,
    RoomCell,
    RoomMeeting,
    RoomQuestion,
    RoomTyped,
    RoomVote,
)

#: More people than this fit into no room.
MOST_PEOPLE: Final = 2_000
#: So many phones may answer one question: nobody fills the disk by answering as a crowd.
MOST_PHONES: Final = 5_000
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another
_DOOR: Final = 12
_CODE: Final = 6
_WAITING, _OPEN = RoomQuestion.State.WAITING, RoomQuestion.State.OPEN
_TALK, _SETTLED = RoomQuestion.State.TALK, RoomQuestion.State.SETTLED


class NotNow(ValidationError):
    """That cannot be done now; ``code`` says why: ``ended``, ``not_open``, ``another``, ``shown``, ``still_open``."""

    def __init__(self, code: str) -> None:
        super().__init__(f"That cannot be done in this meeting now ({code}).", code=code)


class NothingShown(ValidationError):
    """A question is not closed, as nothing of it may be shown; ``code``: ``too_few``, ``few_phones``."""

    def __init__(self, code: str) -> None:
        super().__init__(f"The question stays open ({code}).", code=code)


class Outcome(Enum):
    """What became of an answer."""

    IN = auto()
    CLOSED = auto()
    FULL = auto()


@transaction.atomic
def begin_meeting(
    *,
    place: Place,
    by: User | None,
    criteria: Sequence[str],
    languages: Sequence[str],
    kinds_in_room: Sequence[str] = (),
    people: int | None = None,
) -> RoomMeeting:
    """Begin a meeting on these questions, in their order. Nothing is asked yet.

    Raises ``NotAllowed``; ``ValidationError`` with the code ``one_at_a_time``, or by field for what cannot be right.
    """
    require(by, place, RUN_ROUNDS)
    framework = framework_of(place)
    wanted = list(dict.fromkeys(criteria))
    if not wanted or not set(wanted) <= {one.id for one in framework.criteria}:
        raise ValidationError(
            {"criteria": ValidationError("name questions of the framework", code="invalid")}
        )
    if not 1 <= len(languages) <= 2 or not set(languages) <= set(framework.texts):
        raise ValidationError({"languages": ValidationError("one or two languages", code="invalid")})
    _check_room(kinds_in_room, people)
    if RoomMeeting.objects.filter(place=place, state=RoomMeeting.State.RUNNING).exists():
        raise ValidationError("a meeting is running", code="one_at_a_time")
    meeting = RoomMeeting(
        place=place,
        languages=list(languages),
        kinds_in_room=_in_order(kinds_in_room),
        people=people,
        smallest_group=place.smallest_group,
        framework=place.framework,
        framework_document=place.framework_document,
        door=_random(_DOOR, _LETTERS),
        code=_random(_CODE, "0123456789"),
        began_on=today(),
    )
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError as error:  # somebody else began one in this moment
        raise ValidationError("a meeting is running", code="one_at_a_time") from error
    RoomQuestion.objects.bulk_create(
        RoomQuestion(place=place, meeting=meeting, criterion=criterion, number=number)
        for number, criterion in enumerate(wanted, 1)
    )
    _tell(events.ROOM_BEGAN, meeting, by)
    return meeting


@transaction.atomic
def change_room(
    *, place: Place, meeting: int, by: User | None, kinds_in_room: Sequence[str], people: int | None
) -> None:
    """Say who is in the room by now. What was shown stays as it was. Raises ``NotAllowed``, ``NotNow``."""
    found = _running(place, meeting, by)
    _check_room(kinds_in_room, people)
    found.kinds_in_room, found.people = _in_order(kinds_in_room), people
    found.save(update_fields=["kinds_in_room", "people"])


@transaction.atomic
def open_question(*, place: Place, meeting: int, question: int, by: User | None) -> None:
    """Let the room answer a question that waits. Raises ``NotAllowed``, ``NotNow``."""
    found = _running(place, meeting, by)
    one = _held(found, question, _WAITING, _OPEN)
    if one.state == _OPEN:
        return
    if RoomQuestion.objects.filter(place=place, meeting=found, state__in=[_OPEN, _TALK]).exists():
        raise NotNow("another")
    one.state = _OPEN
    one.save(update_fields=["state"])
    found.current = one
    found.save(update_fields=["current"])


@transaction.atomic
def type_counts(*, place: Place, meeting: int, question: int, by: User | None, counts: Sequence[int]) -> None:
    """Keep how many showed which card or wrote what on paper: levels 0 to 4, then *I don't know*. It stands instead of
    what was typed before. Raises ``NotAllowed``, ``NotNow``, ``ValidationError`` (``invalid``).
    """
    one = _held(_running(place, meeting, by), question, _OPEN)
    if len(counts) != len(SIGNS) or min(counts) < 0 or sum(counts) > MOST_PEOPLE:
        raise ValidationError("six numbers of people", code="invalid")
    RoomTyped.objects.update_or_create(question=one, defaults={"counts": list(counts)})


@transaction.atomic
def begin_anew(*, place: Place, meeting: int, question: int, by: User | None) -> None:
    """Delete all answers to an open question, and ask it once more. Raises ``NotAllowed``, ``NotNow``."""
    found = _running(place, meeting, by)
    one = _held(found, question, _OPEN)
    _delete_answers(one)
    one.turn += 1
    one.save(update_fields=["turn"])
    _tell(events.ROOM_ANEW, found, by, criterion=one.criterion)


@transaction.atomic
def close_question(*, place: Place, meeting: int, question: int, by: User | None) -> RoomCell:
    """Take no more answers, keep what the room is shown for good, and delete every single answer.

    Closing what is shown already gives what is shown. Raises ``NotAllowed``, ``NotNow``; ``NothingShown``, and then
    nothing has changed.
    """
    found = _running(place, meeting, by)
    one = _held(found, question, _OPEN, _TALK)
    if one.state == _TALK:
        return _shown_before(one)
    phones = count_of(RoomVote.objects.filter(question=one).values_list("sign", flat=True))
    rows = RoomTyped.objects.filter(question=one)
    typed = typed_count(next(iter(rows.values_list("counts", flat=True)), []))
    if why := refusal(phones, typed, found.smallest_group):
        raise NothingShown(why)
    seen = shown(phones, typed, found.people)
    cell = RoomCell(
        place=place,
        question=one,
        answered=seen.answered,
        people=seen.people,
        value=seen.value,
        bound=seen.bound or "",
        low=seen.low,
        high=seen.high,
        counts=None if seen.counts is None else list(seen.counts),
        dont_know_share=seen.dont_know_share,
        many_dont_know=seen.many_dont_know,
    )
    cell.save()
    _to_talk(one)
    _tell(events.ROOM_SHOWN, found, by, criterion=one.criterion)
    return cell


@transaction.atomic
def talk_without_showing(*, place: Place, meeting: int, question: int, by: User | None) -> None:
    """Delete all answers to an open question, show nothing, and talk. Raises ``NotAllowed``, ``NotNow``."""
    found = _running(place, meeting, by)
    one = _held(found, question, _OPEN)
    _to_talk(one)
    _tell(events.ROOM_NOT_SHOWN, found, by, criterion=one.criterion)


@transaction.atomic
def settle(
    *,
    place: Place,
    meeting: int,
    question: int,
    by: User | None,
    level: int | None,
    note: str = "",
    note_cleared: bool = False,
    disagreed: bool = False,
) -> None:
    """Keep what the room agreed on after the talk; ``level`` None: on nothing. While the meeting runs it can be said
    anew. Raises ``NotAllowed``, ``NotNow``, ``ValidationError`` (``invalid``).
    """
    found = _running(place, meeting, by)
    if note_cleared:
        require(by, place, CLEAR_REMARKS)
    one = _held(found, question, _TALK, _SETTLED)
    if level is not None and level not in range(5):
        raise ValidationError({"level": ValidationError("a level is 0 to 4", code="invalid")})
    one.state, one.level, one.note, one.disagreed = _SETTLED, level, note.strip(), disagreed
    one.note_cleared = note_cleared and bool(one.note)
    one.agreed_on = None if level is None else today()
    one.full_clean(exclude=["place", "meeting"], validate_unique=False, validate_constraints=False)
    one.save()
    _tell(events.ROOM_AGREED if level is not None else events.ROOM_LEFT, found, by, criterion=one.criterion)


@transaction.atomic
def end_meeting(*, place: Place, meeting: int, by: User | None) -> RoomMeeting:
    """End a meeting for good, shut its door to phones, and have its scorecard made.

    Raises ``NotAllowed``; ``NotNow`` while a question is open or talked about.
    """
    found = _running(place, meeting, by)
    if RoomQuestion.objects.filter(place=place, meeting=found, state__in=[_OPEN, _TALK]).exists():
        raise NotNow("still_open")
    found.state, found.ended_on, found.door, found.code = RoomMeeting.State.ENDED, today(), "", ""
    found.save(update_fields=["state", "ended_on", "door", "code"])
    _tell(events.ROOM_ENDED, found, by)
    follow(found, by)
    return found


@transaction.atomic
def discard_meeting(*, place: Place, meeting: int, by: User | None) -> None:
    """Take out a meeting of which nothing was shown or agreed. Raises ``NotAllowed``, ``NotNow``."""
    found = _running(place, meeting, by)
    rows = RoomQuestion.objects.filter(place=place, meeting=found)
    if RoomCell.objects.filter(place=place, question__meeting=found).exists() or (
        rows.filter(level__isnull=False).exists()
    ):
        raise NotNow("shown")
    _wipe()
    _tell(events.ROOM_DISCARDED, found, by)
    found.delete()


@transaction.atomic
def give_answer(*, place: Place, question: int, turn: int, phone: str, sign: str) -> Outcome:
    """Keep what a phone says to the open question, instead of what it said before.

    There is no ``by``: whoever is in the room may answer. No event is kept, and no time. Raises ``ValueError`` for a
    sign that is none.
    """
    if sign not in SIGNS:
        raise ValueError(sign)
    rows = RoomQuestion.objects.select_for_update().filter(place=place, pk=question, turn=turn)
    one = rows.filter(state=_OPEN).first()
    if one is None:
        return Outcome.CLOSED
    digest = phone_digest(phone, question, turn)
    if RoomVote.objects.filter(question=one, phone=digest).update(sign=sign):
        return Outcome.IN
    if RoomVote.objects.filter(question=one).count() >= MOST_PHONES:
        return Outcome.FULL
    RoomVote.objects.create(question=one, phone=digest, sign=sign)
    return Outcome.IN


def phone_digest(phone: str, question: int, turn: int) -> str:
    """What is kept of a phone beside its answer: nobody can lay the answers of one phone beside each other."""
    return digest_of(f"{phone} {question} {turn}")


def _running(place: Place, meeting: int, by: User | None) -> RoomMeeting:
    require(by, place, RUN_ROUNDS)
    found: RoomMeeting = RoomMeeting.objects.select_for_update().get(place=place, pk=meeting)
    if found.state != RoomMeeting.State.RUNNING:
        raise NotNow("ended")
    return found


def _held(meeting: RoomMeeting, question: int, *states: str) -> RoomQuestion:
    """The question, kept from others until the end of the transaction."""
    rows = RoomQuestion.objects.filter(place=meeting.place_id, meeting=meeting)
    one: RoomQuestion = rows.select_for_update().get(pk=question)
    if one.state not in states:
        raise NotNow("not_open")
    return one


def _shown_before(one: RoomQuestion) -> RoomCell:
    cell: RoomCell | None = RoomCell.objects.filter(place=one.place_id, question=one).first()
    if cell is None:
        raise NotNow("not_open")
    return cell


def _to_talk(one: RoomQuestion) -> None:
    _delete_answers(one)
    one.state = _TALK
    one.save(update_fields=["state"])


def _delete_answers(one: RoomQuestion) -> None:
    _wipe()
    RoomVote.objects.filter(question=one).delete()
    RoomTyped.objects.filter(question=one).delete()


def _wipe() -> None:
    """Have SQLite write over what is deleted from now on; PostgreSQL does so in its own time."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def _check_room(kinds: Sequence[str], people: int | None) -> None:
    if not set(kinds) <= set(RESPONDENT_KINDS):
        raise ValidationError({"kinds_in_room": ValidationError("types of people", code="invalid")})
    if people is not None and not 1 <= people <= MOST_PEOPLE:
        raise ValidationError({"people": ValidationError("people in a room", code="invalid")})


def _in_order(kinds: Sequence[str]) -> list[str]:
    return [kind for kind in RESPONDENT_KINDS if kind in kinds]


def _random(length: int, signs: str) -> str:
    return "".join(secrets.choice(signs) for _ in range(length))


def _tell(what: EventKind, meeting: RoomMeeting, by: User | None, /, **told: str) -> None:
    day: date = meeting.began_on
    record(what, by=by, place=meeting.place_id, subject=meeting.pk, told={"day": day.isoformat(), **told})
