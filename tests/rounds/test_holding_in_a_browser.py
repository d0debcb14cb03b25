"""The pages on which rounds are held, in a real browser: nothing for axe to say, no scrolling to the side, no script
needed, and everything to be done by keyboard.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Self

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.conftest import ROOT
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "list": "/elmwood/rounds/",
    "list-empty": "/oakdale/rounds/",
    "draft": "/elmwood/rounds/{draft}/",
    "asked": "/elmwood/rounds/{draft}/asked/",
    "promise": "/elmwood/rounds/{draft}/promise/",
    "promise-es": "/elmwood/rounds/{draft}/promise/?lang=es",
    "about": "/elmwood/rounds/{draft}/about/",
    "days": "/elmwood/rounds/{draft}/days/",
    "check": "/elmwood/rounds/{draft}/check/",
    "discard": "/elmwood/rounds/{draft}/discard/",
    "invitations-none": "/elmwood/rounds/{draft}/invitations/",
    "open": "/birchwood/rounds/{open}/",
    "open-es": "/birchwood/rounds/{open}/?lang=es",
    "asked-open": "/birchwood/rounds/{open}/asked/",
    "about-open": "/birchwood/rounds/{open}/about/",
    "days-open": "/birchwood/rounds/{open}/days/",
    "silent": "/birchwood/rounds/{open}/silent/",
    "invitations": "/birchwood/rounds/{open}/invitations/",
    "group": "/birchwood/rounds/{open}/invitations/{group}/",
    "end": "/birchwood/rounds/{open}/invitations/end/{way}/",
    "close": "/birchwood/rounds/{open}/close/",
    "remarks-later": "/birchwood/rounds/{open}/remarks/",
    "closed": "/cedarville/rounds/{closed}/",
    "remarks": "/cedarville/rounds/{closed}/remarks/",
    "home-open": "/birchwood/home/",
    "home-closed": "/cedarville/home/",
}


@dataclass
class Site:
    """A running site with Rosa's session, and the ids of what there is to see."""

    address: str
    made: dict[str, Any]

    def rosa(self, browser: Browser, width: int) -> BrowserContext:  # noqa: F811
        """Rosa's browser, which runs no script."""
        context = browser.new_context(
            base_url=self.address, viewport={"width": width, "height": 900}, java_script_enabled=False
        )
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "session", "value": self.made["session"], "url": self.address}])
        return context

    def at(self, name: str) -> str:
        """The address of a page."""
        return PAGES[name].format(**self.made)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, furnished."""
    data = tmp_path_factory.mktemp("rounds")
    with served(data, environment={"DATABASE_URL": ""}) as running:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")},
            "TALLGRASS_DATA": str(data),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings",
        }
        told = subprocess.run(
            [sys.executable, "-m", "tests.rounds.furnish"],
            capture_output=True,
            text=True,
            check=False,
            cwd=ROOT,
            env=environment,
        )
        assert told.returncode == 0, told.stderr
        yield Site(running.address.rstrip("/"), json.loads(told.stdout.splitlines()[-1]))


@pytest.mark.parametrize("width", [320, 1240])
def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(
    browser: Browser, site: Site, width: int  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, width) as context, Glasses(browser, width) as glasses:
        page = context.new_page()
        for name in PAGES:
            answer = page.goto(site.at(name))
            assert answer
            assert (answer.status, "sign-in" in page.url) == (200, False), name
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            glasses.look(page, name)
        assert glasses.seen == {}


def test_printing_and_keying_are_reached_from_an_open_round_by_keyboard(
    browser: Browser, site: Site  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, 320) as context:
        page = context.new_page()
        for ending in ("print/", "key/"):
            page.goto(site.at("open"))
            page.locator(f"main a[href$='/{ending}']").focus()
            page.keyboard.press("Enter")
            page.wait_for_url(f"**/{ending}")
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            expect(page.locator("main a").first).to_be_visible()


@pytest.mark.parametrize("width", [320, 1240])
def test_pages_of_mistakes_and_of_what_was_made_hold_as_well(
    browser: Browser, site: Site, width: int  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, width) as context, Glasses(browser, width) as glasses:
        page = context.new_page()
        page.goto(site.at("check"))
        page.get_by_role("button", name="Open the round").click()
        expect(page.get_by_role("alert")).to_contain_text("Say by which day everybody hears the result.")
        glasses.look(page, "check-wrong")
        page.goto(site.at("about"))
        page.get_by_label("Who asks?", exact=True).fill("")
        page.get_by_role("button", name="Save").click()
        expect(page.get_by_role("alert")).to_be_visible()
        glasses.look(page, "about-wrong")
        page.goto(site.at("group"))
        page.get_by_role("button", name="Make the links").click()
        expect(page.get_by_role("alert")).to_contain_text("Write at least one line.")
        glasses.look(page, "group-wrong")
        page.get_by_label("For whom?").fill("Ann Teak, ann@example.org\nBo")
        page.get_by_role("button", name="Make the links").click()
        expect(page.get_by_role("alert")).to_contain_text(
            "ann@example.org already has a link in this round, as"
        )
        glasses.look(page, "group-twice")
        for box in page.get_by_role("checkbox").all():
            box.press("Space")
        page.get_by_role("button", name="Make their links").click()
        expect(page.get_by_role("alert")).to_contain_text("Tick at least one partner.")
        glasses.look(page, "partners-wrong")
        page.get_by_label("For whom?").fill(f"Una Neu, una-{width}@example.org\nBo")
        page.get_by_role("button", name="Make the links").click()
        expect(page.get_by_text("Copy these now")).to_be_visible()
        page.get_by_text("QR code").first.click()
        glasses.look(page, "made")
        page.goto(site.at("group"))
        page.get_by_label("How many?").fill("3")
        page.get_by_role("button", name="Make the codes").click()
        expect(page.get_by_text(re.compile(r"^[a-z]+(-[a-z]+){3}$")).first).to_be_visible()
        glasses.look(page, "made-paper")
        assert glasses.seen == {}


def test_a_round_is_prepared_by_keyboard_alone_and_opens(browser: Browser, site: Site) -> None:  # noqa: F811
    with site.rosa(browser, 320) as context:
        page = context.new_page()
        page.goto("/oakdale/rounds/")
        _press(page, "Prepare a round")
        assert "is begun" in page.inner_text("main")
        page.goto(page.url.partition("?")[0] + "asked/")
        page.get_by_label("Form").nth(2).focus()
        page.keyboard.press("ArrowDown")
        _press(page, "Save")
        page.goto(page.url.partition("?")[0] + "about/")
        page.get_by_label("Who asks?", exact=True).focus()
        page.keyboard.type("Oakdale Library")
        _press(page, "Save")
        round_at = page.url.partition("?")[0]
        page.goto(round_at + "days/")
        for label, days in (("Last day to answer", 9), ("Day by which everybody", 20)):
            day = datetime.now(UTC).date() + timedelta(days=days)
            page.get_by_label(label).focus()
            page.keyboard.type(day.strftime("%m%d%Y"))
        _press(page, "Save")
        page.goto(round_at + "check/")
        _press(page, "Open the round")
        assert "The round is open" in page.inner_text("main")
        assert "fewer than 5 so far" in page.inner_text("main")


def _press(page: Page, name: str) -> None:
    """Press a button as somebody does who has no mouse."""
    page.get_by_role("button", name=name).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


class Glasses:
    """Looks at pages as they stand, in both colour schemes, with a script of axe's own, which a page itself may not
    bring. ``seen`` is what it finds, by page.
    """

    def __init__(self, browser: Browser, width: int) -> None:  # noqa: F811
        self.browser, self.width = browser, width
        self.seen: dict[str, list[str]] = {}

    def __enter__(self) -> Self:
        self.contexts = {
            scheme: self.browser.new_context(
                viewport={"width": self.width, "height": 900},
                color_scheme=scheme,  # type: ignore[arg-type]
                bypass_csp=True,
            )
            for scheme in ("light", "dark")
        }
        return self

    def __exit__(self, *wrong: object) -> None:
        for context in self.contexts.values():
            context.close()

    def look(self, page: Page, name: str) -> None:
        """Look at a page, and note what is wrong."""
        if pictures := os.environ.get("PICTURES"):
            page.screenshot(path=f"{pictures}/{name}-{self.width}.png", full_page=True)
        content = page.content()
        for scheme, context in self.contexts.items():
            copy = context.new_page()
            copy.route(page.url, lambda route: route.fulfill(body=content, content_type="text/html"))
            copy.goto(page.url)
            wrong = [
                f"{one['id']}: {one['nodes'][0]['html'][:160]}"
                for one in Axe().run(copy).response["violations"]
            ]
            if copy.evaluate("document.documentElement.scrollWidth") > self.width:
                wrong.append("it scrolls to the side")
            if wrong:
                self.seen[f"{name} {scheme}"] = wrong
            copy.close()
