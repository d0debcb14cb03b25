"""A reader changes the language in a real browser, on a phone and at a desk."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Windows
from tests.browser.test_scorecard import HOME, PAGES, findings, runs_sideways


def test_a_reader_changes_the_language_and_keeps_it(windows: Windows) -> None:
    visit = windows.visit(HOME, width=390)
    page = visit.page
    page.get_by_role("link", name="Español").click()
    expect(page).to_have_url(re.compile(r"\?lang=es$"))
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.locator("main").get_by_role("link", name="Actores clave").first.click()
    expect(page).to_have_url(re.compile(f"{HOME}players/\\?lang=es$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Actores clave")
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Key players")
    assert visit.complaints == []
    assert visit.elsewhere == []


@pytest.mark.parametrize("address", PAGES)
def test_the_two_languages_are_equal_buttons_large_enough_for_a_thumb(windows: Windows, address: str) -> None:
    page = windows.visit(f"{address}?lang=es", width=320).page
    boxes = [one.bounding_box() for one in page.locator(".languages li").all()]
    assert len(boxes) == 2
    assert all(box is not None and box["height"] >= 44 and box["width"] >= 44 for box in boxes)
    assert not runs_sideways(page)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", [*PAGES, "/nowhere/"])
def test_axe_finds_nothing_in_spanish(windows: Windows, address: str, width: int) -> None:
    page = windows.visit(f"{address}?lang=es", width=width).page
    assert findings(page) == []
    assert not runs_sideways(page)
