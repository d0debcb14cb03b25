"""Ways in: forged, ended, guessed and shared ones, each answered with a sentence; and fetching changes nothing."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.test import Client
from time_machine import travel

from tallgrass.foundation.tokens import new_secret
from tallgrass.strength.rounds.answering.passes import Pass, pass_of, read_pass
from tallgrass.strength.rounds.holding.actions import close_round, today
from tallgrass.strength.rounds.models import Invitation, Round, Sheet
from tests.cast import Cast
from tests.rounds.answering.people import at, form_number, rows, whole
from tests.rounds.held import Held, draft_round

SCANNERS = ("Mozilla/5.0", "BarracudaCentral", "Slackbot-LinkExpanding 1.0", "GoogleImageProxy")


def says(answer: Any, status: int, sentence: str) -> bool:
    """Whether a page says this, with that status."""
    return bool(answer.status_code == status and sentence in answer.content.decode())


@pytest.mark.parametrize(
    "secret",
    [
        "nothing",
        "ask-",
        new_secret("ask-").text,
        "~",
        "p1~forged",
        "p1",
        "%00",
        "é" * 40,
        "a" * 2000,
        "p1~" + "A" * 43,
    ],
)
def test_a_link_that_nobody_made_leads_nowhere(client: Client, anonymous: Held, secret: str) -> None:
    for address in (at(secret), at(secret, "questions"), at(secret, "1")):
        assert says(client.get(address), 404, "This link does not work")
        assert says(client.post(address), 404, "This link does not work")


def test_a_link_leads_into_its_own_place_alone(client: Client, anonymous: Held) -> None:
    for secret in (anonymous.personal["resident"][0], anonymous.links["resident"]):
        for place in ("oakdale", "nowhere"):
            assert says(client.get(f"/{place}/answer/{secret}/"), 404, "This link does not work")


def test_a_link_that_was_taken_back(client: Client, anonymous: Held) -> None:
    Invitation.objects.filter(place=anonymous.round.place).update(ended=True)
    for secret in (anonymous.personal["resident"][0], anonymous.links["resident"]):
        assert says(client.get(at(secret)), 410, "This link is no longer good")
        answer = client.post(at(secret, "questions"), whole("222222", do="send"))
        assert says(answer, 410, "This link is no longer good")
    assert not Sheet.objects.exists()


def test_before_the_round_is_open(client: Client, cast: Cast) -> None:
    from tests.rounds.held import Guest, invite

    draft = draft_round(cast)
    group = draft.groups["resident"]
    [made] = invite(place=cast.elmwood, group=group.pk, by=cast.rosa, guests=[Guest("Ana")])
    assert says(client.get(at(made.secret)), 404, "The questions are not open yet")
    assert says(client.post(at(made.secret, "questions"), whole("222222")), 404, "not open yet")


def test_a_refusal_says_whom_to_call(client: Client, anonymous: Held, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    assert says(client.get(at(anonymous.links["resident"])), 410, "You can also call 555-0100.")


@pytest.mark.parametrize("days", [-400, 31, 400])
def test_no_clock_decides_what_is_taken(client: Client, anonymous: Held, days: int) -> None:
    """A clock that is wrong, or is put right in mid round, loses nobody's answers: the round's own state decides."""
    with travel(today() + timedelta(days=days), tick=False):
        answer = client.post(at(anonymous.personal["resident"][0], "questions"), whole("222222", do="send"))
    assert answer.status_code == 200


def test_an_open_link_is_shared_by_many(anonymous: Held) -> None:
    secret = anonymous.links["resident"]
    for _ in range(5):
        person = Client()
        number = form_number(person, secret)
        answer = person.post(at(secret, "questions"), whole("123401", do="send", number=number))
        assert answer.status_code == 200
    assert Sheet.objects.count() == 5


def test_passes_are_signed() -> None:
    one = Pass("o", 7, "lemon-river-cabin-eagle")
    assert read_pass(pass_of(one)) == one
    assert read_pass(pass_of(one).replace("o7", "o8")) is None
    assert read_pass("o7.lemon-river-cabin-eagle~") is None


def test_an_open_link_of_an_anonymous_round_takes_no_code_of_ones_own(
    client: Client, anonymous: Held
) -> None:
    link = Invitation.objects.get(place=anonymous.round.place, sort="open")
    forged = pass_of(Pass("o", link.pk, "lemon-river-cabin-eagle"))
    assert says(client.get(at(forged)), 404, "This link does not work")


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_fetching_changes_nothing(client: Client, mode: str, request: pytest.FixtureRequest) -> None:
    """Scanners of mail fetch every address that they find, and some follow what they find there."""
    held: Held = request.getfixturevalue(mode)
    secrets = [
        *held.personal["resident"], *held.personal["community"], held.links["resident"],
        held.paper["resident"][0], "nothing",
    ]  # fmt: skip
    before = rows()
    steps = [(), ("questions",), ("1",), ("first",), ("missed",), ("check",), ("done",)]
    for scanner in SCANNERS:
        for secret in secrets:
            for step in steps:
                for fetch in (client.get, client.head, client.options):
                    answer = fetch(at(secret, *step), headers={"user-agent": scanner})
                    assert answer.status_code < 500
    client.get("/code/")
    assert rows() == before
    assert not client.cookies


def test_the_look_at_all_rows_would_see_a_change(anonymous: Held) -> None:
    before = rows()
    Round.objects.filter(place=anonymous.round.place).update(telephone="555-0199")
    assert rows() != before
    assert len(before) == len(apps.get_models(include_auto_created=True))


def test_other_methods_are_refused(client: Client, anonymous: Held) -> None:
    for method in (client.put, client.delete, client.patch):
        assert method(at(anonymous.personal["resident"][0], "questions")).status_code == 405
