"""The pages of lists in a real browser: nothing for axe to say, no scrolling to the side, no script needed."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.conftest import ROOT
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@dataclass
class Site:
    """A running site with Rosa's session, and the ids of what there is to see."""

    address: str
    made: dict[str, Any]

    def rosa(self, browser: Browser, width: int, *, dark: bool = False) -> BrowserContext:  # noqa: F811
        """Rosa's browser, which runs no script."""
        context = browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=False,
        )
        context.set_default_timeout(30_000)
        context.add_cookies([{"name": "session", "value": self.made["session"], "url": self.address}])
        return context

    def pages(self) -> dict[str, str]:
        """Every page by a word for it."""
        files = "/elmwood/imports/"
        one, two = self.made["pair"]
        return {
            "files": files,
            "preview": f"{files}{self.made['waits']}/",
            "columns": f"{files}{self.made['columns']}/columns/",
            "outcome": f"{files}{self.made['done']}/",
            "undo": f"{files}{self.made['done']}/undo/",
            "duplicates": "/elmwood/partners/duplicates/",
            "pair": f"/elmwood/partners/duplicates/{one}/{two}/",
            "export": "/elmwood/partners/export/",
        }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, furnished."""
    data = tmp_path_factory.mktemp("lists")
    with served(data, environment={"DATABASE_URL": ""}) as running:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")},
            "TALLGRASS_DATA": str(data), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings",
        }  # fmt: skip
        told = subprocess.run(
            [sys.executable, "-m", "tests.imports.furnish"],
            capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        yield Site(running.address.rstrip("/"), json.loads(told.stdout.splitlines()[-1]))


def findings(page: Page) -> list[tuple[str, str]]:
    """What axe finds; it brings its own script, which a page itself may not."""
    found = Axe().run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:160]) for one in found]


@pytest.mark.parametrize("width", [320, 1240])
@pytest.mark.parametrize(
    "name", ["files", "preview", "columns", "outcome", "undo", "duplicates", "pair", "export"]
)
def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(
    browser: Browser, site: Site, name: str, width: int  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, width) as context:
        page = context.new_page()
        answer = page.goto(site.pages()[name])
        assert answer
        assert answer.status == 200
        expect(page.get_by_role("heading", level=1)).to_have_count(1)
        _checked(browser, page, name, width)


@pytest.mark.parametrize("width", [320, 1240])
def test_the_pages_of_mistakes_hold_as_well(browser: Browser, site: Site, width: int) -> None:  # noqa: F811
    with site.rosa(browser, width) as context:
        page = context.new_page()
        page.goto(site.pages()["files"])
        page.get_by_role("button", name="Show what becomes of the rows").click()
        expect(page.get_by_role("alert")).to_contain_text("Choose the file with your list.")
        _checked(browser, page, "files-wrong", width)
        page.goto(site.pages()["preview"])
        page.get_by_role("button", name="Bring in this list").click()
        expect(page.get_by_role("alert")).to_contain_text("not decided yet")
        _checked(browser, page, "preview-wrong", width)
        page.goto(site.pages()["undo"])
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("alert")).to_contain_text("later changes may be lost")
        _checked(browser, page, "undo-wrong", width)


def test_a_list_comes_in_and_goes_without_a_script(browser: Browser, site: Site, tmp_path: Path) -> None:  # noqa: F811
    file = tmp_path / "ours.csv"
    file.write_text("Organization,Type\nOpen Table,community\n", encoding="utf-8")
    with site.rosa(browser, 320) as context:
        page = context.new_page()
        page.goto(site.pages()["files"])
        page.get_by_label("Your file").set_input_files(file)
        page.get_by_role("button", name="Show what becomes of the rows").click()
        expect(page.get_by_text("1 is new")).to_be_visible()
        page.get_by_role("button", name="Bring in this list").click()
        expect(page.get_by_text("1 partner was added.")).to_be_visible()
        page.get_by_role("link", name="Take this list back").click()
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("This list was taken back")


def _checked(browser: Browser, page: Page, name: str, width: int) -> None:  # noqa: F811
    """Look at the page as it stands, with a script of axe's own, in both colour schemes."""
    if pictures := os.environ.get("PICTURES"):
        page.screenshot(path=f"{pictures}/{name}-{width}.png", full_page=True)
    content, style = page.content(), page.locator("link[rel=stylesheet]").first.get_attribute("href")
    for scheme in ("light", "dark"):
        copy = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light",
            base_url=page.url, bypass_csp=True,
        )  # fmt: skip
        copy.route(page.url, lambda route: route.fulfill(body=content, content_type="text/html"))
        copy.goto(page.url)
        assert style
        assert findings(copy) == []
        assert copy.evaluate("document.documentElement.scrollWidth") <= width
        copy.close()
