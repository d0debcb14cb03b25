"""What people wrote: read by nobody before the close, shown to nobody before somebody has cleared it."""

import pytest
from django.test import Client

from tallgrass.foundation.events.models import Event
from tallgrass.foundation.jobs.worker import run_waiting
from tallgrass.places.permissions import NotAllowed
from tallgrass.strength.rounds.holding.actions import (
    NotNow,
    clear_remark,
    close_round,
    say_result_sent,
    today,
)
from tallgrass.strength.rounds.models import Remark
from tallgrass.strength.scorecard.actions import make_scorecard, show_scorecard
from tests.cast import Cast
from tests.rounds.held import Held

WORDS = "The <b>clinic</b> closes at noon."


@pytest.fixture
def remark(anonymous: Held, cast: Cast) -> Remark:
    """Words in an open round."""
    Remark.objects.create(place=cast.elmwood, round=anonymous.round, sort="did_not_fit", criterion="KP7")
    return Remark.objects.create(place=cast.elmwood, round=anonymous.round, sort="missed", text=WORDS)


def close(held: Held, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)


def test_nobody_reads_or_clears_words_of_an_open_round(
    anonymous: Held, cast: Cast, remark: Remark, client: Client
) -> None:
    client.force_login(cast.rosa)
    page = client.get(f"/elmwood/rounds/{anonymous.round.pk}/remarks/").content.decode()
    assert "clinic" not in page
    assert "Nothing that people said leaves the round while it is open" in page
    with pytest.raises(NotNow):
        clear_remark(
            place=cast.elmwood, number=anonymous.round.pk, remark=remark.pk, by=cast.rosa, cleared=True
        )


def test_a_steward_clears_words_or_keeps_them_back(
    anonymous: Held, cast: Cast, remark: Remark, client: Client
) -> None:
    close(anonymous, cast)
    client.force_login(cast.rosa)
    address = f"/elmwood/rounds/{anonymous.round.pk}/remarks/"
    assert "&lt;b&gt;clinic" in client.get(address).content.decode()
    for do, decided in (("clear", True), ("keep", False), ("clear", True)):
        client.post(address, {"text": remark.pk, "do": do})
        remark.refresh_from_db()
        assert remark.cleared is decided
    assert "clinic" not in client.get(address).content.decode()
    assert "clinic" in client.get(f"{address}?show=cleared").content.decode()
    told = [event.told for event in Event.objects.filter(kind__startswith="rounds.remark")]
    assert told == [{}] * 3


def test_words_stand_without_a_type_and_in_no_order(anonymous: Held, cast: Cast, client: Client) -> None:
    keys = [5, 2**62, 77, 4000]
    for number, key in enumerate(keys):
        Remark.objects.create(
            key=key, place=cast.elmwood, round=anonymous.round, sort="missed", text=f"Words {number}."
        )
    close(anonymous, cast)
    client.force_login(cast.rosa)
    page = client.get(f"/elmwood/rounds/{anonymous.round.pk}/remarks/").content.decode()
    places = [page.index(f"Words {number}.") for number in range(4)]
    assert places[0] < places[2] < places[3] < places[1]
    assert "Community groups" not in page


@pytest.mark.parametrize("who", ["bea", "cal", "otto", "ines"])
def test_stewards_alone_clear(anonymous: Held, cast: Cast, remark: Remark, who: str) -> None:
    close(anonymous, cast)
    with pytest.raises(NotAllowed):
        clear_remark(
            place=cast.elmwood,
            number=anonymous.round.pk,
            remark=remark.pk,
            by=getattr(cast, who),
            cleared=True,
        )


@pytest.mark.parametrize("sent", [{}, {"text": "x", "do": "clear"}, {"text": "1", "do": "x"}])
def test_what_is_no_decision_changes_nothing(
    anonymous: Held, cast: Cast, remark: Remark, client: Client, sent: dict[str, str]
) -> None:
    close(anonymous, cast)
    client.force_login(cast.rosa)
    assert client.post(f"/elmwood/rounds/{anonymous.round.pk}/remarks/", sent).status_code == 302
    remark.refresh_from_db()
    assert remark.cleared is None


@pytest.mark.parametrize("key", ["1", str(2**63), "9" * 19])
def test_words_that_are_not_there(anonymous: Held, cast: Cast, client: Client, key: str) -> None:
    close(anonymous, cast)
    client.force_login(cast.rosa)
    sent = {"text": key, "do": "clear"}
    assert client.post(f"/elmwood/rounds/{anonymous.round.pk}/remarks/", sent).status_code == 404


def test_the_home_says_that_words_wait(anonymous: Held, cast: Cast, remark: Remark, client: Client) -> None:
    client.force_login(cast.rosa)
    assert "One text to read" not in client.get("/elmwood/home/").content.decode()
    close(anonymous, cast)
    page = client.get("/elmwood/home/").content.decode()
    assert "One text to read" in page
    assert "60 days until the promised result" in page


def test_the_promised_result_is_no_longer_asked_for_once_everybody_asked_has_it(
    anonymous: Held, cast: Cast, client: Client
) -> None:
    client.force_login(cast.rosa)
    close(anonymous, cast)
    run_waiting()
    made = make_scorecard(place=cast.elmwood, as_of=today(), by=cast.rosa).snapshot
    show_scorecard(place=cast.elmwood, number=made.pk, by=cast.rosa, why_now="The council meets today.")
    assert "until the promised result" in client.get("/elmwood/home/").content.decode()
    say_result_sent(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa, how="By mail")
    assert "until the promised result" not in client.get("/elmwood/home/").content.decode()
