"""The page "What we send you" in a real browser: without script, on a narrow screen, nothing for axe to say."""

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
    return tmp_path_factory.mktemp("digest")


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


def test_a_member_finds_the_page_and_chooses(rosa: BrowserContext) -> None:
    page = rosa.new_page()
    page.goto("/elmwood/home/?lang=en")
    page.get_by_role("link", name="What we send you").click()
    expect(page.get_by_role("heading", name="What is due next")).to_be_visible()
    expect(page.get_by_role("link", name="Send 24 invitations")).to_be_visible()
    assert findings(page) == []
    assert not runs_sideways(page)
    page.get_by_text("No, send me none").click()
    page.locator("label", has_text="Español").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. You get none.")).to_be_visible()
    expect(page.get_by_role("heading", name="Lo que viene")).to_be_visible()
    assert findings(page) == []
    page.goto("/elmwood/people/what-we-send-you/?lang=es")
    assert findings(page) == []
    assert not runs_sideways(page)
