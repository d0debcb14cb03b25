"""A reader's way through the example's scorecard, in a real browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.method.document import ELEMENTS
from tests.browser.conftest import Windows

HOME = "/prairie-junction/"
PAGES = [HOME, f"{HOME}players/", f"{HOME}players/kp8/"]
#: WCAG 2.0 to 2.2, A and AA, and what is good practice besides.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def findings(page: Page) -> list[str]:
    """What axe has to say against a page."""
    results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
    return [
        f"{one['id']}: {node['html'][:120]} ({node['failureSummary']})"
        for one in results.response["violations"]
        for node in one["nodes"]
    ]


def runs_sideways(page: Page) -> bool:
    """Whether a reader would have to scroll to the side."""
    return bool(page.evaluate("document.scrollingElement.scrollWidth > window.innerWidth"))


def test_a_reader_goes_from_the_whole_to_one_question_and_back(windows: Windows) -> None:
    visit = windows.visit("/")
    page = visit.page
    expect(page).to_have_url(re.compile(f"{HOME}$"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.locator("main").get_by_role("link", name="Key players").first.click()
    expect(page).to_have_url(re.compile(f"{HOME}players/$"))
    page.locator(f'main a[href="{HOME}players/kp8/"]').first.click()
    expect(page).to_have_url(re.compile(f"{HOME}players/kp8/$"))
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    page.locator(f'a[href="{HOME}"]').first.click()
    expect(page).to_have_url(re.compile(f"{HOME}$"))
    assert visit.complaints == []
    assert visit.elsewhere == []


def test_the_keyboard_alone_reaches_the_content_first(windows: Windows) -> None:
    page = windows.visit(HOME).page
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_every_stop_of_the_keyboard_can_be_seen(windows: Windows) -> None:
    page = windows.visit(f"{HOME}players/").page
    for _ in range(12):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();"
            " return r.width > 0 && r.height > 0 && s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2; }"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


@pytest.mark.parametrize("address", PAGES)
def test_a_page_reads_without_script(windows: Windows, address: str) -> None:
    page = windows.visit(address, script=False).page
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main svg:not(.defs)").first).to_be_visible()


@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_a_narrow_phone(windows: Windows, address: str) -> None:
    assert not runs_sideways(windows.visit(address, width=320).page)


@pytest.mark.parametrize("address", PAGES)
def test_axe_finds_nothing(windows: Windows, address: str) -> None:
    assert findings(windows.visit(address).page) == []


def test_axe_finds_nothing_on_a_phone_in_the_dark(windows: Windows) -> None:
    assert findings(windows.visit(HOME, width=320, dark=True).page) == []


def test_axe_would_find_a_fault(windows: Windows) -> None:
    page = windows.visit(HOME).page
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<a href=\"/\"></a>')")
    assert any(one.startswith("link-name") for one in findings(page))


def test_an_address_where_nothing_is_is_as_readable_as_the_rest(windows: Windows) -> None:
    page = windows.visit("/nothing/here/", width=320).page
    assert findings(page) == []
    assert not runs_sideways(page)


def test_the_summary_prints_on_two_pages(windows: Windows) -> None:
    page = windows.visit(HOME).page
    printed = page.pdf(format="A4", print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2


def every_page() -> list[str]:
    return [
        HOME,
        *(f"{HOME}{element}/" for element in ELEMENTS),
        *(f"{HOME}{one.element}/{one.id.lower()}/" for one in packaged("v1").criteria),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("address", every_page())
def test_axe_finds_nothing_anywhere(windows: Windows, address: str, dark: bool) -> None:
    """Every page there is, with all that can be opened open, wide in the light and narrow in the dark."""
    page = windows.visit(address, width=320 if dark else 1280, dark=dark).page
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    assert findings(page) == []
    assert not runs_sideways(page)
