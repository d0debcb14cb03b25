"""A reader's language is in the address, on every page, and goes along with every link."""

import re

import pytest
from django.test import Client

from tallgrass.foundation.languages import use_words
from tallgrass.foundation.page_cache import PageCache
from tallgrass.places.models import Place
from tallgrass.strength.framework.review.corrections import Correction, write_corrections
from tallgrass.strength.scorecard import published as shelves
from tallgrass.strength.scorecard import views
from tallgrass.strength.scorecard.models import Snapshot

PAGES = ("/riverbend/", "/riverbend/players/", "/riverbend/players/kp7/")


@pytest.fixture(autouse=True)
def fresh_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that has rendered nothing yet."""
    monkeypatch.setattr(views, "_PAGES", PageCache(200))
    monkeypatch.setattr(shelves, "_DOCUMENTS", type(shelves._DOCUMENTS)(8))


def switch(page: str) -> str:
    """The two buttons."""
    found = re.search(r'<nav class="languages".*?</nav>', page, re.S)
    assert found is not None
    return found[0]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_can_be_read_in_both_languages(client: Client, snapshot: Snapshot, address: str) -> None:
    english = client.get(address).text
    assert '<html lang="en">' in english
    assert f'<a href="{address}?lang=es" hreflang="es"' in switch(english)
    assert '<span aria-current="true">English</span>' in switch(english)
    spanish = client.get(f"{address}?lang=es").text
    assert '<html lang="es">' in spanish
    assert f'<a href="{address}?lang=en" hreflang="en"' in switch(spanish)
    assert '<span aria-current="true">Español</span>' in switch(spanish)


@pytest.mark.parametrize("address", PAGES)
def test_every_link_keeps_the_language(client: Client, snapshot: Snapshot, address: str) -> None:
    page = client.get(f"{address}?lang=es").text
    inner = [
        link
        for link in re.findall(r'href="(/[^"]*)"', page.replace(switch(page), ""))
        if not link.startswith("/static/")
    ]
    assert len(inner) > 20
    assert [link for link in inner if "?lang=es" not in link] == []


def test_the_language_goes_along_to_the_page_that_a_link_leads_to(client: Client, snapshot: Snapshot) -> None:
    page = client.get("/riverbend/?lang=es").text
    for link in sorted(set(re.findall(r'href="(/riverbend/[a-z]+/\?lang=es)"', page))):
        assert '<html lang="es">' in client.get(link).text


def test_nothing_is_remembered_but_in_the_address(client: Client, snapshot: Snapshot) -> None:
    answer = client.get("/riverbend/?lang=es")
    assert not answer.cookies
    assert '<html lang="en">' in client.get("/riverbend/").text


def test_the_files_are_in_the_readers_language(client: Client, snapshot: Snapshot) -> None:
    assert "<html lang=es>" in client.get("/riverbend/scorecard.html?lang=es").text
    assert client.get("/riverbend/scorecard.csv?lang=es").text.lstrip("\ufeff").startswith("lugar,fecha,")


@pytest.mark.parametrize("asked", ["xx", "../en", "", "es' onload='x"])
def test_a_language_nobody_speaks_here_is_the_places_own(
    client: Client, snapshot: Snapshot, asked: str
) -> None:
    answer = client.get("/riverbend/", {"lang": asked})
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.text
    assert "onload" not in answer.text


def test_lists_and_messages_speak_it_too(client: Client, snapshot: Snapshot, otherville: Place) -> None:
    places = client.get("/?lang=es").text
    assert "no hay ninguna clasificación" in places
    assert 'href="/riverbend/?lang=es"' in places
    assert 'href="/?lang=en"' in switch(places)
    assert "No hay nada en esta dirección" in client.get("/nowhere/?lang=es").text
    assert "Todavía no hay hoja de resultados" in client.get("/otherville/?lang=es").text


def test_the_only_place_is_reached_in_the_readers_language(client: Client, snapshot: Snapshot) -> None:
    assert client.get("/?lang=es").headers["Location"] == "/riverbend/?lang=es"


def test_a_draft_says_so_once_and_english_does_not(client: Client, snapshot: Snapshot) -> None:
    for address in PAGES:
        assert client.get(f"{address}?lang=es").text.count("Borrador:") == 1
        assert "Draft:" not in client.get(address).text
    assert client.get("/nowhere/?lang=es").text.count("Borrador:") == 1


def test_corrected_words_reach_the_site(
    client: Client, snapshot: Snapshot, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("words")
    write_corrections(folder, "es", [Correction("scorecard", "meta.how", "Cómo lo medimos", changed=True)])
    use_words(folder)
    try:
        assert "Cómo lo medimos" in client.get("/riverbend/?lang=es").text
    finally:
        use_words(None)
