"""The example place on the site."""

from pathlib import Path

import pytest
from django.test import Client

from tallgrass.elements.players.models import Player, Standing, Tie, ToldBy
from tallgrass.examples.prairie_junction.generator import AS_OF, write_folder, write_previous
from tallgrass.foundation.events.models import Event
from tallgrass.places.actions import add_place
from tallgrass.places.models import Place
from tallgrass.strength.evidence.models import Evidence, RecordedReading
from tallgrass.strength.rounds.models import OutsideRound
from tallgrass.strength.scorecard.actions import make_scorecard, stop_showing
from tallgrass.strength.scorecard.assess import SCORECARD_FILE, assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.queries import kept_snapshots, latest_snapshot
from tallgrass.web.example import SLUG, Occupied, make_example, there_is_an_example

pytestmark = pytest.mark.django_db


@pytest.fixture
def example() -> Place:
    """The example place."""
    return make_example(by=None)


def test_its_two_scorecards_are_made_from_its_records_as_assess_makes_them_from_its_files(
    example: Place, tmp_path: Path
) -> None:
    write_previous(tmp_path / "before")
    write_folder(tmp_path / "now")
    before = assess_folder(tmp_path / "before")
    (tmp_path / "before" / SCORECARD_FILE).write_bytes(to_bytes(before.document))
    now = assess_folder(tmp_path / "now", previous=tmp_path / "before")
    kept = [one.document.encode() for one in Snapshot.objects.filter(place=example).order_by("as_of")]
    assert kept == [to_bytes(before.document), to_bytes(now.document)]


def test_it_has_real_records(example: Place) -> None:
    partners = Player.objects.filter(place=example)
    assert set(partners.values_list("standing", "told_by")) == {(Standing.LISTED, ToldBy.EXAMPLE)}
    for model in (Tie, Evidence, RecordedReading):
        assert model._default_manager.filter(place=example).exists()
    assert OutsideRound.objects.filter(place=example).count() == 2


def test_made_again_it_stays_the_same_and_nothing_is_written(example: Place) -> None:
    events = Event.objects.count()
    assert make_example(by=None) == example
    assert Event.objects.count() == events
    assert Snapshot.objects.count() == 2


def test_it_says_that_it_is_one(client: Client, example: Place) -> None:
    assert example.example
    page = client.get(f"/{SLUG}/").text
    assert "example" in page.lower()


def test_it_never_takes_the_place_of_a_real_one() -> None:
    add_place(slug=SLUG, name="A real Prairie Junction", by=None)
    with pytest.raises(Occupied):
        make_example(by=None)
    assert not there_is_an_example()
    assert Snapshot.objects.count() == 0
    assert [place.name for place in Place.objects.all()] == ["A real Prairie Junction"]


def test_what_somebody_changed_in_it_is_undone(example: Place) -> None:
    was = latest_snapshot(example)
    assert was is not None
    Player.objects.filter(place=example, main_kind="community").delete()
    other = make_scorecard(place=example, as_of=AS_OF, by=None).snapshot
    stop_showing(place=example, number=was.pk, by=None)
    make_example(by=None)
    shown = [one.pk for one in kept_snapshots(example) if one.shown]
    assert len(shown) == 2
    assert other.pk not in shown
    assert latest_snapshot(example) == was
    assert make_scorecard(place=example, as_of=AS_OF, by=None).snapshot == was


def test_it_is_there_or_it_is_not() -> None:
    assert not there_is_an_example()
    make_example(by=None)
    assert there_is_an_example()
