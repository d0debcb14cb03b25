"""Which time zone a place is in: likely, chosen, and never a word that is none."""

import pytest
from django.core.exceptions import ValidationError

from tallgrass.places.actions import add_place, change_place
from tallgrass.places.sending import sender_of
from tallgrass.places.zones import AT_HOME, further_zones, likely_zone, zone_info
from tests.cast import Cast

pytestmark = pytest.mark.database


@pytest.mark.parametrize(
    ("listed_as", "zone"),
    [("geonames:4407066", "America/Chicago"), ("geonames:1796236", ""), ("geonames:0", ""), ("", "")],
)
def test_a_state_makes_a_zone_likely(listed_as: str, zone: str) -> None:
    assert likely_zone(listed_as) == zone


def test_every_zone_that_is_offered_is_one() -> None:
    for zone in (*AT_HOME, *further_zones(), ""):
        assert zone_info(zone) is not None
    assert "Europe/Madrid" in further_zones()


def test_a_place_has_the_zone_of_its_entry_in_the_list_until_somebody_chooses(cast: Cast) -> None:
    place = add_place(slug="st-louis", name="St. Louis", listed_as="geonames:4407066", by=cast.rosa)
    assert place.time_zone == "America/Chicago"
    change_place(place=place, by=cast.rosa, changes={"time_zone": "America/Denver"})
    sender = sender_of(place.pk)
    assert sender is not None
    assert (sender.name, sender.zone) == ("St. Louis", "America/Denver")


def test_a_word_that_is_no_zone_is_refused(cast: Cast) -> None:
    with pytest.raises(ValidationError):
        change_place(place=cast.elmwood, by=cast.rosa, changes={"time_zone": "Middle-earth"})
