"""A real Chromium, and a real site with the example place, both of this test run alone."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from tests.serving import served

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
#: Chromium keeps to the site it is shown: nothing in the background, no look-ups of its own.
FLAGS = [
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window. Where there is none the test is skipped, but never where CI is true."""
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        told = (
            "Chromium was not found. Install it with: apt-get install chromium (or set CHROMIUM to its path)"
        )
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(told)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site that shows the example place."""
    with served(tmp_path_factory.mktemp("site"), "--example", environment={"DATABASE_URL": ""}) as running:
        yield running.address.rstrip("/")


@dataclass
class Visit:
    """A page in a window of its own, with what the browser complained of and what it asked others for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)


@dataclass
class Windows:
    """Opens windows of any size, colour and ability."""

    browser: Browser
    site: str
    opened: list[Visit] = field(default_factory=list)

    def visit(self, address: str, *, width: int = 1280, dark: bool = False, script: bool = True) -> Visit:
        """Go to an address of the site in a new window."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
        )
        context.set_default_timeout(30_000)
        visit = Visit(context.new_page())
        visit.page.on("console", lambda message: visit.complaints.append(message.text))
        visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
        visit.page.on("request", lambda request: self._note(visit, request))
        visit.page.goto(address)
        self.opened.append(visit)
        return visit

    def _note(self, visit: Visit, request: Request) -> None:
        if not request.url.startswith((self.site, "data:")):
            visit.elsewhere.append(request.url)


@pytest.fixture
def windows(browser: Browser, site: str) -> Iterator[Windows]:
    """Windows onto the site, all closed at the end."""
    windows = Windows(browser, site)
    yield windows
    for visit in windows.opened:
        visit.page.context.close()
