"""The list and the page of partners: each reader sees those alone that are theirs to see."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.cast import Cast
from tests.players.conftest import Partners, tell

NAMES = {"library": "Elmwood Library", "ana": "Ana Ruiz", "garden": "Garden Circle", "clinic": "Quiet Clinic"}
SEES = {
    "nobody": {"library"},
    "otto": {"library"},
    "ines": {"library"},
    "cal": {"library", "ana"},
    "bea": {"library", "ana"},
    "rosa": {"library", "ana", "garden"},
}


def as_reader(cast: Cast, who: str) -> Client:
    client = Client()
    if who != "nobody":
        client.force_login(getattr(cast, who))
    return client


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


@pytest.mark.parametrize("who", SEES)
def test_the_list_shows_each_reader_what_is_theirs_to_see(cast: Cast, partners: Partners, who: str) -> None:
    page = text(as_reader(cast, who), "/elmwood/partners/")
    assert {key for key, name in NAMES.items() if name in page} == SEES[who]


@pytest.mark.parametrize("who", SEES)
def test_the_page_of_a_partner_is_there_for_whoever_sees_it(cast: Cast, partners: Partners, who: str) -> None:
    client = as_reader(cast, who)
    found = {
        key
        for key in NAMES
        if client.get(f"/elmwood/partners/{getattr(partners, key).pk}/").status_code == 200
    }
    assert found == SEES[who]


@pytest.mark.parametrize("who", SEES)
@pytest.mark.parametrize("key", NAMES)
def test_search_finds_what_the_list_shows(cast: Cast, partners: Partners, who: str, key: str) -> None:
    page = text(as_reader(cast, who), f"/elmwood/partners/?words={NAMES[key].split()[0]}")
    # The words themselves stand in the search box, and in the titles of nothing else.
    assert (f">{NAMES[key]}<" in page) == (key in SEES[who])


def test_only_stewards_read_the_address_for_messages(cast: Cast, partners: Partners) -> None:
    address = f"/elmwood/partners/{partners.library.pk}/"
    told = {who for who in SEES if "desk@library.example" in text(as_reader(cast, who), address)}
    assert told == {"rosa"}


def test_stewards_are_told_how_many_are_hidden_and_not_told(cast: Cast, partners: Partners) -> None:
    page = text(as_reader(cast, "rosa"), "/elmwood/partners/")
    assert "1 partner is hidden, as it asked." in page
    assert "1 partner has not been told yet." in page
    assert "is hidden, as it asked" not in text(as_reader(cast, "cal"), "/elmwood/partners/")


def test_partners_of_another_place_are_not_at_this_one(cast: Cast, partners: Partners) -> None:
    assert as_reader(cast, "otto").get(f"/oakdale/partners/{partners.library.pk}/").status_code == 404


def test_filters_and_counts_speak_of_visible_partners_alone(cast: Cast, partners: Partners) -> None:
    client = Client()
    assert "Elmwood Library" in text(client, "/elmwood/partners/?kind=community&role=data&active=yes")
    assert "Nobody fits" in text(client, "/elmwood/partners/?kind=tech_company")
    assert "Nobody fits" in text(client, "/elmwood/partners/?active=unknown")
    for odd in (
        "kind=nobody",
        "role=%00",
        "page=-5",
        "page=99999999999999999999",
        "words=%22%27%5C",
        "told=no",
    ):
        assert "Elmwood Library" in text(client, f"/elmwood/partners/?{odd}") or "words" in odd


def test_the_type_that_nobody_knows_is_counted_and_said(cast: Cast) -> None:
    from tallgrass.elements.players.actions import add_partner
    from tallgrass.elements.players.method.fields import PartnerFields

    for name in ("One", "Two"):
        tell(cast, add_partner(place=cast.elmwood, fields=PartnerFields(name), by=cast.rosa))
    page = text(Client(), "/elmwood/partners/")
    assert "The type of 2 partners is not known yet. They are counted in no other type." in page


def test_a_list_for_everybody_costs_few_questions_and_then_one(
    cast: Cast,
    partners: Partners,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    client = Client()
    # How the place stands, the place, tags, how many, who, counts by type; and once more how it stands, where a page
    # was sent before.
    with django_assert_max_num_queries(7):
        client.get("/elmwood/partners/")
    with django_assert_num_queries(1):  # the place and its last event: nothing has changed
        client.get("/elmwood/partners/")


def test_the_public_page_touches_no_session_and_can_be_asked_for_again_cheaply(
    cast: Cast, partners: Partners
) -> None:
    client = Client()
    first = client.get("/elmwood/partners/")
    assert first.headers["Cache-Control"] == "no-cache"
    assert not first.cookies
    again = client.get("/elmwood/partners/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    tell(cast, partners.garden)
    after = client.get("/elmwood/partners/", headers={"If-None-Match": first.headers["ETag"]})
    assert after.status_code == 200
    assert "Garden Circle" in after.content.decode()


def test_members_pages_are_kept_by_nobody(cast: Cast, partners: Partners) -> None:
    for address in ("/elmwood/partners/", f"/elmwood/partners/{partners.ana.pk}/"):
        assert "no-store" in as_reader(cast, "cal").get(address).headers["Cache-Control"]


def test_names_are_text_and_never_markup(cast: Cast) -> None:
    from tallgrass.elements.players.actions import add_partner
    from tallgrass.elements.players.method.fields import PartnerFields

    fields = PartnerFields(
        "<script>alert(1)</script> & Söhne", roles=("<b>",), communities=('"><img src=x>',)
    )
    player = add_partner(place=cast.elmwood, fields=fields, by=cast.rosa)
    tell(cast, player)
    for address in ("/elmwood/partners/", f"/elmwood/partners/{player.pk}/"):
        page = text(Client(), address)
        assert "<script" not in page
        assert "<img" not in page
        assert "&lt;script&gt;" in page


def test_who_was_just_here_without_signing_in_leaves_nothing_for_who_is_signed_in(
    cast: Cast, partners: Partners
) -> None:
    """Pages are sent again without going the whole way: never to somebody who brings a cookie."""
    for _ in range(3):
        assert "Ana Ruiz" not in text(Client(), "/elmwood/partners/")
        assert "Ana Ruiz" in text(as_reader(cast, "cal"), "/elmwood/partners/")
    assert "Cookie" in Client().get("/elmwood/partners/").headers["Vary"]
