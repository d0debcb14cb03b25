"""What a reader meets at each address."""

import gzip
import json
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tallgrass.foundation import page_cache
from tallgrass.foundation.assets import assets, stylesheet_address
from tallgrass.places.models import Place
from tallgrass.strength.framework.method.document import ELEMENTS
from tallgrass.strength.scorecard import published as shelves
from tallgrass.strength.scorecard import views as pages
from tallgrass.strength.scorecard.assess import Assessed
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.models import Snapshot


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has rendered nothing yet."""
    monkeypatch.setattr(pages, "_PAGES", type(pages._PAGES)(200))
    monkeypatch.setattr(page_cache, "_SENT", type(page_cache._SENT)(200))
    monkeypatch.setattr(shelves, "_DOCUMENTS", type(shelves._DOCUMENTS)(8))


def test_the_only_place_is_the_first_page(client: Client, snapshot: Snapshot) -> None:
    assert client.get("/").headers["Location"] == "/riverbend/"


def test_several_places_are_listed_without_any_order_of_strength(
    client: Client, snapshot: Snapshot, otherville: Place
) -> None:
    page = client.get("/").text
    assert page.index("Otherville") < page.index("Riverbend")
    assert "not compared" in page


@pytest.mark.django_db
def test_an_empty_site_says_how_to_begin(client: Client) -> None:
    page = client.get("/").text
    assert "No place yet" in page
    assert "tallgrass example" in page
    assert "open the link that was printed when the site was started" in page
    assert "<code>tallgrass link</code>" in page


def test_the_overview_leads_to_every_element_and_every_question(client: Client, snapshot: Snapshot) -> None:
    found = client.get("/riverbend/").text
    for element in ELEMENTS:
        assert f'href="/riverbend/{element}/"' in found
        inner = client.get(f"/riverbend/{element}/")
        assert inner.status_code == 200
        questions = set(re.findall(rf'href="(/riverbend/{element}/[a-z0-9]+/)"', inner.text))
        assert questions
        for address in sorted(questions)[:2]:
            assert client.get(address).status_code == 200


def test_every_question_has_a_page(client: Client, snapshot: Snapshot, assessed: Assessed) -> None:
    for criterion in assessed.framework.criteria:
        answer = client.get(f"/riverbend/{criterion.element}/{criterion.id.lower()}/")
        assert answer.status_code == 200


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/", "/riverbend/wealth/", "/riverbend/players/kp99/", "/riverbend/players/KP1/",
        "/riverbend/culture/kp1/", "/riverbend/scorecard.docx", "/nowhere/scorecard.json", "/otherville/players/",
    ],
)  # fmt: skip
def test_an_address_where_nothing_is_says_so_kindly(
    client: Client, snapshot: Snapshot, otherville: Place, address: str
) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "Nothing is at this address" in answer.text
    inside = address.startswith("/riverbend/")
    assert ('<a href="/riverbend/">To the scorecard of Riverbend</a>' in answer.text) is inside


def test_the_document_can_be_taken_away_as_it_was_published(
    client: Client, snapshot: Snapshot, assessed: Assessed
) -> None:
    answer = client.get("/riverbend/scorecard.json")
    assert answer.content == to_bytes(assessed.document)
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="riverbend-scorecard-2026-06-30.json"'
    )
    assert json.loads(answer.content)["place"]["name"] == "Riverbend"


def test_the_scorecard_can_be_taken_away_as_one_page_and_as_a_table(
    client: Client, snapshot: Snapshot
) -> None:
    page = client.get("/riverbend/scorecard.html")
    table = client.get("/riverbend/scorecard.csv")
    assert (page.headers["Content-Type"], table.headers["Content-Type"]) == (
        "text/html; charset=utf-8", "text/csv; charset=utf-8",
    )  # fmt: skip
    assert "<style>" in page.text
    assert "KP7" in table.text
    assert table.content.startswith(b"\xef\xbb\xbf")


PAGES = [
    "/",
    "/riverbend/",
    "/riverbend/players/",
    "/riverbend/players/kp7/",
    "/riverbend/scorecard.json",
    "/health",
    "/favicon.ico",
]


@pytest.mark.parametrize("address", PAGES)
def test_pages_change_nothing(client: Client, snapshot: Snapshot, address: str) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        assert method(address).status_code == 405
    assert client.head(address).status_code in ((200, 503) if address == "/health" else (200, 302))


@pytest.mark.parametrize("address", [*PAGES, "/nothing/"])
def test_every_answer_has_the_headers_that_keep_browsers_safe(
    client: Client, snapshot: Snapshot, address: str
) -> None:
    headers = client.get(address).headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert "script-src" not in policy
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("address", ["/riverbend/", "/riverbend/culture/", "/riverbend/culture/cv5/"])
def test_pages_hold_no_script_and_load_nothing_from_elsewhere(
    client: Client, snapshot: Snapshot, address: str
) -> None:
    page = client.get(address).text
    assert "<script" not in page
    assert re.search(r"\son[a-z]+=", page) is None
    assert re.search(r"\sstyle=", page) is None
    assert re.findall(r'<link[^>]* href="([^"]*)"', page) == [stylesheet_address()]
    assert all(address.startswith("data:") for address in re.findall(r'\ssrc="([^"]*)"', page))


@pytest.mark.parametrize("address", ["/riverbend/", "/riverbend/players/", "/riverbend/players/kp7/"])
def test_a_page_weighs_under_60_kb_as_it_travels(client: Client, snapshot: Snapshot, address: str) -> None:
    page = client.get(address, headers={"Accept-Encoding": "gzip"})
    style = gzip.compress(assets()["stylesheet"].content)
    assert page.headers["Content-Encoding"] == "gzip"
    assert len(page.content) + len(style) < 60_000


def test_a_page_that_has_not_changed_is_not_sent_again(client: Client, snapshot: Snapshot) -> None:
    first = client.get("/riverbend/")
    again = client.get("/riverbend/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("address", ["/riverbend/", "/riverbend/culture/", "/riverbend/culture/cv5/"])
def test_a_page_asks_the_database_once_and_reads_the_long_texts_once_in_a_process(
    client: Client, snapshot: Snapshot, address: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(6):  # the last: who has taken up which next step
        client.get(address)
    with django_assert_num_queries(1):
        client.get(address)


def test_a_language_that_has_no_words_is_answered_in_the_places_own(
    client: Client, snapshot: Snapshot
) -> None:
    assert client.get("/riverbend/?lang=xx").text == client.get("/riverbend/").text


@pytest.mark.django_db
def test_a_name_that_is_not_ours_is_not_answered(client: Client) -> None:
    assert client.get("/health", headers={"host": "elsewhere.example"}).status_code == 400


@pytest.mark.django_db
def test_our_own_fault_is_said_to_be_ours(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[Place]:
        raise RuntimeError("a detail that nobody outside should read")

    monkeypatch.setattr("tallgrass.places.views.all_places", broken)
    client.raise_request_exception = False
    answer = client.get("/")
    assert answer.status_code == 500
    assert "on our side" in answer.text
    assert "detail" not in answer.text


def test_a_place_without_a_scorecard_says_so(client: Client, snapshot: Snapshot, otherville: Place) -> None:
    answer = client.get("/otherville/")
    assert answer.status_code == 200
    assert "No scorecard yet" in answer.text
    assert 'href="/otherville/partners/">Key players' in answer.text
    assert 'href="/otherville/home/">Sign in' in answer.text
    assert "give them this number" not in answer.text
