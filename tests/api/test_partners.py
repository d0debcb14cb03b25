"""Partners through the API: everybody sees what is public, a program what its person may see and was given."""

import json

import pytest
from django.test import Client

from tallgrass.elements.players.actions import Addition, add_partners
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player
from tallgrass.foundation.events.models import Event
from tests.api.conftest import Program
from tests.cast import Cast

ADDRESS = "/api/v1/places/elmwood/partners"


@pytest.fixture
def partners(cast: Cast) -> dict[str, Player]:
    """The library and Ana have been told, the shelter has not."""
    told = {"told_by": "letter"}
    made = add_partners(
        place=cast.elmwood,
        additions=[
            Addition(
                PartnerFields(
                    "Elmwood Library", kinds=("government", "community"), contact_email="desk@example.org"
                ),
                **told,
            ),
            Addition(PartnerFields("Ana Ortiz", is_person=True, kinds=("civic_tech",)), **told),
            Addition(PartnerFields("Shelter of Hope", kinds=("community",))),
        ],
        by=None,
    )
    return dict(zip(("library", "ana", "shelter"), made, strict=True))


def names(client: Client, **asked: str) -> list[str]:
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200, answer.content
    return [one["name"] for one in answer.json()["partners"]]


def test_everybody_sees_listed_organisations(partners: dict[str, Player], client: Client) -> None:
    assert names(client) == ["Elmwood Library"]


def test_a_token_shows_what_its_person_sees_and_it_was_given(
    cast: Cast, partners: dict[str, Player], program: Program
) -> None:
    assert names(program(cast.bea, cast.elmwood, "read")) == ["Ana Ortiz", "Elmwood Library"]
    assert names(program(cast.rosa, cast.elmwood, "read")) == ["Ana Ortiz", "Elmwood Library"]
    assert names(program(cast.rosa, cast.elmwood, "read", "read_proposed")) == [
        "Ana Ortiz", "Elmwood Library", "Shelter of Hope",
    ]  # fmt: skip
    assert names(program(cast.bea, cast.elmwood, "read", "read_proposed")) == ["Ana Ortiz", "Elmwood Library"]
    assert names(program(cast.rosa, cast.elmwood, "read_history")) == ["Elmwood Library"]


def test_a_token_of_another_place_is_refused(
    cast: Cast, partners: dict[str, Player], program: Program
) -> None:
    assert program(cast.otto, cast.oakdale, "read").get(ADDRESS).status_code == 401


def test_how_to_reach_a_partner_never_leaves(
    cast: Cast, partners: dict[str, Player], program: Program
) -> None:
    client = program(cast.rosa, cast.elmwood, "read", "read_proposed")
    assert "desk@example.org" not in client.get(ADDRESS).content.decode()
    assert "desk@example.org" not in client.get(f"{ADDRESS}/{partners['library'].pk}").content.decode()


def test_partners_are_found_by_words_and_by_type(partners: dict[str, Player], client: Client) -> None:
    assert names(client, search="libr") == ["Elmwood Library"]
    assert names(client, search="shelter") == []
    assert names(client, kind="community") == ["Elmwood Library"]
    assert names(client, kind="philanthropy") == []


def test_a_long_list_comes_in_pages(cast: Cast, client: Client) -> None:
    fields = [PartnerFields(f"Group {number:03}") for number in range(120)]
    add_partners(place=cast.elmwood, additions=[Addition(one, told_by="letter") for one in fields], by=None)
    seen, offset = [], 0
    while offset is not None:
        page = client.get(ADDRESS, {"offset": offset, "limit": 50}).json()
        seen += [one["name"] for one in page["partners"]]
        assert page["total"] == 120
        offset = page["next_offset"]
    assert seen == [one.name for one in fields]
    assert client.get(ADDRESS, {"limit": 100_000}).status_code == 422


@pytest.mark.parametrize("which", ["ana", "shelter"])
def test_what_is_not_public_is_not_there_for_a_stranger(
    partners: dict[str, Player], client: Client, which: str
) -> None:
    assert client.get(f"{ADDRESS}/{partners[which].pk}").status_code == 404


def test_a_program_proposes_and_corrects_in_its_persons_name(
    cast: Cast, partners: dict[str, Player], program: Program
) -> None:
    client = program(cast.bea, cast.elmwood, "read", "write_partners")
    answer = client.post(
        ADDRESS, json.dumps({"name": " Food  Bank ", "kinds": ["community"]}), content_type="application/json"
    )
    assert (answer.status_code, answer.json()["name"], answer.json()["standing"]) == (
        201,
        "Food Bank",
        "proposed",
    )
    event = Event.objects.filter(place=cast.elmwood.pk).latest("pk")
    assert (event.kind, event.by) == ("players.added", cast.bea.pk)
    library = f"{ADDRESS}/{partners['library'].pk}"
    changed = client.patch(
        library, json.dumps({"website": "library.example.org"}), content_type="application/json"
    )
    assert changed.json()["website"] == "https://library.example.org"
    assert changed.json()["kinds"] == ["government", "community"]
    partners["library"].refresh_from_db()
    assert partners["library"].contact_email == "desk@example.org"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "kinds": ["wizard"]}, "kinds"),
        ({"name": "x", "website": "javascript:alert(1)"}, "website"),
        ({"name": "x", "identifiers": {"ein": "12"}}, "ein"),
        ({"name": "x", "led_by": "neighbours"}, "led_by"),
        ({"name": "x" * 10_000}, "name"),
    ],
)
def test_what_cannot_be_kept_is_told_by_field_and_nothing_is_added(
    cast: Cast, program: Program, sent: dict[str, object], field: str
) -> None:
    client = program(cast.bea, cast.elmwood, "write_partners")
    answer = client.post(ADDRESS, json.dumps(sent), content_type="application/json")
    assert answer.status_code == 422
    assert [fault["field"] for fault in answer.json()["faults"]] == [field]
    assert not Player.objects.filter(place=cast.elmwood).exists()


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"\xff", b'{"name": null}', b'{"name": "\\ud800"}', b"[" * 100_000]
)
def test_a_body_that_cannot_be_read_is_answered_with_a_sentence(
    cast: Cast, program: Program, body: bytes
) -> None:
    client = program(cast.bea, cast.elmwood, "write_partners")
    answer = client.post(ADDRESS, body, content_type="application/json")
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]
    assert not Player.objects.filter(place=cast.elmwood).exists()


def test_reading_is_not_writing(cast: Cast, partners: dict[str, Player], program: Program) -> None:
    client = program(cast.rosa, cast.elmwood, "read")
    answer = client.post(ADDRESS, json.dumps({"name": "x"}), content_type="application/json")
    assert answer.status_code == 403
    assert (
        Client().post(ADDRESS, json.dumps({"name": "x"}), content_type="application/json").status_code == 401
    )


def test_a_cookie_opens_no_door_of_the_api(cast: Cast, client: Client) -> None:
    client.force_login(cast.rosa)
    answer = client.post(ADDRESS, json.dumps({"name": "x"}), content_type="application/json")
    assert answer.status_code == 401
