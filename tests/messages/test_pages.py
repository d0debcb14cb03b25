"""Mail and texts, for stewards: a test to oneself, counts and hints, doubts, a way back; never what was written."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client, override_settings

from tallgrass.foundation.events.models import Event
from tallgrass.foundation.mail.outbox import BACKEND
from tallgrass.foundation.messages import actions
from tallgrass.foundation.messages.models import Message, Reason, State
from tallgrass.foundation.messages.refusing import may_send_to
from tallgrass.foundation.messages.trust import checking
from tallgrass.foundation.messages.trust.resolver import NameServer, NotLookedUp
from tests.cast import Cast
from tests.messages.office import PostOffice

pytestmark = pytest.mark.database
Post = Callable[..., actions.Posted]
Carry = Callable[..., None]
MAIL = "/elmwood/mail/"


@pytest.fixture
def rosa(client: Client, cast: Cast) -> Client:
    """Rosa, signed in."""
    client.force_login(cast.rosa)
    return client


def text(client: Client, address: str = MAIL) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_test_goes_to_oneself_and_says_what_the_server_answered(rosa: Client, office: PostOffice) -> None:
    page = rosa.post(MAIL, {"do": "test"}).content.decode()
    assert "The mail server took the test" in page
    (taken,) = office.taken
    assert taken.receiver == "rosa@example.org"
    assert "A test from Elmwood" in str(taken.mail["Subject"])
    assert "The last test was sent on" in text(rosa, "/elmwood/checklist/")
    office.steps = lambda step, receiver: "550 5.7.1 not for us" if step == "rcpt" else None
    assert "550 5.7.1 not for us" in rosa.post(MAIL, {"do": "test"}).content.decode()
    office.steps = lambda step, receiver: "535 no" if step == "hello" else None
    assert "does not let this site in" in rosa.post(MAIL, {"do": "test"}).content.decode()
    assert [message.state for message in Message.objects.all()] == [State.SENT, State.FAILED, State.FAILED]
    assert "No messages yet" in text(rosa)


@override_settings(EMAIL_BACKEND=BACKEND)
def test_a_site_without_a_server_says_so(rosa: Client) -> None:
    assert "no mail server yet" in text(rosa)
    assert "The test was not sent" in rosa.post(MAIL, {"do": "test"}).content.decode()


def test_counts_and_hints_are_shown_and_never_what_was_written(
    rosa: Client, office: PostOffice, post: Post, carry: Carry
) -> None:
    office.steps = lambda step, receiver: (
        "550 5.1.1 no such user" if step == "rcpt" and receiver == "gone@example.org"
        else "hang up" if step == "dot" and receiver == "unsure@example.org" else None
    )  # fmt: skip
    for to in ("bea@example.org", "gone@example.org", "unsure@example.org"):
        post(to)
    carry()
    post("later@example.org")
    page = text(rosa)
    assert "g…@example.org" in page
    assert "There is no such address any more." in page
    assert "u…@example.org" in page
    for secret in ("please take part", "How strong are we", "bea@", "gone@", "unsure@", "later@"):
        assert secret not in page
    assert "Messages that may have arrived or not: 1" in text(rosa, "/elmwood/home/")


def test_a_steward_ends_a_doubt_once(
    rosa: Client, office: PostOffice, post: Post, carry: Carry, cast: Cast
) -> None:
    office.steps = lambda step, receiver: "hang up" if step == "dot" else None
    post("a@example.org")
    post("b@example.org")
    carry()
    office.steps = lambda step, receiver: None
    first, second = Message.objects.order_by("pk")
    rosa.get(f"{MAIL}doubts/")
    assert {first.state, second.state} == {State.IN_DOUBT}
    rosa.post(f"{MAIL}doubts/", {"do": "sent", "message": [str(first.pk)]})
    for _ in range(2):
        rosa.post(
            f"{MAIL}doubts/", {"do": "again", "message": [str(first.pk), str(second.pk), "x", "9" * 40]}
        )
        carry(timedelta(minutes=1))
    assert office.received() == {"b@example.org": 1}
    kinds = Event.objects.filter(kind__startswith="mail.").order_by("pk").values_list("kind", "told")
    assert list(kinds) == [
        ("mail.counted_as_sent", {"number": 1}),
        ("mail.sent_once_more", {"number": 1}),
    ]
    assert "had messages sent again" in text(rosa, "/elmwood/history/")


def test_a_steward_lets_back_what_came_back_and_never_whom_it_was_ended_by(
    rosa: Client, cast: Cast, post: Post
) -> None:
    def ended(to: str, reason: Reason) -> None:
        post(to)
        actions.suppress(place=None, channel="mail", to=to, reason=reason)

    ended("gone@example.org", Reason.BOUNCED)
    ended("cal@example.org", Reason.COMPLAINT)
    actions.suppress(place=None, channel="mail", to="otto@example.net", reason=Reason.BOUNCED)
    page = text(rosa, f"{MAIL}ended/")
    assert "g…@example.org" in page
    assert "o…@example.net" not in page  # of another place
    answers = {
        to: rosa.post(f"{MAIL}ended/", {"email": to})
        for to in ("cal@example.org", "bea@example.org", "nobody", "Gone@example.org")
    }
    assert {to: answer.status_code for to, answer in answers.items()} == {
        "cal@example.org": 422,
        "bea@example.org": 422,
        "nobody": 422,
        "Gone@example.org": 302,
    }
    assert "Only they can take it back" in answers["cal@example.org"].content.decode()
    for to, free in (("gone@example.org", True), ("cal@example.org", False)):
        refusal = may_send_to(place=cast.elmwood.pk, channel="mail", to=to, purpose="test.invitation")
        assert (refusal is None) is free


def test_records_are_looked_up_when_somebody_asks(
    rosa: Client, office: PostOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def texts_of(name: str, servers: list[NameServer]) -> list[str]:
        asked.append(name)
        if name == "_dmarc.example.org":
            raise NotLookedUp(name)
        return ["v=spf1 include:mail.0.1 -all"] if name == "example.org" else []

    monkeypatch.setattr(checking, "texts_of", texts_of)
    assert "v=DMARC1" in text(rosa, f"{MAIL}trust/")
    assert asked == []
    page = rosa.post(f"{MAIL}trust/").content.decode()
    for sentence in (
        "it names your mail server",
        "No key stands at the usual names",
        "could not be looked up",
    ):
        assert sentence in page


@pytest.mark.parametrize("address", [MAIL, f"{MAIL}doubts/", f"{MAIL}ended/", f"{MAIL}trust/"])
def test_only_a_steward_comes_in(client: Client, cast: Cast, address: str) -> None:
    for person, status in ((cast.bea, 403), (cast.otto, 404), (cast.ines, 404)):
        client.force_login(person)
        assert client.get(address).status_code == status
        assert client.post(address).status_code == status


def test_a_place_that_has_no_time_zone_is_asked_for_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.otto)
    assert "in which time zone" in text(client, "/oakdale/home/")
    assert "Nobody has said in which time zone" in text(client, "/oakdale/mail/")
