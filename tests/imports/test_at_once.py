"""Two at once: nobody's list is half there, and nothing is there twice. On PostgreSQL, where two can write at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from tallgrass.elements.players.actions import change_partner
from tallgrass.elements.players.imports.actions import apply_import, undo_import
from tallgrass.elements.players.merging.actions import merge_partners
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Import, Merge
from tests.cast import Cast
from tests.imports.lists import brought, names, partner, previewed

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor != "postgresql",
        reason="SQLite lets one write at a time; its tests keep one connection",
    ),
]


def at_once(*acts: Callable[[], object]) -> list[str]:
    """What became of acts that begin at the same moment: the code of what was refused, or "done"."""
    barrier = Barrier(len(acts))

    def done(act: Callable[[], object]) -> str:
        try:
            barrier.wait(timeout=30)
            act()
        except ValidationError as refused:
            return str(refused.code)
        except Exception as refused:
            return type(refused).__name__
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return sorted(threads.map(done, acts))


def test_one_list_sent_twice_comes_in_once(cast: Cast) -> None:
    imported = previewed(cast, "name", *(f"Partner {number}" for number in range(200)))
    acts = [lambda: apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)] * 4
    assert at_once(*acts) == ["applied", "applied", "applied", "done"]
    assert len(names(cast)) == 200


def test_of_two_lists_with_the_same_partners_one_is_shown_anew(cast: Cast) -> None:
    lines = ("id,name", *(f"{number},Partner {number}" for number in range(200)))
    first, second = previewed(cast, *lines), previewed(cast, *lines)
    outcome = at_once(
        lambda: apply_import(place=cast.elmwood, imported=first.pk, by=cast.rosa),
        lambda: apply_import(place=cast.elmwood, imported=second.pk, by=cast.rosa),
    )
    assert outcome == ["done", "plan_changed"]
    assert len(names(cast)) == 200
    waits = Import.objects.get(place=cast.elmwood, state=Import.State.PREVIEWED)
    assert waits.tally["same"] == 200


def test_a_change_in_the_same_moment_is_not_written_over(cast: Cast) -> None:
    brought(cast, "id,name,website", "a,One,https://one.org")
    one = partner(cast, "One")
    imported = previewed(cast, "id,name,website", "a,One,https://list.org")
    at_once(
        lambda: apply_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa),
        lambda: change_partner(
            place=cast.elmwood, player=one.pk, fields=PartnerFields("One", roles=("data",)), by=cast.rosa,
            read=PartnerFields("One", website="https://one.org"),
        ),
    )  # fmt: skip
    one.refresh_from_db()
    assert (one.website, one.roles) in [("https://list.org", []), ("", ["data"])]


def test_a_list_is_taken_back_once(cast: Cast) -> None:
    imported = brought(cast, "name", *(f"Partner {number}" for number in range(100)))
    acts = [lambda: undo_import(place=cast.elmwood, imported=imported.pk, by=cast.rosa)] * 3
    assert at_once(*acts) == ["done", "undone", "undone"]
    assert names(cast) == []


def test_two_records_that_are_joined_both_ways_at_once_are_joined_once(cast: Cast) -> None:
    brought(cast, "id,name", "a,One", "b,Two")
    one, two = partner(cast, "One").pk, partner(cast, "Two").pk
    outcome = at_once(
        lambda: merge_partners(place=cast.elmwood, kept=one, other=two, by=cast.rosa),
        lambda: merge_partners(place=cast.elmwood, kept=two, other=one, by=cast.rosa),
    )
    assert outcome == ["NoSuchPartner", "done"]
    assert Merge.objects.filter(place=cast.elmwood).count() == 1
