"""The history through the API: the same sentences as on its page, for those who may read them, and read only."""

from typing import Any

import pytest
from django.test import Client

from tallgrass.elements.players.actions import add_partner, change_partner, hide_partner, record_told
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player
from tests.api.conftest import Program
from tests.cast import Cast

ADDRESS = "/api/v1/places/elmwood/history"


@pytest.fixture
def library(cast: Cast) -> Player:
    """A partner that was told, and then renamed by Bea."""
    player = add_partner(place=cast.elmwood, fields=PartnerFields("Old Library"), by=cast.rosa)
    today = player.created_at.date()
    record_told(place=cast.elmwood, players=[player.pk], way="phone", on=today, by=cast.rosa)
    change_partner(place=cast.elmwood, player=player.pk, fields=PartnerFields("Elmwood Library"), by=cast.bea)
    return player


def changes(client: Client, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(ADDRESS, asked)
    assert answer.status_code == 200, answer.content
    found: list[dict[str, Any]] = answer.json()["changes"]
    return found


def test_it_tells_who_changed_what_the_newest_first(cast: Cast, library: Player, program: Program) -> None:
    rosa = program(cast.rosa, cast.elmwood, "read", "read_proposed", "read_history")
    told = changes(rosa, partner=library.pk)
    assert [one["kind"] for one in told] == ["players.changed", "players.told", "players.added"]
    assert told[0]["sentences"] == [
        "Bea changed the name of Elmwood Library from “Old Library” to “Elmwood Library”."
    ]
    in_spanish = changes(rosa, partner=library.pk, language="es")
    assert in_spanish[0]["sentences"] != told[0]["sentences"]
    assert changes(rosa, partner=library.pk, language="tlh")[0]["sentences"] == told[0]["sentences"]


def test_it_comes_in_pages(cast: Cast, library: Player, program: Program) -> None:
    rosa = program(cast.rosa, cast.elmwood, "read", "read_proposed", "read_history")
    everything, paged, before = [one["id"] for one in changes(rosa, limit=200)], [], None
    while True:
        page = rosa.get(ADDRESS, {"limit": 2, **({"before": before} if before else {})}).json()
        paged += [one["id"] for one in page["changes"]]
        before = page["next_before"]
        if before is None:
            break
    assert paged == everything
    assert len(paged) > 3


def test_of_who_hid_it_tells_nothing(cast: Cast, library: Player, program: Program) -> None:
    hide_partner(place=cast.elmwood, player=library.pk, by=None)
    rosa = program(cast.rosa, cast.elmwood, "read", "read_proposed", "read_history")
    assert "Library" not in str(changes(rosa))


def test_a_token_without_the_scope_is_refused_and_nobody_writes(
    cast: Cast, library: Player, program: Program, client: Client
) -> None:
    assert client.get(ADDRESS).status_code == 401
    assert program(cast.rosa, cast.elmwood, "read").get(ADDRESS).status_code == 403
    rosa = program(cast.rosa, cast.elmwood, "read_history")
    for method in ("post", "put", "patch", "delete"):
        assert getattr(rosa, method)(ADDRESS).status_code == 405


@pytest.mark.parametrize(
    "asked", [{"limit": 0}, {"limit": 201}, {"partner": 10**30}, {"since": "yesterday"}, {"before": -1}]
)
def test_what_cannot_be_asked_is_said(cast: Cast, program: Program, asked: dict[str, Any]) -> None:
    answer = program(cast.rosa, cast.elmwood, "read_history").get(ADDRESS, asked)
    assert answer.status_code == 422
    assert answer.json()["faults"]
