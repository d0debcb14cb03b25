"""Asking fairly and giving back, in a real browser: nothing for axe to say, no scrolling to the side, no script needed,
and everything to be done by keyboard.
"""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.conftest import ROOT
from tests.rounds.test_holding_in_a_browser import Glasses, Site
from tests.serving import served

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = {
    "settings": "/elmwood/settings/",
    "stipends": "/elmwood/stipends/",
    "stipends-es": "/elmwood/stipends/?lang=es",
    "stipends-none": "/oakdale/stipends/",
    "stipends-add": "/elmwood/stipends/add/",
    "stipend": "/elmwood/stipends/{stipend}/",
    "stipend-back": "/elmwood/stipends/{stipend}/take-back/",
    "home": "/elmwood/home/",
    "closed": "/elmwood/rounds/{closed}/",
    "give-back": "/elmwood/scorecards/{made}/give-back/",
    "give-back-es": "/elmwood/scorecards/{made}/give-back/?lang=es",
    "show": "/elmwood/scorecards/{made}/show/",
    "result": "{result}",
    "record": "/elmwood/partners/{tenants}/record/",
    "record-link": "/elmwood/partner/{secret}/record/",
    "record-es": "/elmwood/partner/{secret}/record/?lang=es",
    "own": "/elmwood/partner/{secret}/",
    "partner": "/elmwood/partners/{tenants}/",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A site of its own, furnished."""
    data = tmp_path_factory.mktemp("asks")
    with served(data, environment={"DATABASE_URL": ""}) as running:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("TALLGRASS_")},
            "TALLGRASS_DATA": str(data),
            "DATABASE_URL": "",
            "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings",
        }
        told = subprocess.run(
            [sys.executable, "-m", "tests.asks.furnish"],
            capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        yield Site(running.address.rstrip("/"), json.loads(told.stdout.splitlines()[-1]))


@pytest.mark.parametrize("width", [320, 1240])
def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(
    browser: Browser, site: Site, width: int  # noqa: F811
) -> None:  # fmt: skip
    with site.rosa(browser, width) as context, Glasses(browser, width) as glasses:
        page = context.new_page()
        for name, address in PAGES.items():
            answer = page.goto(address.format(**site.made))
            assert answer
            assert (answer.status, "sign-in" in page.url) == (200, False), name
            expect(page.get_by_role("heading", level=1)).to_have_count(1)
            glasses.look(page, name)
        page.goto("/elmwood/stipends/add/?lang=en")
        page.get_by_label("How much?").fill("a lot")
        press(page, "Record it")
        glasses.look(page, "stipend-wrong")
        page.goto(PAGES["show"].format(**site.made))
        press(page, "Show it to everybody all the same")
        expect(page.get_by_role("alert").first).to_be_visible()
        glasses.look(page, "show-wrong")
        page.goto("/elmwood/rounds/{draft}/invitations/{group}/".format(**site.made))
        page.get_by_label("For whom?").fill("Bea, bea-with-a-long-address@example.org\nDee, dee@example.org")
        press(page, "Make the links")
        expect(page.get_by_role("alert")).to_contain_text("This would be Bea’s second round within a year.")
        glasses.look(page, "too-often")
        assert glasses.seen == {}


def test_nobody_is_asked_too_often_and_the_result_comes_first_by_keyboard_alone(
    browser: Browser, site: Site  # noqa: F811
) -> None:  # fmt: skip
    """Rosa asks for the next round, whom she may; gives the last result back; and then shows it to everybody."""
    with site.rosa(browser, 320) as context:
        page = context.new_page()
        page.goto("/elmwood/rounds/{draft}/invitations/{group}/".format(**site.made))
        page.get_by_label("For whom?").focus()
        page.keyboard.type("bea-with-a-long-address@example.org\nDee, dee@example.org")
        press(page, "Make the links")
        press(page, "Leave them out and make the other link")
        assert "Dee" in page.inner_text("main")
        page.goto("/elmwood/home/")
        page.get_by_role("link", name="20 days until the promised result").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/give-back/")
        page.get_by_label("How did they hear it?").focus()
        page.keyboard.type("By mail, and a poster at the library")
        press(page, "Everybody who was asked has it")
        page.get_by_role("link", name="Show it to everybody").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/show/")
        press(page, "Show it to everybody")
        assert "promised result" not in _home(page)
        with browser.new_context(base_url=site.address, java_script_enabled=False) as anybody:
            read = anybody.new_page()
            read.goto(site.made["result"])
            assert "It is public now." in read.inner_text("body")


def test_a_partner_writes_down_its_hours_by_its_link(browser: Browser, site: Site) -> None:  # noqa: F811
    with browser.new_context(
        base_url=site.address, viewport={"width": 320, "height": 700}, java_script_enabled=False
    ) as context:
        page = context.new_page()
        page.goto("/elmwood/partner/{secret}/".format(**site.made))
        page.get_by_role("link", name="The record on one page").focus()
        page.keyboard.press("Enter")
        page.wait_for_url("**/record/")
        before = page.inner_text("main")
        assert "1.5 hours given" in before
        page.get_by_label("How many hours?").focus()
        page.keyboard.type("2")
        page.get_by_label("What for?").focus()
        page.keyboard.type("Knocking on doors")
        press(page, "Write down the hours")
        assert "3.5 hours given, 2 times." in page.inner_text("main")
        assert datetime.now(UTC).strftime("%Y") in page.inner_text("main")


def _home(page: Page) -> str:
    page.goto("/elmwood/home/")
    return page.inner_text("main")


def press(page: Page, name: str) -> None:
    """Press a button as somebody does who has no mouse."""
    page.get_by_role("button", name=name, exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
