"""From an empty folder to a place with partners, in a browser that runs no script."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.people import Site, empty_site, make_place, somebody

#: Clicks and fields in all that it may take.
MOST_DEEDS = 25
PARTNERS = "Organization,Type\nElm Grove Public Library,government\nCode for Elm Grove,civic_tech\n"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site that nobody has been on."""
    with empty_site(tmp_path / "data") as site:
        yield site


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.slow)])
def test_rosa_makes_a_place_and_brings_in_her_partners(
    browser: Browser, site: Site, tmp_path: Path, width: int
) -> None:
    sheet = tmp_path / "contacts.csv"
    sheet.write_text(PARTNERS, "utf-8")
    rosa = somebody(browser, site, width=width, script=False)
    make_place(rosa, site.link())
    expect(rosa.page.get_by_role("heading", level=1)).to_have_text("St. Louis")
    rosa.follow("Files")
    rosa.hand_in("Your file", sheet)
    rosa.press("Show what becomes of the rows")
    rosa.press("Bring in this list")
    rosa.follow("Key players")
    expect(rosa.page.locator("main")).to_contain_text("Code for Elm Grove")
    assert len(rosa.deeds) < MOST_DEEDS, rosa.deeds
    assert rosa.complaints == []
    rosa.context.close()


def test_the_first_link_that_serve_prints_opens_the_page(browser: Browser, tmp_path: Path) -> None:
    from tests.serving import served

    with served(tmp_path, environment={"DATABASE_URL": ""}) as running:
        while "/start/" not in (said := running.line()):
            pass
        page = browser.new_page()
        page.goto(said.strip())
        expect(page.get_by_role("heading", level=1)).to_have_text("Make your place")
        page.goto(re.sub(r"start/.*", "", said.strip()))
        expect(page.get_by_role("link", name="Sign in")).to_be_visible()
        page.close()
