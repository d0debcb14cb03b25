"""A scorecard of many people is made while nobody waits: how far it is can be seen, and left."""

import pytest
from django.test import Client

from tallgrass.foundation.events.models import Event
from tallgrass.foundation.jobs.worker import run_waiting
from tallgrass.places.permissions import NotAllowed
from tallgrass.places.roles import EDITOR, STEWARD
from tallgrass.places.tasks import tasks_for
from tallgrass.strength.evidence.models import Evidence
from tallgrass.strength.rounds.holding.actions import close_round
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.making import actions
from tallgrass.strength.scorecard.making.actions import ask_for_scorecard, carry_out
from tallgrass.strength.scorecard.models import Making, Snapshot
from tallgrass.strength.scorecard.place_folder import assembling
from tests.cast import Cast
from tests.rounds.closing.rounds import AS_OF, keep, made_up

pytestmark = pytest.mark.django_db


@pytest.fixture
def many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Elmwood after a round that is too large to be counted while somebody waits."""
    monkeypatch.setattr(actions, "FEW", 3)
    keep(cast.elmwood, made_up(3))
    return cast


def signed_in(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.rosa)
    return client


def test_whoever_asks_is_led_to_where_it_says_how_far_it_is(many: Cast) -> None:
    client = signed_in(many)
    asked = client.post("/elmwood/scorecards/new/", {"as_of": AS_OF.isoformat()})
    making = Making.objects.get(place=many.elmwood)
    assert asked.headers["Location"] == f"/elmwood/scorecards/making/{making.pk}/"
    Making.objects.filter(place=many.elmwood).update(counted=2)
    page = client.get(asked.headers["Location"])
    assert f"2 of {making.people} forms counted so far." in page.content.decode()
    assert page.headers["Refresh"] == "3"
    home = client.get("/elmwood/home/").content.decode()
    assert "is being made" in home
    run_waiting()
    made = Snapshot.objects.get(place=many.elmwood)
    assert client.get(asked.headers["Location"]).headers["Location"] == f"/elmwood/scorecards/{made.pk}/"
    assert "is being made" not in client.get("/elmwood/home/").content.decode()
    assert made.made_by == many.rosa


def test_it_is_the_one_that_is_made_while_somebody_waits(many: Cast) -> None:
    ask_for_scorecard(place=many.elmwood, as_of=AS_OF, by=many.rosa)
    run_waiting()
    assert not make_scorecard(place=many.elmwood, as_of=AS_OF, by=many.rosa).new


def test_asked_for_twice_it_is_made_once(many: Cast) -> None:
    first = ask_for_scorecard(place=many.elmwood, as_of=AS_OF, by=many.rosa)
    assert ask_for_scorecard(place=many.elmwood, as_of=AS_OF, by=many.rosa) == first
    run_waiting()
    carry_out(first.pk, many.elmwood.pk)
    assert Event.objects.filter(kind="scorecards.made").count() == 1


def test_broken_off_while_it_counts_it_is_made_in_the_end(
    many: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    making = ask_for_scorecard(place=many.elmwood, as_of=AS_OF, by=many.rosa)
    with monkeypatch.context() as broken:
        broken.setattr(assembling, "rankings_of", lambda told: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            carry_out(making.pk, many.elmwood.pk)
    making.refresh_from_db()
    assert (making.state, making.counted) == ("waiting", making.people)
    run_waiting()
    making.refresh_from_db()
    assert making.state == "made"


def test_what_must_be_mended_first_is_on_the_home_as_trouble(many: Cast) -> None:
    Evidence.objects.create(
        place=many.elmwood, criterion="XX1", title="Of a question that is no more", grade=1
    )
    ask_for_scorecard(place=many.elmwood, as_of=AS_OF, by=many.rosa)
    run_waiting()
    assert Making.objects.get(place=many.elmwood).state == "refused"
    (task,) = (one for one in tasks_for(many.elmwood, STEWARD, "en") if "scorecards" in one.address)
    assert task.trouble
    assert "cannot be made yet" in signed_in(many).get(task.address).content.decode()
    assert not any("making" in one.address for one in tasks_for(many.elmwood, EDITOR, "en"))


@pytest.mark.parametrize("who", ["bea", "otto"])
def test_only_stewards_ask(many: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        ask_for_scorecard(place=many.elmwood, as_of=AS_OF, by=getattr(many, who))


def test_as_a_round_closes_its_scorecard_is_made(
    cast: Cast, django_capture_on_commit_callbacks: object
) -> None:
    held = keep(cast.elmwood, made_up(3))
    Round.objects.filter(place=cast.elmwood).update(state="open", closed_on=None)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        closed = close_round(place=cast.elmwood, number=held.pk, by=cast.rosa)
    made = Snapshot.objects.get(place=cast.elmwood)
    assert (made.as_of, made.asked_as_of, made.made_by) == (closed.closed_on, closed.closed_on, cast.rosa)
    run_waiting()
    assert Snapshot.objects.filter(place=cast.elmwood).count() == 1


def test_killed_as_a_round_closes_the_worker_makes_its_scorecard(cast: Cast) -> None:
    held = keep(cast.elmwood, made_up(3))
    Round.objects.filter(place=cast.elmwood).update(state="open", closed_on=None)
    close_round(place=cast.elmwood, number=held.pk, by=None)  # what follows the commit never comes
    run_waiting()
    assert Snapshot.objects.get(place=cast.elmwood).made_by is None
