"""Reads of meetings, each within one place. Of an open question nothing leaves but how many answered, in steps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from tallgrass.foundation.freshness import is_fresh
from tallgrass.places.models import Place
from tallgrass.strength.rounds.method.records import Agreed
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.room.actions import phone_digest
from tallgrass.strength.rounds.room.method.showing import in_steps
from tallgrass.strength.rounds.room.models import (
    RoomCell,
    RoomMeeting,
    RoomQuestion,
    RoomTyped,
    RoomVote,
)

#: The list shows so many meetings, the latest first.
MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of a meeting, with what the room was shown of it (None: nothing, or not yet)."""

    question: RoomQuestion
    cell: RoomCell | None


def meetings_of(*, place: Place) -> list[RoomMeeting]:
    """The meetings of a place, the latest first."""
    return list(RoomMeeting.objects.filter(place=place).order_by("-pk")[:MOST_LISTED])


def running_meeting(*, place: Place) -> RoomMeeting | None:
    """The meeting that is running, if one is."""
    found: RoomMeeting | None = RoomMeeting.objects.filter(place=place, state="running").first()
    return found


def meeting_in(*, place: Place, number: int) -> RoomMeeting | None:
    """The meeting of that number; None where the place has none."""
    rows = RoomMeeting.objects.filter(place=place, pk=number).select_related("place", "current__cell")
    found: RoomMeeting | None = rows.first()
    return found


def meeting_behind(place: str, door: str) -> RoomMeeting | None:
    """The running meeting that a door leads to, with its place, its question and what was shown of it."""
    if not door:
        return None
    here = Place.objects.filter(slug=place).values("pk")
    rows = RoomMeeting.objects.filter(place=here[:1], door=door, state="running")
    found: RoomMeeting | None = rows.select_related("place", "current__cell").first()
    return found


def door_by_code(code: str) -> tuple[str, str] | None:
    """The word of the place and the door that a typed code leads to. It reads over all places: nobody knows yet which
    one is meant.
    """
    if not code:
        return None
    rows = Place.objects.filter(room_meetings__code=code, room_meetings__state="running")
    found: tuple[str, str] | None = rows.values_list("slug", "room_meetings__door").first()
    return found


def asked_in(meeting: RoomMeeting) -> list[Asked]:
    """Every question of a meeting in its order, with what was shown."""
    rows = RoomQuestion.objects.filter(place=meeting.place_id, meeting=meeting)
    return [Asked(one, cell_of(one)) for one in rows.select_related("cell").order_by("number")]


def question_in(meeting: RoomMeeting, number: int) -> Asked | None:
    """A question of a meeting by its id; None where the meeting has none."""
    rows = RoomQuestion.objects.filter(place=meeting.place_id, meeting=meeting, pk=number)
    one = rows.select_related("cell").first()
    return None if one is None else Asked(one, cell_of(one))


def cell_of(one: RoomQuestion) -> RoomCell | None:
    """What the room was shown of a question that was read with its cell."""
    return one.cell if hasattr(one, "cell") else None


def by_phone(one: RoomQuestion, k: int) -> int:
    """How many have answered the open question by phone, in steps of ``k``."""
    return in_steps(RoomVote.objects.filter(question=one).count(), k)


def own_answer(one: RoomQuestion, phone: str) -> str:
    """What a phone itself says to the open question; blank for nothing yet."""
    digest = phone_digest(phone, one.pk, one.turn)
    found = RoomVote.objects.filter(question=one, phone=digest).values_list("sign", flat=True).first()
    return found or ""


def typed_for(one: RoomQuestion) -> list[int]:
    """What a steward has typed in for the open question; empty for nothing yet."""
    found = RoomTyped.objects.filter(question=one).values_list("counts", flat=True).first()
    return list(found or [])


def settled_in(meetings: Collection[RoomMeeting]) -> dict[int, int]:
    """On how many questions each meeting agreed, by its id."""
    if not meetings:
        return {}
    place = next(iter(meetings)).place_id
    rows = RoomQuestion.objects.filter(place=place, meeting__in=meetings, level__isnull=False)
    return dict(rows.values_list("meeting").annotate(Count("pk")).order_by())


def days_of_meetings(place: Place) -> list[date]:
    """The days on which meetings ended that agreed on something."""
    rows = RoomMeeting.objects.filter(
        place=place, ended_on__isnull=False, questions__level__isnull=False
    ).distinct()
    return [day for day in rows.values_list("ended_on", flat=True) if day is not None]


def agreed_on(place: Place, day: date, chosen: Place | Round) -> tuple[Agreed, ...]:
    """What ended meetings agreed on that counts on a day, as rows of ``agreed.csv`` have it.

    Only what was asked in the very framework that the scorecard is made in (``chosen``), and what is fresh.
    """
    rows = RoomQuestion.objects.filter(
        place=place,
        level__isnull=False,
        meeting__state="ended",
        meeting__ended_on__lte=day,
        meeting__framework=chosen.framework,
        meeting__framework_document=chosen.framework_document,
    )
    return tuple(
        Agreed(
            criterion=one.criterion,
            level=one.level or 0,
            note=one.note or None,
            agreed_on=one.agreed_on,
            kinds_in_room=tuple(one.meeting.kinds_in_room),
            disagreed=one.disagreed,
            cleared=one.note_cleared,
        )
        for one in rows.select_related("meeting").order_by("meeting", "number")
        if is_fresh(one.agreed_on, day)
    )
