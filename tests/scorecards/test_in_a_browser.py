"""The pages of kept scorecards in a real browser: axe finds nothing, nobody scrolls sideways, no script is needed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.conftest import ROOT
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = ["kept", "none", "make", "show", "stop", "look", "question", "steps", "take", "taken", "making"]


@dataclass
class Site:
    """A running site with Rosa's session, and the numbers of its scorecards."""

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

    def page(self, name: str) -> str:
        """The address of a page by a word for it."""
        kept = "/elmwood/scorecards/"
        return {
            "kept": kept,
            "none": f"/{self.made['empty']}/scorecards/",
            "make": f"{kept}new/",
            "show": f"{kept}{self.made['made']}/show/",
            "stop": f"{kept}{self.made['shown']}/stop/",
            "look": f"{kept}{self.made['made']}/",
            "question": f"{kept}{self.made['made']}/players/kp7/",
            "steps": f"{kept}{self.made['made']}/steps/",
            "take": f"{kept}{self.made['made']}/steps/1/",
            "taken": f"{kept}taken/{self.made['taken']}/",
            "making": f"{kept}making/{self.made['making']}/",
        }[name]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, furnished."""
    data = tmp_path_factory.mktemp("scorecards")
    with served(data, environment={"DATABASE_URL": ""}) as running:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")},
            "TALLGRASS_DATA": str(data), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings",
        }  # fmt: skip
        told = subprocess.run(
            [sys.executable, "-m", "tests.scorecards.furnish"],
            capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        yield Site(running.address.rstrip("/"), json.loads(told.stdout.splitlines()[-1]))


@pytest.mark.parametrize("width", [320, 1240])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(
    browser: Browser, site: Site, name: str, width: int  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, width) as context:
        page = context.new_page()
        answer = page.goto(site.page(name))
        assert answer
        assert answer.status == 200
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        check(browser, page, width)


def test_a_step_is_taken_up_and_done_without_a_script(browser: Browser, site: Site) -> None:  # noqa: F811
    with site.rosa(browser, 320) as context:
        page = context.new_page()
        page.goto(site.page("take"))
        page.get_by_role("button", name="Take it up").click()
        expect(page.get_by_role("alert")).to_contain_text("Name a day.")
        check(browser, page, 320)
        page.get_by_label("By which day?").fill("2126-08-31")
        page.get_by_role("button", name="Take it up").click()
        page.get_by_role("row").filter(has_text="31 August 2126").get_by_role("link").click()
        check(browser, page, 320)
        page.get_by_role("button", name="It is done").click()
        expect(page.get_by_role("main")).to_contain_text("Done")


@pytest.mark.parametrize("width", [320, 1240])
def test_a_scorecard_is_made_and_shown_without_a_script(browser: Browser, site: Site, width: int) -> None:  # noqa: F811
    with site.rosa(browser, width) as context:
        page = context.new_page()
        page.goto(site.page("kept"))
        page.get_by_role("link", name="Make a scorecard").click()
        page.get_by_label("As of which day?").fill("")
        page.get_by_role("button", name="Make it").click()
        expect(page.get_by_role("alert")).to_contain_text("Name a day.")
        check(browser, page, width)
        page.get_by_label("As of which day?").fill("2026-08-31")
        page.get_by_role("button", name="Make it").click()
        expect(page.get_by_role("alert")).to_contain_text("31 August 2026")
        check(browser, page, width)
        page.get_by_role("link", name="Show to everybody").click()
        expect(page.get_by_role("region", name="The same answers have been shown before")).to_be_visible()
        page.get_by_role("button", name="Show it to everybody").click()
        expect(page.get_by_role("alert")).to_contain_text("Everybody now sees the scorecard as of 31 August")
        check(browser, page, width)
        page.get_by_role("row", name="31 August 2026").get_by_role("link", name="Show no longer").click()
        page.get_by_role("button", name="Show it no longer").click()
        expect(page.get_by_role("alert")).to_contain_text("Only members see the scorecard as of 31 August")


def check(browser: Browser, page: Page, width: int) -> None:  # noqa: F811
    """Look at the page as it stands, with a script of axe's own, in both colour schemes."""
    content = page.content()
    for dark in (False, True):
        copy = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light",
            base_url=page.url, bypass_csp=True,
        )  # fmt: skip
        copy.route(page.url, lambda route: route.fulfill(body=content, content_type="text/html"))
        copy.goto(page.url)
        found = Axe().run(copy).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
        assert copy.evaluate("document.documentElement.scrollWidth") <= width
        copy.close()
