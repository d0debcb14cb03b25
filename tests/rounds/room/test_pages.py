"""The doors of a meeting: steward's pages, wall, phones."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tallgrass.strength.rounds.room.models import RoomCell, RoomMeeting, RoomQuestion, RoomVote
from tests.cast import Cast
from tests.rounds.room.meetings import begun, opened

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


def test_phones_are_answered_with_a_sentence_whatever_they_send(cast: Cast) -> None:
    meeting = begun(cast)
    one = opened(cast, meeting)
    own = joined(meeting)
    for form in (
        {},
        {"question": "x", "turn": "0", "answer": "2"},
        {"question": "9" * 40, "turn": "0", "answer": "2"},
        {"question": str(one.pk), "turn": "9" * 18, "answer": "2"},
        {"question": str(one.pk + 1), "turn": "0", "answer": "2"},
        {"question": str(one.pk), "turn": "0", "answer": "5"},
        {"question": str(one.pk), "turn": "0", "answer": "\x00"},
    ):
        assert Client().post(own, form).status_code in (303, 422)
    assert RoomVote.objects.count() == 0
    for path in (
        f"/elmwood/room/{meeting.door}x/",
        f"/oakdale/room/{meeting.door}/",
        f"/elmwood/room/{meeting.door}/short/",
    ):
        answer = Client().get(path)
        assert (answer.status_code, "This meeting is over" in text(answer)) == (404, True)


def test_that_few_phones_do_not_go_with_cards_is_said_before_anybody_types(cast: Cast, rosa: Client) -> None:
    assert "need 10 or more phones" in text(rosa.get(steer(cast, "begin")))
    meeting = begun(cast)
    one = opened(cast, meeting)
    page = text(rosa.get(steer(cast, "question", meeting.pk, one.pk)))
    assert page.index("only if 10 or more choose a level by phone") < page.index("Cards and paper")
    cast.elmwood.smallest_group = 12
    cast.elmwood.save()
    assert "need 12 or more phones" in text(rosa.get(steer(cast, "begin")))


def test_a_refusal_stands_alone(cast: Cast, rosa: Client) -> None:
    meeting = begun(cast)
    one = opened(cast, meeting)
    assert Client().post(joined(meeting), {"question": one.pk, "turn": "0", "answer": "2"}).status_code == 303
    path = steer(cast, "question", meeting.pk, one.pk)
    typed = rosa.post(path, {"do": "type", "count-2": "9"})
    assert "The numbers were saved" in text(rosa.get(typed["Location"]))
    refused = rosa.post(typed["Location"], {"do": "close"})
    assert refused.status_code == 422
    assert "could be worked out" in text(refused)
    assert "The numbers were saved" not in text(refused)


def test_the_code_on_the_wall_leads_in_and_cannot_be_guessed(cast: Cast) -> None:
    meeting = begun(cast)
    client = Client(REMOTE_ADDR="198.51.100.7")
    answer = client.post("/room/", {"code": f" {meeting.code[:3]} {meeting.code[3:]} "})
    assert answer["Location"].startswith(f"/elmwood/room/{meeting.door}/")
    assert client.post("/room/", {"code": ""}).status_code == 422
    wrong = ["000000" if meeting.code != "000000" else "000001", "x" * 500, "١٢٣٤٥٦"]
    statuses = [client.post("/room/", {"code": wrong[number % 3]}).status_code for number in range(12)]
    assert statuses == [422] * 10 + [429] * 2


def test_looking_changes_nothing_and_tells_nothing_of_answers(cast: Cast, rosa: Client) -> None:
    meeting = begun(cast)
    one = opened(cast, meeting)
    phones = [joined(meeting) for _ in range(3)]
    looked = [
        *(steer(cast, route, meeting.pk) for route in ("meeting", "wall", "state")),
        steer(cast, "question", meeting.pk, one.pk),
        steer(cast, "list"),
        reverse("phones:start", args=["elmwood", meeting.door]),
        reverse("phones:state", args=["elmwood", meeting.door]),
        phones[2],
        "/elmwood/history/",
    ]

    def pages() -> list[str]:
        return [re.sub(r'value="[\w-]{60,}"', "", text(rosa.get(path))) for path in looked]

    before = pages()
    for address in phones[:2]:
        assert Client().post(address, {"question": one.pk, "turn": "0", "answer": "4"}).status_code == 303
    assert pages() == before
    assert RoomVote.objects.count() == 2
