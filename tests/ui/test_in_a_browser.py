"""The parts of a page in a real browser: nothing for axe to say, no scrolling to the side, big enough to touch."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.ui.gallery import Asked, page

pytestmark = pytest.mark.browser


def opened(browser: Browser, file: Path, *, width: int = 1240, dark: bool = False) -> Page:  # noqa: F811
    """The page of all parts, with mistakes made, in a browser that runs no script of the page's."""
    file.write_text(page(Asked({"name": "Taken", "email": "no"})), encoding="utf-8")
    there = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme="dark" if dark else "light"
    )
    there.goto(file.as_uri())
    return there


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [320, 1240])
def test_axe_finds_nothing_in_any_part(
    browser: Browser, tmp_path: Path, width: int, dark: bool  # noqa: F811
) -> None:  # fmt: skip
    there = opened(browser, tmp_path / "parts.html", width=width, dark=dark)
    found = Axe().run(there).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert there.evaluate("document.documentElement.scrollWidth") <= width
    there.close()


def test_the_summary_of_mistakes_has_the_focus_and_leads_to_the_field(
    browser: Browser, tmp_path: Path  # noqa: F811
) -> None:  # fmt: skip
    there = opened(browser, tmp_path / "parts.html")
    expect(there.locator(".problems")).to_be_focused()
    there.get_by_role("link", name="“Taken” is here already.").press("Enter")
    there.keyboard.type("!")
    assert there.get_by_label("Name of the partner").first.input_value().count("!") == 1
    there.close()


def test_what_is_touched_is_big_enough(browser: Browser, tmp_path: Path) -> None:  # noqa: F811
    """At least 24 by 24 pixels, as WCAG 2.2 AA asks (2.5.8); a whole option can be touched."""
    there = opened(browser, tmp_path / "parts.html", width=320)
    small = there.evaluate(
        "[...document.querySelectorAll('main :is(a, button, input:not([type=hidden]), select, textarea)')]"
        ".filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })"
        ".map(e => e.outerHTML.slice(0, 100))"
    )
    assert small == []
    there.get_by_text("A neighborhood or faith group.").scroll_into_view_if_needed()
    hint = there.get_by_text("A neighborhood or faith group.").bounding_box()
    assert hint
    there.mouse.click(hint["x"] + 5, hint["y"] + 5)
    expect(there.get_by_label("Community group", exact=True)).to_be_checked()
    there.close()
