"""Meetings of Elmwood, and phones in their room."""

from collections.abc import Iterable

from tallgrass.strength.rounds.room.actions import Outcome, begin_meeting, give_answer, open_question
from tallgrass.strength.rounds.room.models import RoomMeeting, RoomQuestion
from tests.cast import Cast

#: What a meeting asks unless a test says otherwise.
ASKED = ("KP7", "CA2", "IN7")


def begun(
    cast: Cast,
    *,
    criteria: Iterable[str] = ASKED,
    people: int | None = None,
    kinds: Iterable[str] = ("community", "government"),
    languages: Iterable[str] = ("en",),
) -> RoomMeeting:
    """A meeting that Rosa began, in which nothing is asked yet."""
    return begin_meeting(
        place=cast.elmwood,
        by=cast.rosa,
        criteria=list(criteria),
        languages=list(languages),
        kinds_in_room=list(kinds),
        people=people,
    )


def opened(cast: Cast, meeting: RoomMeeting, number: int = 1) -> RoomQuestion:
    """The question of that number, open."""
    one = RoomQuestion.objects.get(place=cast.elmwood, meeting=meeting, number=number)
    open_question(place=cast.elmwood, meeting=meeting.pk, question=one.pk, by=cast.rosa)
    one.refresh_from_db()
    return one


def say(cast: Cast, one: RoomQuestion, signs: str, first: int = 0) -> list[Outcome]:
    """Let phones answer, one a sign."""
    return [
        give_answer(place=cast.elmwood, question=one.pk, turn=one.turn, phone=phone(number), sign=sign)
        for number, sign in enumerate(signs, first)
    ]


def phone(number: int) -> str:
    """The secret of a phone."""
    return f"phone-in-the-room-{number}"
