"""The doors of a meeting: steward's pages, wall, phones."""

import pytest
from django.test import Client
from django.urls import reverse

from tallgrass.strength.rounds.room.models import RoomCell, RoomMeeting, RoomQuestion, RoomVote
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def steer(cast: Cast, route: str, *numbers: int) -> str:
    return reverse(f"room:{route}", args=[cast.elmwood.slug, *numbers])


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


@pytest.fixture
def rosa(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.rosa)
    return client


def joined(meeting: RoomMeeting) -> str:
    """The address that a phone is given."""
    answer = Client().post(reverse("phones:start", args=[meeting.place.slug, meeting.door]))
    assert answer.status_code == 303
    return str(answer["Location"])


def test_a_meeting_from_its_beginning_to_its_end(cast: Cast, rosa: Client) -> None:
    assert "No meeting yet" in text(rosa.get(steer(cast, "list")))
    assert "KP7" in text(rosa.get(steer(cast, "begin")))
    answer = rosa.post(
        steer(cast, "begin"),
        {
            "languages": ["en", "es"],
            "players": ["KP7"],
            "people": "12",
            "kinds_in_room": ["community", "government"],
        },
    )
    assert answer.status_code == 302, text(answer)
    meeting = RoomMeeting.objects.get(place=cast.elmwood)
    wall = steer(cast, "wall", meeting.pk)
    assert f"{meeting.code[:3]} {meeting.code[3:]}" in text(rosa.get(wall))
    page = text(rosa.get(steer(cast, "meeting", meeting.pk)))
    one = RoomQuestion.objects.get(place=cast.elmwood, meeting=meeting)
    phones = [joined(meeting) for _ in range(12)]
    assert "next question comes soon" in text(Client().get(phones[0]))
    answer = rosa.post(steer(cast, "ask", meeting.pk), {"question": str(one.pk)})
    question = steer(cast, "question", meeting.pk, one.pk)
    assert answer["Location"] == question
    assert "Fewer than 5" in text(rosa.get(question))
    for number, address in enumerate(phones):
        asked = text(Client().get(address))
        assert 'name="answer"' in asked
        given = Client().post(address, {"question": one.pk, "turn": "0", "answer": str(number % 4)})
        assert given.status_code == 303
        assert "Your answer is in" in text(Client().get(given["Location"]))
    assert "10 or more" in text(rosa.get(wall))
    assert rosa.post(question, {"do": "close"}).status_code == 302
    cell = RoomCell.objects.get(place=cast.elmwood)
    assert (cell.answered, cell.people, cell.counts) == (12, 12, [3, 3, 3, 3, 0])
    assert RoomVote.objects.count() == 0
    for page in (text(rosa.get(question)), text(rosa.get(wall)), text(Client().get(phones[0]))):
        assert "The room stands at 1.5" in page
    late = Client().post(phones[0], {"question": one.pk, "turn": "0", "answer": "4"})
    assert "came too late" in text(Client().get(late["Location"]))
    assert rosa.post(question, {"do": "settle", "level": "2", "note": "Two desks."}).status_code == 302
    assert "Agreed: 2" in text(rosa.get(wall))
    assert rosa.post(steer(cast, "end", meeting.pk)).status_code == 302
    after = text(rosa.get(steer(cast, "meeting", meeting.pk)))
    assert "Agreed: 2 · Partway" in after
    assert "Two desks." in after
    assert Client().get(phones[0]).status_code == 404
    assert "Thank you" in text(rosa.get(wall))
