"""The example place on the site."""

import pytest
from django.test import Client

from tallgrass.places.actions import add_place
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.queries import latest_snapshot
from tallgrass.web.example import SLUG, Occupied, keep_example_current, make_example

pytestmark = pytest.mark.django_db


def test_the_example_has_two_years_and_made_again_it_stays_the_same() -> None:
    first = make_example(by=None)
    again = make_example(by=None)
    assert again == first
    assert [str(day) for day in Snapshot.objects.order_by("as_of").values_list("as_of", flat=True)] == [
        "2025-09-30",
        "2026-09-30",
    ]


def test_the_example_says_that_it_is_one(client: Client) -> None:
    assert make_example(by=None).example
    page = client.get(f"/{SLUG}/").text
    assert "example" in page.lower()


def test_the_example_never_takes_the_place_of_a_real_one() -> None:
    add_place(slug=SLUG, name="A real Prairie Junction", by=None)
    with pytest.raises(Occupied):
        make_example(by=None)
    assert Snapshot.objects.count() == 0
    assert [place.name for place in Place.objects.all()] == ["A real Prairie Junction"]


def test_an_empty_site_is_given_the_example_once() -> None:
    assert keep_example_current(by=None) is not None
    assert keep_example_current(by=None) is None
    assert Snapshot.objects.count() == 2


def test_an_example_that_an_older_program_made_is_made_anew() -> None:
    place = make_example(by=None)
    kept = latest_snapshot(place)
    assert kept is not None
    Snapshot.objects.filter(pk=kept.pk).delete()
    assert keep_example_current(by=None) is None
    again = latest_snapshot(place)
    assert again is not None
    assert again.digest == kept.digest


def test_a_site_with_places_of_its_own_is_not_given_an_example() -> None:
    add_place(slug="riverbend", name="Riverbend", by=None)
    assert keep_example_current(by=None) is None
    assert [place.name for place in Place.objects.all()] == ["Riverbend"]
