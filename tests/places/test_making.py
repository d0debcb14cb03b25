"""Making a place on one page."""

import pytest
from django.test import Client

from tallgrass.places.models import Place
from tallgrass.places.slugs import slug_for
from tests.cast import Cast

PLACE = {"name": "Elm Grove", "language": "en", "public_body": "no"}


@pytest.fixture
def steward(client: Client, cast: Cast) -> Client:
    """Rosa's browser."""
    client.force_login(cast.rosa)
    return client


def test_a_steward_makes_another_place(steward: Client, cast: Cast) -> None:
    answer = steward.post(
        "/new-place/",
        {
            **PLACE,
            "language": "es",
            "public_body": "yes",
            "population": "12,300",
            "run_by": "Elm Grove Together",
            "smallest_group": "7",
        },
    )
    assert answer["Location"] == "/elm-grove/home/?told=made"
    place = Place.objects.get(slug="elm-grove")
    assert (place.name, place.population, place.languages) == ("Elm Grove", 12_300, ["es"])
    assert (place.public_body, place.run_by, place.smallest_group) == (True, "Elm Grove Together", 7)


@pytest.mark.parametrize(
    ("who", "status"), [("bea", 403), ("cal", 403), ("ines", 403), ("otto", 200), ("", 302)]
)
def test_only_who_runs_a_place_makes_another(client: Client, cast: Cast, who: str, status: int) -> None:
    if who:
        client.force_login(getattr(cast, who))
    assert client.get("/new-place/").status_code == status
    assert client.post("/new-place/", PLACE).status_code == (302 if status == 200 else status)


def test_the_name_is_found_in_the_packaged_list(steward: Client) -> None:
    page = steward.post("/new-place/", {"name": "saint louis", "find": "1", "run_by": "Us"})
    text = page.content.decode()
    assert page.status_code == 200
    assert "St. Louis, MO: about" in text
    assert 'value="Us"' in text
    assert "There is a problem" not in text


def test_a_place_of_the_list_brings_its_name_and_population(steward: Client) -> None:
    chosen = {**PLACE, "name": "saint louis", "looked": "1", "listed": "geonames:4407066"}
    assert steward.post("/new-place/", chosen)["Location"] == "/st-louis/home/?told=made"
    place = Place.objects.get(slug="st-louis")
    assert (place.name, place.listed_as) == ("St. Louis", "geonames:4407066")
    assert place.population is not None
    assert place.population > 200_000


def test_what_was_found_has_to_be_chosen_or_left(steward: Client) -> None:
    looked = {**PLACE, "name": "saint louis", "looked": "1"}
    for answer in ({}, {"listed": "geonames:1"}, {"listed": "<b>"}):
        page = steward.post("/new-place/", {**looked, **answer})
        assert page.status_code == 422
        assert "Choose the place from the list" in page.content.decode()
    assert steward.post("/new-place/", {**looked, "listed": "typed"}).status_code == 302
    assert Place.objects.get(slug="saint-louis").listed_as == ""


def test_a_name_that_is_not_on_the_list_stays_as_typed(steward: Client) -> None:
    page = steward.post("/new-place/", {"name": "Xyzzyville", "find": "1"}).content.decode()
    assert "has none of this name" in page
    assert 'value="Xyzzyville"' in page


def test_two_places_of_one_name_have_two_addresses(steward: Client) -> None:
    addresses = [steward.post("/new-place/", PLACE)["Location"] for _ in range(2)]
    assert addresses == ["/elm-grove/home/?told=made", "/elm-grove-2/home/?told=made"]


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "this is needed"),
        ("name", "x" * 100_000, "this is too long"),
        ("name", "\u202e\u200b", "this is needed"),
        ("population", "many", "use a whole number"),
        ("population", "0", "use 1 or more"),
        ("population", "9" * 30, "or less"),
        ("smallest_group", "4", "use 5 or more"),
        ("slug", "Not a slug!", "Use small letters"),
        ("slug", "elmwood", "uses the word elmwood"),
        ("slug", "sign-in", "uses the word sign-in"),
        ("public_body", "", "Say whether a public body"),
        ("public_body", "perhaps", "choose one of the answers"),
        ("language", "xx", "choose one of the answers"),
    ],
)
def test_a_mistake_is_said_and_nothing_is_made(
    steward: Client, field: str, typed: str, sentence: str
) -> None:
    before = Place.objects.count()
    page = steward.post("/new-place/", {**PLACE, field: typed})
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert Place.objects.count() == before


def test_hostile_names_are_shown_as_words(steward: Client) -> None:
    name = "<script>alert(1)</script> \u202eelpmaxe {{ 7*7 }}"
    home = steward.post("/new-place/", {**PLACE, "name": name}, follow=True)
    page = home.content.decode()
    assert home.status_code == 200
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt; elpmaxe {{ 7*7 }}" in page


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("São Paulo", "sao-paulo"),
        ("Coeur d’Alene", "coeur-dalene"),
        ("北京", "place"),
        ("St. Louis (city)", "st-louis-city"),
        ("x" * 200, "x" * 54),
        ("Elmwood", "elmwood-2"),
    ],
)
def test_the_word_in_the_address_is_made_from_the_name(name: str, word: str) -> None:
    assert slug_for(name, lambda taken: taken == "elmwood") == word


@pytest.mark.parametrize("typed", ["80000", "80,000", "80.000", "80 000", "80\u202f000"])
def test_a_number_of_people_is_read_as_people_write_it(steward: Client, typed: str) -> None:
    assert steward.post("/new-place/", {**PLACE, "population": typed}).status_code == 302
    assert Place.objects.get(slug="elm-grove").population == 80_000
