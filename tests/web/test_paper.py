"""The scorecard on paper, from the site."""

import pytest
from django.test import Client

from tallgrass.foundation.page_cache import PageCache
from tallgrass.foundation.ui import paper
from tallgrass.strength.scorecard.models import Snapshot
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.rendering.paper import scorecard_pdf
from tests.paper.ua import faults

pytestmark = pytest.mark.database


def test_the_scorecard_can_be_taken_away_on_paper(client: Client, snapshot: Snapshot) -> None:
    answer = client.get("/riverbend/scorecard.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="riverbend-scorecard-2026-06-30.pdf"'
    )
    assert answer.content == scorecard_pdf(*published(snapshot), "en")
    assert faults(answer.content) == []
    assert "/riverbend/scorecard.pdf" in client.get("/riverbend/").text


def test_the_paper_speaks_the_language_of_its_page(client: Client, snapshot: Snapshot) -> None:
    assert "/riverbend/scorecard.pdf?lang=es" in client.get("/riverbend/?lang=es").text
    spanish = client.get("/riverbend/scorecard.pdf?lang=es").content
    assert spanish == scorecard_pdf(*published(snapshot), "es")


def test_without_the_extra_no_page_offers_paper(
    client: Client, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "available", lambda: False)
    monkeypatch.setattr("tallgrass.strength.scorecard.views._PAGES", PageCache(1))
    assert client.get("/riverbend/scorecard.pdf").status_code == 404
    assert "scorecard.pdf" not in client.get("/riverbend/").text
