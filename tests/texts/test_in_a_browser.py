"""The pages about texts in a real browser: axe finds nothing, nobody scrolls sideways, no script is needed."""

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

PAGES = ["ready", "cost", "mistake", "nothing", "terms", "agreed", "question", "stop", "spanish"]
SETTINGS = {
    "DATABASE_URL": "",
    "TALLGRASS_TEXTS": "twilio://ACCOUNT:TOKEN@127.0.0.1:9?tls=no",
    "TALLGRASS_TEXTS_FROM": "+13145550199",
    "TALLGRASS_ADDRESS": "http://127.0.0.1",
}


@dataclass
class Site:
    """A running site with Rosa's session, and the numbers of texts that came in."""

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
        texts, (question, stop) = "/elmwood/texts/", self.made["texts"]
        return {
            "ready": texts,
            "cost": f"{texts}?text=¿Está+bien,+vecinos?&people=1200",
            "mistake": f"{texts}?text=&people=many",
            "nothing": "/oakdale/texts/",
            "terms": f"{texts}terms/",
            "agreed": f"{texts}agreed/",
            "question": f"{texts}incoming/{question}/",
            "stop": f"{texts}incoming/{stop}/",
            "spanish": f"{texts}?lang=es",
        }[name]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, furnished."""
    data = tmp_path_factory.mktemp("texts")
    with served(data, environment=SETTINGS) as running:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")},
            **SETTINGS,
            "TALLGRASS_DATA": str(data),
            "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings",
        }
        told = subprocess.run(
            [sys.executable, "-m", "tests.texts.furnish"],
            capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        yield Site(running.address.rstrip("/"), json.loads(told.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    ("name", "width"), [*((name, 320) for name in PAGES), ("cost", 1240), ("terms", 1240)]
)
def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(
    browser: Browser, site: Site, name: str, width: int  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, width) as context:
        page = context.new_page()
        answer = page.goto(site.page(name))
        assert answer
        assert answer.status == (422 if name == "mistake" else 200)
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        check(browser, page, width, name)


def test_a_steward_comes_to_the_first_text_by_keyboard_without_a_script(
    browser: Browser, site: Site  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, 320) as context:
        page = context.new_page()
        page.goto(site.page("nothing"))
        page.get_by_role("link", name="What a text costs").press("Enter")
        page.get_by_label("Price of one part").fill("a cent")
        page.get_by_role("button", name="Save").press("Enter")
        expect(page.get_by_role("alert")).to_contain_text("Write the price as a number")
        check(browser, page, 320, "wrong terms")
        page.get_by_label("Price of one part").fill("0.0112")
        page.get_by_label("It need not be").press("Space")
        page.get_by_role("button", name="Save").press("Enter")
        expect(page.get_by_role("main")).to_contain_text("Not needed")
        page.get_by_role("link", name="People who agreed").press("Enter")
        page.get_by_label("Their numbers").fill("314 555 0177\n911")
        page.get_by_label("To which words, exactly?").fill("Text me.")
        page.get_by_label("On paper").press("Space")
        page.get_by_role("button", name="Note it").press("Enter")
        expect(page.get_by_role("main")).to_contain_text("Line 2: This number has too few digits.")
        check(browser, page, 320, "wrong numbers")
        page.get_by_label("Their numbers").fill("314 555 0177")
        page.get_by_role("button", name="Note it").press("Enter")
        expect(page.get_by_role("main")).to_contain_text("All is ready.")
        check(browser, page, 320, "made ready")


def check(browser: Browser, page: Page, width: int, name: str) -> None:  # noqa: F811
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
        if (folder := os.environ.get("TALLGRASS_PICTURES")) and not dark:
            copy.screenshot(path=f"{folder}/{name} {width}.png", full_page=True)
        assert [(one["id"], one["nodes"][0]["html"][:160]) for one in found] == []
        assert copy.evaluate("document.documentElement.scrollWidth") <= width
        copy.close()
