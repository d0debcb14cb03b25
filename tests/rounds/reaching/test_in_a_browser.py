"""Sending and closing in a real browser: by the buttons, without script, on a narrow screen, nothing for axe to say."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.browser.people import Site
from tests.browser.test_scorecard import findings, runs_sideways
from tests.rounds.answering.site import RoundSite, round_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it knows."""
    return tmp_path_factory.mktemp("reaching")


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[RoundSite]:
    """A site with an open anonymous round."""
    with round_site(data) as site:
        yield site


@pytest.fixture(scope="module")
def rosa(browser: Browser, site: RoundSite, data: Path) -> Iterator[BrowserContext]:  # noqa: F811
    """Rosa, who has signed in, on a narrow screen."""
    context = browser.new_context(base_url=site.address, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(Site(site.address, data).link("--email", "rosa@example.org"))
    page.get_by_role("button").last.click()
    page.wait_for_url("**/elmwood/**")
    yield context
    context.close()


def test_links_are_sent_by_one_button_and_reminders_wait(rosa: BrowserContext) -> None:
    page = rosa.new_page()
    page.goto("/elmwood/rounds/1/")
    page.get_by_role("link", name="Send links and reminders").click()
    expect(page.get_by_text("24 by e-mail")).to_be_visible()
    assert findings(page) == []
    assert not runs_sideways(page)
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.get_by_text("24 messages wait to be sent.")).to_be_visible()
    expect(page.get_by_text("Nobody can be reminded today.")).to_be_visible()
    assert findings(page) == []
    page.goto("/elmwood/rounds/1/send/?lang=es")
    assert findings(page) == []
    assert not runs_sideways(page)


def test_a_place_is_closed_only_on_purpose(rosa: BrowserContext) -> None:
    page = rosa.new_page()
    page.goto("/elmwood/settings/?lang=en")
    page.get_by_role("link", name="Close this place").click()
    expect(page.get_by_text("A round is open. Close it first")).to_be_visible()
    assert findings(page) == []
    page.goto("/elmwood/rounds/1/close/")
    page.get_by_role("button").last.click()
    page.goto("/elmwood/settings/end/")
    page.get_by_role("button", name="Close this place on that day").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert findings(page) == []
    assert not runs_sideways(page)
    page.get_by_label("To be sure").fill("elmwood")
    page.get_by_role("button", name="Close this place on that day").click()
    expect(page.get_by_text("Nobody has been told yet.")).to_be_visible()
    assert findings(page) == []
    page.get_by_role("button", name="Tell everybody now").click()
    expect(page.get_by_text("The messages wait to be sent.")).to_be_visible()
    page.goto("/elmwood/settings/end/?lang=es")
    assert findings(page) == []
    assert not runs_sideways(page)
    page.goto("/elmwood/home/?lang=en")
    expect(page.get_by_text("This place closes in 30 days")).to_be_visible()
    page.goto("/elmwood/settings/end/")
    page.get_by_role("button", name="Call it off").click()
    expect(page.get_by_text("tells everybody that the place goes on")).to_be_visible()
