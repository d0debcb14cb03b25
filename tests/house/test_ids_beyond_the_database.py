"""A number in an address may be larger than any that a database holds: it leads nowhere, and is no error."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import get_resolver

from tests.cast import Cast
from tests.house.test_every_door import ANYWHERE, addresses, records
from tests.house.world import World, make_world

#: Just beyond what databases hold, and far beyond.
BEYOND = (2**63, 10**30)
_PART = re.compile(r"<(?:\w+:)?(\w+)>")


@pytest.fixture
def world(cast: Cast) -> World:
    """Two places full of records."""
    return make_world(cast)


def tries(world: World) -> Iterator[tuple[str, str]]:
    """Every route that takes a number, by name, with an address for each number of it that is too large."""
    known = {**ANYWHERE, **records(world)}
    for name, pattern, _ in addresses(get_resolver()):
        given = {"place": "elmwood", **known.get(name.partition(":")[0], {}), **known.get(name, {})}
        for part in re.findall(r"<int:(\w+)>", pattern):
            for number in BEYOND:
                asked = {**given, part: number}
                yield name, "/" + _PART.sub(lambda found, asked=asked: str(asked.get(found[1], "x")), pattern)


@pytest.mark.django_db
def test_a_number_beyond_what_databases_hold_leads_nowhere(world: World) -> None:
    """By every route that takes one, read and sent; the API's too."""
    client = Client(raise_request_exception=False)
    client.force_login(world.cast.rosa)
    program = {"Authorization": f"Bearer {world.tokens['rosa']}"}
    found = {}
    for name, address in tries(world):
        for method in ("get", "post", "patch"):
            answer = getattr(client, method)(address, headers=program if "/api/" in address else {})
            found[f"{method} {name}: {address}"] = answer.status_code
    assert len(found) > 100
    assert {tried: status for tried, status in found.items() if status not in (404, 405)} == {}
