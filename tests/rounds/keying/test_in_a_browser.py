"""Keying and printing in a real browser: by keys alone, without script, in Spanish, on a narrow screen, on paper."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.browser.people import Site
from tests.browser.test_scorecard import findings, runs_sideways
from tests.rounds.answering.site import RoundSite, round_site

pytestmark = pytest.mark.browser
SHEETS = (
    "from tallgrass.strength.rounds.models import Sheet\n"
    "print(*sorted(Sheet.objects.values_list('levels', flat=True)))"
)
ROUND = "/elmwood/rounds/1"
LETTER = {"top": "13mm", "bottom": "13mm", "left": "14mm", "right": "14mm"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it knows."""
    return tmp_path_factory.mktemp("keying")


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[RoundSite]:
    """A site with an anonymous round."""
    with round_site(data) as site:
        yield site


@pytest.fixture(scope="module")
def signed_in(browser: Browser, site: RoundSite, data: Path) -> Iterator[BrowserContext]:  # noqa: F811
    """Rosa, who has signed in."""
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto(Site(site.address, data).link("--email", "rosa@example.org"))
    page.get_by_role("button").last.click()
    page.wait_for_url("**/elmwood/**")
    yield context
    context.close()


class Desks:
    """Rosa at a table, with any screen."""

    def __init__(self, browser: Browser, site: RoundSite, signed_in: BrowserContext) -> None:  # noqa: F811
        self.browser, self.site, self.signed_in = browser, site, signed_in
        self.made: list[BrowserContext] = []
        self.complaints: list[str] = []

    def page(self, *, width: int = 1240, script: bool = True) -> Page:
        """A page with nothing on it yet."""
        context = self.browser.new_context(
            base_url=self.site.address,
            viewport={"width": width, "height": 800},
            java_script_enabled=script,
            storage_state=self.signed_in.storage_state(),
        )
        context.set_default_timeout(8_000)
        self.made.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on(
            "console",
            lambda message: None if "status of 4" in message.text else self.complaints.append(message.text),
        )
        return page

    def sheet(self, about: str, language: str, page: Page, reader: str = "en") -> None:
        """Go to the sheets of some people, in a language."""
        page.goto(f"{ROUND}/key/?lang={reader}")
        page.locator("tr", has_text=about).get_by_role("link", name=language).click()
        ready(page)

    def sheets(self) -> list[str]:
        """The answers that are kept."""
        return self.site.ask(SHEETS).split()


@pytest.fixture
def desks(browser: Browser, site: RoundSite, signed_in: BrowserContext) -> Iterator[Desks]:  # noqa: F811
    """Tables; nothing may remain of what a browser complains of."""
    desks = Desks(browser, site, signed_in)
    yield desks
    for each in desks.made:
        each.close()
    assert desks.complaints == []


def ready(page: Page) -> None:
    """The sheet is there, and the script too where there is one."""
    expect(page.locator("input[data-number]").first).to_be_focused()
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        page.wait_for_function("!!customElements.get('key-sheet')")


def clean(page: Page) -> None:
    """Nothing for axe to say, and nothing runs out at the side."""
    assert not runs_sideways(page)
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        assert findings(page) == []
    else:
        assert findings_without_script(page) == []


def findings_without_script(page: Page) -> list[str]:
    """What axe, which is a script, has to say of a page as it stands where no script runs: it looks at a copy."""
    standing = re.sub(r"<script\b.*?</script>", "", page.content(), flags=re.DOTALL)
    running = page.context.browser
    assert running is not None
    context = running.new_context(viewport=page.viewport_size, storage_state=page.context.storage_state())
    try:
        copy = context.new_page()
        copy.route(
            page.url, lambda route: route.fulfill(body=standing, content_type="text/html; charset=utf-8")
        )
        copy.goto(page.url)
        return findings(copy)
    finally:
        context.close()


