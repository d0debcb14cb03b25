"""A new place is looked up in the packaged list by the name that people use."""

import gzip
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.places.gazetteer import ListedPlace, listed, lookup
from tallgrass.places.models import Place
from tests.places.publish import FILE, FOLDER, HEAD, WRONG, extract, packed


def first(words: str) -> tuple[str, str]:
    found = lookup(words, 1)
    assert found, words
    return found[0].name, found[0].region


@pytest.mark.parametrize(
    ("typed", "name", "region"),
    [
        ("St. Louis", "St. Louis", "MO"),
        ("saint louis", "St. Louis", "MO"),
        ("Saint Lou", "St. Louis", "MO"),
        ("louis st mo", "St. Louis", "MO"),
        ("saint paul", "Saint Paul", "MN"),
        ("st paul mn", "Saint Paul", "MN"),
        ("ft worth", "Fort Worth", "TX"),
        ("mt vernon ny", "Mount Vernon", "NY"),
        ("nashville", "Nashville", "TN"),
        ("indianapolis", "Indianapolis", "IN"),
        ("louisville", "Louisville", "KY"),
        ("lexington kentucky", "Lexington", "KY"),
        ("honolulu", "Honolulu", "HI"),
        ("new york", "New York City", "NY"),
        ("winston salem", "Winston-Salem", "NC"),
        ("Winston-Sa", "Winston-Salem", "NC"),
        ("washington dc", "Washington", "DC"),
        ("portland, maine", "Portland", "ME"),
        ("portland or", "Portland", "OR"),
        ("springfield illinois", "Springfield", "IL"),
        ("san josé ca", "San Jose", "CA"),
        ("bayamon", "Bayamón", "PR"),
        ("ponce puerto rico", "Ponce", "PR"),
        ("canon city", "Cañon City", "CO"),
        ("o'fallon mo", "O'Fallon", "MO"),
        ("kapaa hi", "Kapa‘a", "HI"),
        ("coeur d’alene", "Coeur d'Alene", "ID"),
        ("TORONTO", "Toronto", ""),
    ],
)
def test_a_place_is_found_by_its_everyday_name(typed: str, name: str, region: str) -> None:
    assert first(typed) == (name, region)


def test_exactly_that_name_comes_first_then_the_larger() -> None:
    found = lookup("columbus")
    same = [place for place in found if place.name == "Columbus"]
    assert list(found[: len(same)]) == same
    assert [place.region for place in same[:2]] == ["OH", "GA"]
    assert all(one.population >= other.population for one, other in pairwise(same))


def test_what_is_found_says_who_it_is() -> None:
    (found,) = lookup("saint louis missouri", 1)
    assert found == ListedPlace("St. Louis", "MO", "US", found.population, "geonames:4407066")
    assert 200_000 < found.population < 400_000
    assert listed("geonames:4407066") == found


@pytest.mark.parametrize(
    "identifier", ["", "geonames:", "geonames:0", "4407066", "geonames:x", "geonames:²", "a\tb"]
)
def test_an_identifier_that_is_not_on_the_list_is_nobody(identifier: str) -> None:
    assert listed(identifier) is None


def test_no_more_are_found_than_asked_for() -> None:
    assert len(lookup("s")) == 20
    assert len(lookup("s", 3)) == 3
    assert lookup("s", 0) == ()


@pytest.mark.parametrize("typed", ["", " ", "\x00", ".", "📍", "zzzz qqqq", "%", "東京"])
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert lookup(typed) == ()


@pytest.mark.parametrize(
    "typed", ["a" * 100_000, "a " * 50_000, "ﷺ" * 100_000, "\u202eSt. Louis\u202c", "\ud800"]
)
def test_hostile_names_are_looked_up_like_others(typed: str) -> None:
    lookup(typed)


@given(st.text())
def test_any_text_is_safe(typed: str) -> None:
    assert len(lookup(typed)) <= 20


def rows() -> list[list[str]]:
    text = gzip.decompress((FOLDER / FILE).read_bytes()).decode("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def test_the_list_is_whole() -> None:
    head, *places = rows()
    assert tuple(head) == HEAD
    assert len({number for *_, number in places}) == len(places) > 20_000
    assert {country for _, _, country, _, _ in places} >= {"US", "PR", "CA", "MX"}
    assert len({region for _, region, country, _, _ in places if country in ("US", "PR")}) == 52
    for name, region, country, population, number in places:
        assert name == name.strip() != ""
        assert len(name) <= 200
        assert (region != "") == (country in ("US", "PR"))
        assert int(population) >= (1_000 if region else 100_000)
        assert int(number) not in WRONG
    sizes = [int(place[3]) for place in places]
    assert sizes == sorted(sizes, reverse=True)


def test_an_identifier_fits_where_it_is_kept() -> None:
    longest = Place._meta.get_field("listed_as").max_length or 0
    assert max(len(f"geonames:{row[4]}") for row in rows()[1:]) <= longest


def city(
    name: str, population: int, number: int, country: str = "US", region: str = "MO"
) -> dict[str, object]:
    return {
        "name": name, "population": population, "geonameid": number, "countrycode": country, "admin1code": region,
    }  # fmt: skip


def test_the_list_is_made_by_its_rules() -> None:
    cities = [
        city("Small", 999, 1),
        city("Twin", 2_000, 2),
        city("Twin", 5_000, 3),
        city("Old Mine (historical)", 5_000, 4),
        city("East/West", 5_000, 5),
        city("Larga", 99_999, 6, "MX", "09"),
        city("Grande", 100_000, 7, "MX", "09"),
        city("Playa", 1_500, 8, "PR", "127"),
        city("Lexington-Fayette", 300_000, 4297999, region="KY"),
    ]
    made = list(extract(cities))
    assert made == [
        ("Grande", "", "MX", 100_000, 7),
        ("Twin", "MO", "US", 5_000, 3),
        ("Playa", "PR", "PR", 1_500, 8),
    ]
    assert packed(made) == packed(extract(reversed(cities)))
