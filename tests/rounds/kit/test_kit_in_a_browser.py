"""The kit in a real browser: copied with one button, changed and brought back, on a narrow screen, without script, on
paper.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tallgrass.strength.rounds.kit.method.pieces import PIECES
from tests.browser.conftest import browser  # noqa: F401
from tests.browser.people import Site
from tests.browser.test_scorecard import findings, runs_sideways
from tests.rounds.answering.site import RoundSite, round_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]

KIT = "/elmwood/rounds/1/kit/"
LETTER = {"top": "13mm", "bottom": "13mm", "left": "14mm", "right": "14mm"}
#: As much as a poster, half a page or a letter ever has to hold.
FULL = """
from tallgrass.strength.rounds.models import Round
from tallgrass.places.models import Place
Place.objects.filter(slug="elmwood").update(
    name="Saint Genevieve de la Prairie County", public_body=True,
    paid_by="the Saint Genevieve County Community Foundation and the City")
Round.objects.filter(place__slug="elmwood").update(
    asked_by="The Saint Genevieve Community Technology and Data Collaborative",
    thanks="a $10 gift card, handed out at the library on Saturday", telephone="(314) 555-0100 ext. 4410",
    mode="confidential", codes_until="2027-09-30", smallest_group=10)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it knows."""
    return tmp_path_factory.mktemp("kit")


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[RoundSite]:
    """A site with an anonymous round."""
    with round_site(data) as site:
        yield site


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: RoundSite, data: Path) -> Iterator[BrowserContext]:  # noqa: F811
    """Rosa, who has signed in and lets pages copy."""
    context = browser.new_context(base_url=site.address)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(Site(site.address, data).link("--email", "rosa@example.org"))
    page.get_by_role("button").last.click()
    page.wait_for_url("**/elmwood/**")
    yield context
    context.close()


@pytest.fixture
def rosa(signed_in: BrowserContext) -> Iterator[Page]:
    """A page with nothing on it yet; nothing goes wrong on it."""
    page, complaints = signed_in.new_page(), list[str]()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield page
    page.close()
    assert [one for one in complaints if "status of 4" not in one] == []


def test_rosa_copies_a_text_puts_it_in_her_words_and_goes_back(rosa: Page, site: RoundSite) -> None:
    rosa.goto("/elmwood/rounds/1/?lang=en")
    rosa.get_by_role("link", name="The asking kit").click()
    rosa.get_by_role("link", name="People who live here").click()
    rosa.get_by_role("link", name="Invitation by text").click()
    rosa.get_by_label("Link").fill(f"{site.address}{site.open_link()}")
    rosa.get_by_role("button", name="Show it").click()
    rosa.get_by_role("button", name="Copy the text").click()
    expect(rosa.get_by_role("status")).to_have_text("Copied.")
    copied = str(rosa.evaluate("navigator.clipboard.readText()"))
    assert copied == rosa.get_by_label("Text").input_value()
    assert site.open_link() in copied
    assert len(copied) < 300
    rosa.get_by_role("link", name="Put it in your own words").click()
    rosa.get_by_label("Text").fill("Hi from [who asks]! [link] [nonsense]")
    rosa.get_by_role("button", name="Look at it first").click()
    expect(rosa.get_by_text("Hi from Elmwood Community Foundation! (each person’s own link)")).to_be_visible()
    expect(rosa.get_by_text("[nonsense] stands for nothing.")).to_be_visible()
    expect(rosa.get_by_text("It no longer says this: paid or not")).to_be_visible()
    rosa.get_by_role("button", name="Keep these words").click()
    expect(rosa.get_by_role("heading", name="Your words are kept")).to_be_visible()
    rosa.get_by_role("link", name="Back to the original words").click()
    rosa.get_by_role("button", name="Go back to the original").click()
    expect(rosa.get_by_role("heading", name="The original words are back")).to_be_visible()


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1240])
def test_no_page_of_the_kit_has_barriers_or_runs_sideways(rosa: Page, language: str, width: int) -> None:
    rosa.set_viewport_size({"width": width, "height": 800})
    pieces = ("invitation", "invitation_text", "poster", "funder_letter")
    pages = ["", *(f"{piece}/{language}/" for piece in pieces), "poster/es/change/", "poster/es/original/"]
    pages += [f"{piece}/{language}/print/" for piece in ("half_page", "poster", "guide_90", "funder_letter")]
    for page in pages:
        rosa.goto(f"{KIT}{page}?lang={language}")
        if page.endswith("change/"):
            rosa.locator("summary").click()
        assert findings(rosa) == [], page
        assert not runs_sideways(rosa), page
    rosa.goto(f"{KIT}poster/en/?lang={language}")
    rosa.locator("input[name=link]").fill("https://example.org/")
    rosa.locator("button[value=show]").click()
    rosa.wait_for_selector(".problems")
    assert findings(rosa) == []


@pytest.mark.slow
def test_without_script_the_text_is_there_to_be_copied_by_hand(
    browser: Browser,  # noqa: F811
    site: RoundSite,
    signed_in: BrowserContext,
) -> None:
    context = browser.new_context(
        base_url=site.address, java_script_enabled=False, storage_state=signed_in.storage_state()
    )
    page = context.new_page()
    page.goto(f"{KIT}reminder_1/en/?lang=en")
    expect(page.get_by_label("Text")).to_have_value(re.compile("A few days ago"))
    expect(page.get_by_role("button", name="Copy the text")).to_be_hidden()
    expect(page.get_by_text("To copy it by hand")).to_be_visible()
    context.close()


@pytest.mark.slow
def test_every_printed_page_fits_its_paper_from_a_browser_too(rosa: Page, site: RoundSite) -> None:
    """With the longest names: one page, a guide two; both copies of half a page on one."""
    for full in ("", FULL):
        if full:
            site.ask(full)
        for key, piece in PIECES.items():
            if piece.sort == "text":
                continue
            for language in ("en", "es"):
                for people in ("partner", "resident"):
                    rosa.goto(f"{KIT}{key}/{language}/?for={people}")
                    if rosa.locator("input[name=link]").count():
                        rosa.locator("input[name=link]").fill(f"{site.address}{site.open_link()}")
                    if rosa.locator("button[value=page]").count():
                        rosa.locator("button[value=page]").click()
                    else:
                        rosa.goto(f"{KIT}{key}/{language}/print/?for={people}")
                    rosa.wait_for_selector("body.kit-paper")
                    made = pypdf.PdfReader(BytesIO(rosa.pdf(format="Letter", margin=LETTER))).pages  # type: ignore[arg-type]
                    assert len(made) <= (2 if key.startswith("guide") else 1), (key, language, people)
