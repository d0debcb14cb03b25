"""Everybody who was asked gets the result before it is public, and by the promised day."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from tallgrass.strength.rounds.holding.actions import NotNow, close_round, say_result_sent
from tallgrass.strength.rounds.holding.result_seam import Result, Sender, send_results_with
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.scorecard.actions import NotSentYet, make_scorecard, show_scorecard, stop_showing
from tallgrass.strength.scorecard.giving_back.links import result_address
from tallgrass.strength.scorecard.models import Publication, Snapshot
from tests.cast import Cast
from tests.rounds.held import Held, open_round


@pytest.fixture
def made(cast: Cast) -> Snapshot:
    """The scorecard of a round that has closed: its result is promised in 60 days."""
    held = open_round(cast, forms={"community": "short", "resident": "resident"}, personal=2, paper=1)
    closed = close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    assert closed.closed_on is not None
    return make_scorecard(place=cast.elmwood, as_of=closed.closed_on, by=cast.rosa).snapshot


def the_round(cast: Cast) -> Round:
    return Round.objects.get(place=cast.elmwood)


def test_it_is_not_shown_to_everybody_before_those_asked_have_it(cast: Cast, made: Snapshot) -> None:
    with pytest.raises(NotSentYet):
        show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa, why_now="  ")
    assert not Publication.objects.filter(place=cast.elmwood).exists()
    say_result_sent(place=cast.elmwood, number=the_round(cast).pk, by=cast.rosa, how="By mail")
    show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa)
    assert Publication.objects.get(place=cast.elmwood).before_telling == ""


def test_or_the_steward_says_why_which_goes_on_record(cast: Cast, made: Snapshot, client: Client) -> None:
    client.force_login(cast.rosa)
    address = f"/elmwood/scorecards/{made.pk}/show/"
    page = client.get(address).content.decode()
    assert "Those who were asked do not have it yet" in page
    assert f"/elmwood/scorecards/{made.pk}/give-back/" in page
    refused = client.post(address, {"why_now": ""})
    assert refused.status_code == 422
    assert "Say why, or send it" in refused.content.decode()
    assert client.post(address, {"why_now": "The council votes tonight."}).status_code == 302
    assert Publication.objects.get(place=cast.elmwood).before_telling == "The council votes tonight."
    client.force_login(cast.cal)
    assert "before those who were asked had the result: “The council votes tonight.”" in (
        client.get("/elmwood/history/").content.decode()
    )


def test_what_was_shown_before_needs_a_reason_again(cast: Cast, made: Snapshot) -> None:
    show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa, why_now="Tonight.")
    stop_showing(place=cast.elmwood, number=made.pk, by=cast.rosa)
    with pytest.raises(NotSentYet):
        show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa)


def test_the_link_opens_this_result_alone_and_leaves_nothing(
    cast: Cast, made: Snapshot, client: Client
) -> None:
    link = result_address(made)
    answer = client.get(link)
    assert answer.status_code == 200
    assert "You were asked, so you see this first." in answer.content.decode()
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert not answer.cookies
    for further in (
        "players/",
        "players/kp7/",
        "scorecard.json",
        "scorecard.csv",
        "scorecard.html",
        "?lang=es",
    ):
        assert client.get(f"{link}{further}").status_code == 200, further
    assert client.get("/elmwood/").status_code == 200
    assert "you see this first" not in client.get("/elmwood/").content.decode()
    for wrong in (
        link[:-2] + ("x/" if link[-2] != "x" else "y/"),
        link.replace("/elmwood/", "/oakdale/"),
        link.replace(f"/{made.pk}/", "/999/"),
    ):
        assert client.get(wrong).status_code == 404
    assert client.post(link).status_code == 405


def test_it_says_so_once_it_is_public(cast: Cast, made: Snapshot, client: Client) -> None:
    show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa, why_now="Tonight.")
    assert "It is public now." in client.get(result_address(made)).content.decode()


def test_a_result_of_no_round_has_no_link(cast: Cast, client: Client) -> None:
    alone = make_scorecard(place=cast.elmwood, as_of=timezone.now().date(), by=cast.rosa).snapshot
    assert client.get(result_address(alone)).status_code == 404
    client.force_login(cast.rosa)
    assert client.get(f"/elmwood/scorecards/{alone.pk}/give-back/").status_code == 404
    show_scorecard(place=cast.elmwood, number=alone.pk, by=cast.rosa)


def test_the_steward_says_that_everybody_has_it(cast: Cast, made: Snapshot, client: Client) -> None:
    client.force_login(cast.rosa)
    address = f"/elmwood/scorecards/{made.pk}/give-back/"
    page = client.get(address).content.decode()
    assert "60 days are left" in page
    assert result_address(made) in page
    assert client.post(address, {"on": timezone.now().date().isoformat(), "how": ""}).status_code == 422
    later = (timezone.now() + timedelta(days=2)).date().isoformat()
    assert (
        "Choose a day since the round closed"
        in client.post(address, {"on": later, "how": "By mail"}).content.decode()
    )
    assert client.post(
        address, {"on": timezone.now().date().isoformat(), "how": "By mail, and a poster at the library"}
    ).status_code == 302  # fmt: skip
    found = the_round(cast)
    assert (found.told_on, found.told_how) == (timezone.now().date(), "By mail, and a poster at the library")
    page = client.get(f"/elmwood/rounds/{found.pk}/").content.decode()
    assert "Everybody who was asked has the result since" in page
    client.force_login(cast.bea)
    assert client.get(address).status_code == 403


def test_what_sends_from_here_is_given_the_link(
    cast: Cast, made: Snapshot, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tallgrass.strength.rounds.holding import result_seam

    sent: list[Result] = []

    def keep(found: Round, result: Result, by: object) -> int:
        sent.append(result)
        return 6

    monkeypatch.setattr(result_seam, "_SENDERS", {})
    send_results_with("tests", Sender(lambda found: 6, keep))
    client.force_login(cast.rosa)
    address = f"/elmwood/scorecards/{made.pk}/give-back/"
    assert "Send it to 6 people" in client.get(address).content.decode()
    assert client.post(address, {"do": "send"}).status_code == 302
    assert [one.link for one in sent] == [f"http://testserver{result_address(made)}"]
    assert the_round(cast).told_on is None, "two have a code on paper, and must hear it in another way"


def test_the_home_counts_the_days_and_says_when_it_is_late(
    cast: Cast, made: Snapshot, client: Client
) -> None:
    client.force_login(cast.rosa)
    assert "60 days until the promised result" in client.get("/elmwood/home/").content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=63)):
        client.force_login(cast.rosa)
        page = client.get("/elmwood/home/").content.decode()
    assert "The result was promised 3 days ago" in page
    assert "Late" in page
    assert f"/elmwood/scorecards/{made.pk}/give-back/" in page


def test_only_who_holds_rounds_says_so_and_only_of_a_closed_one(cast: Cast, anonymous: Held) -> None:
    with pytest.raises(NotNow):
        say_result_sent(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    for other in (cast.bea, cast.otto):
        with pytest.raises(PermissionDenied):
            say_result_sent(place=cast.elmwood, number=anonymous.round.pk, by=other)
    early = timezone.now().date() - timedelta(days=1)
    with pytest.raises(ValidationError):
        say_result_sent(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa, on=early)
    say_result_sent(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa, how="By mail")
    say_result_sent(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa, how="Again")
    assert the_round(cast).told_how == "By mail", "what was said stays"


def test_what_was_taken_back_opens_nothing_until_it_is_shown_again(
    cast: Cast, made: Snapshot, client: Client
) -> None:
    link = result_address(made)
    at = {"place": cast.elmwood, "number": made.pk, "by": cast.rosa}
    show_scorecard(**at, why_now="Tonight.")  # type: ignore[arg-type]
    stop_showing(**at)  # type: ignore[arg-type]
    for further in ("", "players/", "players/kp7/", "scorecard.json", "scorecard.pdf"):
        answer = client.get(f"{link}{further}")
        assert answer.status_code == 404, further
        assert "Those who made it no longer show it." in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]
    assert "Este resultado se retiró" in Client().get(f"{link}?lang=es").content.decode()
    client.force_login(cast.rosa)
    sending = client.post(f"/elmwood/scorecards/{made.pk}/give-back/", {"do": "send"}, follow=True)
    assert "Nothing was sent." in sending.content.decode()
    show_scorecard(**at, why_now="It was right after all.")  # type: ignore[arg-type]
    assert client.get(link).status_code == 200