def test_twelve_answers_are_twelve_keys_and_one_to_send(desks: Desks) -> None:
    before = desks.sheets()
    page = desks.page()
    desks.sheet("Community groups", "English", page)
    page.keyboard.type("01234ds-2222")
    expect(page.locator("#answer-KP8-says")).to_have_text(re.compile(r"\w+ \w+"))
    expect(page.locator("[data-part=of]")).to_have_text("12 of 12 typed")
    expect(page.locator("[data-total='2']")).to_have_text("5")
    clean(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("One sheet typed in on this page.")
    assert sorted(desks.sheets()) == sorted([*before, "01234ds-2222"])
    ready(page)
    # The next sheet begins at once, empty, and nothing of the last one is on the page.
    page.keyboard.type("3")
    expect(page.locator("#answer-KP7")).to_have_value("3")
    expect(page.locator("#answer-CV5")).to_have_value("")
    expect(page.locator("[data-part=of]")).to_have_text("1 of 12 typed")


@pytest.mark.slow
def test_a_wrong_key_says_so_and_backspace_goes_back(desks: Desks) -> None:
    page = desks.page()
    desks.sheet("Community groups", "English", page)
    page.keyboard.type("03x")
    expect(page.locator("[data-part=says]")).to_have_text("x is no key here.")
    expect(page.locator("#answer-CA2")).to_be_focused()
    page.keyboard.press("Backspace")
    expect(page.locator("#answer-KP8")).to_be_focused()
    expect(page.locator("#answer-KP8")).to_have_value("")
    expect(page.locator("#answer-KP8-says")).to_have_text("")
    page.keyboard.type("S")
    expect(page.locator("#answer-KP8")).to_have_value("s")


@pytest.mark.slow
def test_half_a_sheet_is_nowhere_but_on_the_page(desks: Desks) -> None:
    before = desks.sheets()
    page = desks.page()
    desks.sheet("Community groups", "English", page)
    page.keyboard.type("44")
    page.reload()
    expect(page.locator("#answer-KP7")).to_have_value("")
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert desks.sheets() == before


@pytest.mark.slow
def test_a_sheet_that_is_sent_is_not_shown_again_by_going_back(desks: Desks) -> None:
    page = desks.page()
    desks.sheet("Philanthropies", "English", page)
    page.keyboard.type("444444444444")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("One sheet")
    page.go_back()
    expect(page.locator("#answer-KP7")).to_have_value("")


@pytest.mark.slow
def test_the_same_sheet_twice_shows_what_differs(desks: Desks) -> None:
    page = desks.page()
    desks.sheet("Residents", "English", page)
    page.get_by_text("Type each sheet twice").click()
    page.locator("#answer-IN7").focus()
    page.keyboard.type("012340")
    expect(page.locator("[data-part=says]")).to_have_text("Now type the same sheet once more.")
    page.keyboard.type("012140")
    expect(page.locator("[data-part=says]")).to_contain_text("Not the same both times: question 4.")
    clean(page)
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_contain_text("One sheet")
    expect(page.get_by_label("Type each sheet twice")).to_be_checked()
    assert "012340" in desks.sheets()


@pytest.mark.slow
@pytest.mark.parametrize("script", [True, False])
def test_in_spanish_on_a_small_phone(desks: Desks, script: bool) -> None:
    before = desks.sheets()
    page = desks.page(width=320, script=script)
    desks.sheet("Residentes", "español", page, reader="es")
    clean(page)
    keys = page.locator("input[data-number]")
    page.keyboard.press("Escape")
    for number, key in enumerate("4n3s20"):
        expect(keys.nth(number)).to_be_focused()
        page.keyboard.type(key)
        if not script:
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")  # past the answers, which can be unfolded
    page.get_by_label("Primero", exact=True).fill("b")
    clean(page)
    if not script:
        page.get_by_role("button", name="Mostrar en palabras").click()
        expect(page.locator("#answer-IN3-says")).to_have_text("No sé")
        expect(page.locator("#pick-1-says")).not_to_be_empty()
        clean(page)
    page.get_by_role("button", name="Enviar esta hoja").click()
    expect(page.get_by_role("status").first).to_contain_text("Una hoja capturada")
    clean(page)
    assert sorted(desks.sheets()) == sorted([*before, "4d3s20"])


@pytest.mark.slow
def test_without_script_a_forgotten_key_is_named(desks: Desks) -> None:
    before = desks.sheets()
    page = desks.page(width=320, script=False)
    desks.sheet("Residents", "English", page)
    page.locator("#answer-IN7").fill("2")
    page.get_by_role("button", name="Send this sheet").click()
    expect(page.get_by_role("alert")).to_contain_text("Question 2 has no key yet.")
    clean(page)
    page.get_by_role("link", name="Question 2 has no key yet.").click()
    expect(page.locator("#answer-IN3")).to_be_focused()
    assert desks.sheets() == before


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("width", [320, 1240])
def test_what_is_printed_is_offered_to_everybody(desks: Desks, language: str, width: int) -> None:
    page = desks.page(width=width, script=False)
    for address in (
        f"{ROUND}/print/",
        f"{ROUND}/key/",
        f"{ROUND}/print/short/all/",
        f"{ROUND}/print/resident/en/",
    ):
        page.goto(f"{address}?lang={language}")
        clean(page)


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "es"])
def test_slips_are_printed_from_the_page_that_shows_them(desks: Desks, language: str) -> None:
    page = desks.page(width=320, script=False)
    page.goto(f"{ROUND}/print/?lang={language}")
    page.locator("a[href*='/print/slips/']").last.click()
    clean(page)
    page.locator("input[name='paper-count']").fill("16")
    page.locator("form.form button").click()
    expect(page.locator(".slip")).to_have_count(16)
    clean(page)
    printed = pypdf.PdfReader(BytesIO(page.pdf(format="Letter", margin=LETTER)))
    assert len(printed.pages) == 2
    for sheet in printed.pages:
        text = " ".join(sheet.extract_text().split())
        assert text.count("asks you 6 questions") == text.count("le hace 6 preguntas") == 8
        assert "CSV" not in text
    with page.expect_download() as taken:
        page.get_by_role("button", name=re.compile("CSV")).click()
    table = Path(taken.value.path()).read_text("utf-8-sig")
    assert len(table.splitlines()) == 17


@pytest.mark.slow
@pytest.mark.parametrize("form", ["resident", "short", "full"])
def test_a_form_printed_from_the_page_breaks_no_question(desks: Desks, form: str) -> None:
    page = desks.page(script=False)
    page.goto(f"{ROUND}/print/{form}/all/")
    pages = [
        " ".join(one.extract_text().split())
        for one in pypdf.PdfReader(BytesIO(page.pdf(format="Letter", margin=LETTER))).pages
    ]
    whole = [text.count("This question did not fit") + text.count("no me queda bien") for text in pages]
    skips = [len(re.findall(r"\bs Skip\b|\bs Saltar\b", text)) for text in pages]
    assert whole == skips
    assert sum(whole) == 2 * {"resident": 6, "short": 12, "full": 43}[form]
