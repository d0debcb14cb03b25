"""The pages of partners and the history in a real browser: axe, 320 pixels, keyboard, no script."""

# ruff: noqa: F811 (the fixture that opens the browser is another folder's)

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.browser.people import Site, empty_site, without_ours

pytestmark = pytest.mark.browser


class Place:
    """A site with partners in every state."""

    def __init__(self, site: Site, known: dict[str, Any]) -> None:
        self.site, self.known = site, known

    def open(
        self,
        browser: Browser,
        who: str,
        address: str,
        *,
        width: int = 1240,
        dark: bool = False,
        script: bool = True,
    ) -> Page:
        """A page as somebody sees it."""
        context = browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        context.set_default_timeout(30_000)
        if who:
            cookie = {"name": self.known["cookie"], "value": self.known[who], "url": self.site.address}
            context.add_cookies([cookie])  # type: ignore[list-item]
        page = context.new_page()
        page.goto(address.format_map(self.known))
        return page


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A site that is filled before anybody looks."""
    folder = tmp_path_factory.mktemp("partners")
    with empty_site(folder) as site:
        done = subprocess.run(
            [sys.executable, "-m", "tests.players.filling"],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[2],
            env={**without_ours(), "TALLGRASS_DATA": str(folder)},
        )
        yield Place(site, json.loads(done.stdout.splitlines()[-1]))


#: Every page and state: who looks, and where.
PAGES = {
    "list": ("", "/elmwood/partners/"),
    "list as a steward": ("rosa", "/elmwood/partners/"),
    "list, nothing found": ("", "/elmwood/partners/?words=zzz"),
    "list, nobody": ("", "/oakdale/partners/"),
    "partner": ("", "/elmwood/partners/{library}/"),
    "partner as a steward": ("rosa", "/elmwood/partners/{library}/?done=saved"),
    "partner not told": ("rosa", "/elmwood/partners/{garden}/?done=added"),
    "add": ("bea", "/elmwood/partners/add/"),
    "change": ("rosa", "/elmwood/partners/{library}/change/"),
    "tell": ("rosa", "/elmwood/partners/tell/?done=told&count=2"),
    "tell one": ("rosa", "/elmwood/partners/{garden}/consent/"),
    "links and speakers": ("rosa", "/elmwood/partners/{library}/consent/"),
    "own record": ("", "/elmwood/partner/{secret}/?done=confirmed"),
    "own record, hidden": ("", "/elmwood/partner/{hidden_secret}/"),
    "own record, correct": ("", "/elmwood/partner/{secret}/correct/"),
    "own record, words": ("", "/elmwood/partner/{secret}/words/"),
    "own record, delete": ("", "/elmwood/partner/{secret}/delete/"),
    "link that opens nothing": ("", "/elmwood/partner/nothing/"),
    "speaks for nobody": ("ines", "/elmwood/partners/ours/"),
    "history": ("cal", "/elmwood/history/"),
    "history of a partner": ("rosa", "/elmwood/history/?partner={library}"),
    "history, nothing": ("rosa", "/elmwood/history/?since=2030-01-01"),
}
#: Forms that come back with what is wrong: who sends what, and with which button.
SENT_WRONG = {
    "add": ("bea", "/elmwood/partners/add/", "Add this partner"),
    "tell": ("rosa", "/elmwood/partners/tell/", "Go on"),
    "told": ("rosa", "/elmwood/partners/{garden}/consent/", "Say that they were told"),
    "speaker": ("rosa", "/elmwood/partners/{library}/consent/", "Let this person speak for it"),
}


def looked_at(page: Page, width: int) -> list[Any]:
    """What axe says of a page, and whether it scrolls to the side or has something too small to touch."""
    found = [(one["id"], one["nodes"][0]["html"][:120]) for one in Axe().run(page).response["violations"]]
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(("scrolls", str(width)))
    small = page.evaluate(
        "[...document.querySelectorAll('main :is(button, input:not([type=hidden]), select, textarea)')]"
        ".filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24 })"
        ".map(e => e.outerHTML.slice(0, 100))"
    )
    return [*found, *small]


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nothing_is_cut_off(browser: Browser, place: Place, name: str) -> None:
    who, address = PAGES[name]
    page = place.open(browser, who, address, width=320)
    assert looked_at(page, 320) == []
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", PAGES)
def test_so_it_is_in_the_dark_in_spanish_and_on_a_wide_screen(
    browser: Browser,
    place: Place,
    name: str,
) -> None:
    who, address = PAGES[name]
    asked = f"{address}{'&' if '?' in address else '?'}lang=es"
    page = place.open(browser, who, asked, dark=True)
    assert page.locator("html").get_attribute("lang") == "es"
    assert looked_at(page, 1240) == []
    page.context.close()


@pytest.mark.slow
@pytest.mark.parametrize("name", SENT_WRONG)
def test_what_is_wrong_is_said_first_and_leads_to_the_field(
    browser: Browser,
    place: Place,
    name: str,
) -> None:
    who, address, button = SENT_WRONG[name]
    page = place.open(browser, who, address, width=320)
    page.get_by_role("button", name=button).click()
    expect(page.locator(".problems")).to_be_focused()
    assert looked_at(page, 320) == []
    target = page.locator(".problems a").first.get_attribute("href")
    assert target
    expect(page.locator(target)).to_have_count(1)
    page.context.close()


def test_a_partner_hides_and_comes_back_by_keyboard_without_script(
    browser: Browser,
    place: Place,
) -> None:
    page = place.open(browser, "", "/elmwood/partner/{hidden_secret}/", width=320, script=False)
    page.get_by_role("button", name="Show us again").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You are back on the list.")
    page.get_by_role("button", name="Hide us now").focus()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("You are hidden now.")
    page.context.close()


@pytest.mark.slow
def test_the_secret_goes_to_no_other_page(browser: Browser, place: Place) -> None:
    """What browsers tell of where somebody comes from holds the name of the site alone."""
    page = place.open(browser, "", "/elmwood/partner/{secret}/")
    told: list[str] = []
    page.on("request", lambda request: told.append(request.headers.get("referer", "")))
    page.get_by_role("link", name="Correct it").click()
    page.get_by_role("button", name="Save the corrections").click()
    expect(page.locator("main")).to_contain_text("Your corrections are saved.")
    assert told
    assert not any(place.known["secret"] in one for one in told)
    page.context.close()


@pytest.mark.slow
def test_a_steward_searches_and_adds_without_script(browser: Browser, place: Place) -> None:
    page = place.open(browser, "rosa", "/elmwood/partners/", width=320, script=False)
    page.get_by_role("textbox", name="Search").fill("library")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("tbody").first).to_contain_text("Elmwood Library")
    page.get_by_role("link", name="Add a partner").click()
    page.get_by_label("Name", exact=True).fill("Elmwood Library")
    page.get_by_role("button", name="Add this partner").click()
    expect(page.locator("main")).to_contain_text("This may be on record already")
    assert page.get_by_label("Name", exact=True).input_value() == "Elmwood Library"
    page.context.close()
