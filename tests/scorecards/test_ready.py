"""The first page of a place is there before its first reader."""

import pytest
from django.db import DatabaseError
from django.test import Client

from tallgrass.foundation.page_cache import forget_sent_pages
from tallgrass.strength.scorecard import ready, views
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.rendering import html
from tallgrass.web import making_ready
from tests.cast import Cast

pytestmark = pytest.mark.database


@pytest.fixture(autouse=True)
def connection_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process lets its connection go once it is ready; that of a test is in the middle of a transaction."""
    monkeypatch.setattr(making_ready.connection, "close", lambda: None)


def _forget_all() -> None:
    forget_sent_pages()
    views._PAGES._pages.clear()


def _nothing_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_late(*_: object) -> str:
        raise AssertionError("made while somebody waits")

    too_late.__name__ = html.overview_page.__name__
    monkeypatch.setattr(html, "overview_page", too_late)


def test_a_process_makes_it_as_it_begins(shown: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget_all()
    making_ready.make_ready()
    _nothing_is_made(monkeypatch)
    assert Client().get("/elmwood/").status_code == 200


def test_showing_a_scorecard_makes_it(elmwood: Cast, made: Snapshot, monkeypatch: pytest.MonkeyPatch) -> None:
    _forget_all()
    rosa = Client()
    rosa.force_login(elmwood.rosa)
    rosa.post(f"/elmwood/scorecards/{made.pk}/show/")
    _nothing_is_made(monkeypatch)
    assert Client().get("/elmwood/").status_code == 200


def test_a_database_that_cannot_be_asked_yet_keeps_nobody_from_beginning(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> list[str]:
        raise DatabaseError("no such table")

    monkeypatch.setattr(ready, "places_that_show", broken)
    making_ready.make_ready()
    assert Client().get("/elmwood/").status_code == 200
