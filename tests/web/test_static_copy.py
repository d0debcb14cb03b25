"""A copy of the public pages: whole, readable without a site, and with nothing that is not for everybody."""

import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client

from tallgrass.strength.scorecard.models import Publication, Snapshot
from tallgrass.web.static_copy.addresses import Copied, way_from
from tallgrass.web.static_copy.keeping import Taken, into
from tallgrass.web.static_copy.rewriting import NOTHING, WORDS_ALONE, rewritten
from tallgrass.web.static_copy.taking import TooMany, take_copy
from tallgrass.web.static_copy.visiting import visited
from tests.house.world import CONTACT, HIDDEN, OAKDALE, PERSON, PROPOSED, UNSHOWN, make_world

ELMWOOD = Copied("/elmwood/", "en")
DAY = date(2026, 11, 24)


class Links(HTMLParser):
    """Where a page leads, and what it holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.tags.add(tag)
        self.ids |= {str(said["id"])} if "id" in said else set()
        self.found += [str(said[name]) for name in ("href", "src") if said.get(name)]


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/elmwood/", "index.html"),
        ("/elmwood/?lang=en", "index.html"),
        ("/elmwood/?lang=es", "es/index.html"),
        ("/elmwood/players/kp1/?lang=es", "es/players/kp1/index.html"),
        ("/elmwood/partners/?page=2&lang=es", "es/partners/page-2.html"),
        ("/elmwood/scorecard.csv?lang=es", "es/scorecard.csv"),
        ("/static/tallgrass.0123.css", "static/tallgrass.0123.css"),
        ("/elmwood/partners/?kind=community", None),
        ("/elmwood/partners/?page=x", None),
        ("/oakdale/", None),
        ("/account/", None),
        ("https://example.org/elmwood/", None),
        ("//example.org/elmwood/", None),
    ],
)
def test_an_address_of_the_site_is_a_file_of_the_copy(address: str, file: str | None) -> None:
    assert ELMWOOD.file_of(address) == file


@pytest.mark.parametrize(
    ("here", "to", "address", "way"),
    [
        ("index.html", "es/index.html", "/elmwood/?lang=es", "es/index.html"),
        ("es/players/index.html", "static/a.css", "/static/a.css", "../../static/a.css"),
        ("players/index.html", "index.html", "/elmwood/#next", "../index.html#next"),
    ],
)
def test_pages_lead_from_file_to_file(here: str, to: str, address: str, way: str) -> None:
    assert way_from(here, to, address) == way


def test_what_a_copy_cannot_do_is_left_out_of_its_pages() -> None:
    page = (
        '<!doctype html><header class="masthead"><a href="/in">Sign in</a></header>'
        '<a class="x" href="/lost/">A &amp; B</a><form><input><button>Go</button></form>'
        '<script src="/static/a.js">1 < 2</script><a href="https://example.org">out</a><a href="#here">here</a>'
    )
    answers = {"/in": NOTHING, "/lost/": WORDS_ALONE}
    assert rewritten(page, lambda address, exact: answers[address], "A copy") == (
        '<!doctype html><header class="masthead"><p class="example-banner">A copy</p></header>'
        '<span class="x">A &amp; B</span><a href="https://example.org">out</a><a href="#here">here</a>'
    )


@pytest.fixture
def shown(cast: Any) -> Any:
    """Elmwood full of records, with a scorecard that everybody sees."""
    make_world(cast)
    number = Snapshot.objects.filter(place=cast.elmwood).values_list("pk", flat=True).latest("pk")
    Publication.objects.create(place=cast.elmwood, snapshot_id=number, shown=True, by=cast.rosa)
    return cast


@pytest.fixture
def copied(shown: Any, tmp_path: Path) -> Path:
    """A copy of Elmwood, in a folder."""
    with into(tmp_path / "copy") as write:
        take_copy(place=shown.elmwood, on=DAY, write=write)
    return tmp_path / "copy"


@pytest.mark.database
@pytest.mark.django_db
def test_every_link_of_a_copy_leads_to_a_file_of_it(copied: Path) -> None:
    pages = {
        path: Links(path.read_text()) for path in copied.rglob("*.html") if path.name != "scorecard.html"
    }
    assert len(pages) > 90
    for path, links in pages.items():
        assert not links.tags & {"form", "script"}
        for link in links.found:
            if link.startswith(("https://", "http://", "mailto:", "data:")):
                continue
            file, _, end = link.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path, link)
            if end and target in pages:
                assert end in pages[target].ids, (path, link)
    style = next((copied / "static").glob("*.css")).read_text()
    faces = re.findall(r'url\("([^"#]+)"\)', style)
    assert faces
    assert all((copied / "static" / face).is_file() for face in faces)


@pytest.mark.database
@pytest.mark.django_db
def test_a_copy_holds_what_everybody_sees_and_nothing_else(copied: Path) -> None:
    for path in copied.rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".txt"):
            text = path.read_text(encoding="utf-8-sig")
            for secret in (OAKDALE, HIDDEN, UNSHOWN, PROPOSED, CONTACT, PERSON):
                assert secret not in text, (path, secret)
    first = (copied / "index.html").read_text()
    assert "A copy of the public pages, made on 24 November 2026." in first
    assert (
        "Copia de las páginas públicas, hecha el 24 de noviembre de 2026."
        in (copied / "es" / "index.html").read_text()
    )
    assert (copied / "scorecard.json").read_bytes() == Client().get("/elmwood/scorecard.json").content


@pytest.mark.database
@pytest.mark.django_db
@pytest.mark.usefixtures("shown")
def test_only_what_is_for_everybody_is_visited() -> None:
    assert visited("/elmwood/") is not None
    for address in ("/elmwood/home/", "/elmwood/people/", "/account/", "/nowhere/", "/elmwood/nowhere/"):
        assert visited(address) is None


@pytest.mark.database
@pytest.mark.django_db
def test_too_much_is_refused_and_nothing_stays(shown: Any, tmp_path: Path) -> None:
    with pytest.raises(TooMany), into(tmp_path / "copy") as write:
        take_copy(place=shown.elmwood, on=DAY, write=write, most=5)
    assert list(tmp_path.iterdir()) == []


def test_what_lies_there_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "mine.txt").write_text("mine")
    for name in ("copy", "copy/mine.txt"):
        with pytest.raises(Taken), into(tmp_path / name):
            pass
    assert (tmp_path / "copy" / "mine.txt").read_text() == "mine"


@pytest.mark.database
@pytest.mark.django_db
def test_a_steward_takes_the_copy_from_the_settings(shown: Any, tmp_path: Path) -> None:
    client = Client()
    client.force_login(shown.rosa)
    assert "/elmwood/settings/copy/" in client.get("/elmwood/settings/").content.decode()
    answer = client.get("/elmwood/settings/copy/")
    (tmp_path / "copy.zip").write_bytes(answer.content)
    names = ZipFile(tmp_path / "copy.zip").namelist()
    assert {"index.html", "es/index.html", "README.txt", "scorecard.json"} <= set(names)
