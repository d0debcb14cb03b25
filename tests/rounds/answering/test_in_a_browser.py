"""Residents and partners finish their questions in a real browser: by keyboard, on a small phone, in Spanish, with and
without a script.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.browser.test_scorecard import findings, runs_sideways
from tests.rounds.answering.site import RoundSite, round_site

pytestmark = pytest.mark.browser
#: Bytes of a page with everything that it needs.
HEAVIEST = 50_000
ALL = """
from tallgrass.strength.rounds.models import Sheet
print(*Sheet.objects.values_list("levels", flat=True))
"""


@pytest.fixture(scope="module")
def anonymous_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundSite]:
    """A site with an anonymous round."""
    with round_site(tmp_path_factory.mktemp("anonymous")) as site:
        yield site


@pytest.fixture(scope="module")
def confidential_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoundSite]:
    """A site with a confidential round."""
    with round_site(tmp_path_factory.mktemp("confidential"), "confidential") as site:
        yield site


@pytest.fixture
def phones(browser: Browser) -> Iterator["Phones"]:  # noqa: F811
    """Telephones, each with what its browser complained of; nothing may remain of that."""
    phones = Phones(browser)
    yield phones
    for each in phones.made:
        each.close()
    assert phones.complaints == []


class Phones:
    """Makes telephones."""

    def __init__(self, browser: Browser) -> None:  # noqa: F811
        self.browser = browser
        self.made: list[BrowserContext] = []
        self.complaints: list[str] = []

    def new(self, site: RoundSite, *, script: bool = True, width: int = 320, dark: bool = False) -> Page:
        """One with nothing on it yet."""
        made = self.browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 640},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
        )
        made.set_default_timeout(20_000)
        self.made.append(made)
        page = made.new_page()
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", lambda message: self._hear(message.text))
        return page

    def _hear(self, text: str) -> None:
        """That an answer has a status of 4xx, or that there is no connection, is no complaint of the page's."""
        if not re.search("status of 4|ERR_", text):
            self.complaints.append(text)


def go_to(page: Page, there: Locator, most: int = 90) -> None:
    """Press Tab until something has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if there.evaluate("here => here === document.activeElement"):
            return
    raise AssertionError(f"the keyboard does not reach {there}")


def press(page: Page, name: str) -> None:
    """Reach a button or link that can be seen, and press it."""
    there = page.get_by_role("button", name=name, exact=True).or_(
        page.get_by_role("link", name=name, exact=True)
    )
    go_to(page, there.filter(visible=True).and_(page.locator(":not([aria-hidden])")).last)
    page.keyboard.press("Enter")


def choose(page: Page, criterion: str, level: int) -> None:
    """Choose an answer with the arrow keys."""
    go_to(page, page.locator(f"#{criterion}-0"))
    page.keyboard.press("Space")
    for _ in range(level):
        page.keyboard.press("ArrowDown")
    expect(page.locator(f"#{criterion}-{level}")).to_be_checked()


RESIDENT = ("IN7", "IN3", "KP8", "IN5", "CA8", "CV6")
SHORT = ("KP7", "KP8", "CA2", "CA7", "KN3", "KN6", "RE3", "RE6", "IN5", "IN7", "CV2", "CV5")


@pytest.mark.parametrize(("kind", "criteria"), [("resident", RESIDENT), ("community", SHORT)])
def test_a_whole_form_without_a_script_in_spanish_by_keyboard(
    phones: Phones, anonymous_site: RoundSite, kind: str, criteria: tuple[str, ...]
) -> None:
    page = phones.new(anonymous_site, script=False)
    page.goto(anonymous_site.link(kind))
    press(page, "Español")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    press(page, "Empezar")
    for number, criterion in enumerate(criteria):
        choose(page, criterion, number % 5)
    assert not runs_sideways(page)
    press(page, "Revisar antes mis respuestas")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sus respuestas")
    press(page, "Enviar mis respuestas")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gracias")
    assert "".join(str(number % 5) for number in range(len(criteria))) in anonymous_site.ask(ALL)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "criteria"), [("resident", RESIDENT), ("community", SHORT)])
def test_one_question_a_screen_with_a_script_in_spanish_by_keyboard(
    phones: Phones, anonymous_site: RoundSite, kind: str, criteria: tuple[str, ...]
) -> None:
    page = phones.new(anonymous_site)
    page.goto(anonymous_site.link(kind))
    press(page, "Español")
    press(page, "Empezar")
    for number, criterion in enumerate(criteria, 1):
        expect(page.locator(".screen:visible")).to_have_count(1)
        expect(page.locator("#where")).to_contain_text(f"Pregunta {number} de {len(criteria)}")
        choose(page, criterion, 4 - number % 5)
        press(page, "Siguiente")
    assert not runs_sideways(page)
    press(page, "Siguiente")
    press(page, "Siguiente")
    expect(page.get_by_role("heading", name="Sus respuestas")).to_be_focused()
    press(page, "Enviar mis respuestas")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gracias")
    assert page.evaluate("localStorage.length") == 0
    assert "".join(str(4 - number % 5) for number in range(1, len(criteria) + 1)) in anonymous_site.ask(ALL)


@pytest.mark.slow
@pytest.mark.parametrize("script", [False, True])
@pytest.mark.parametrize(("kind", "criteria"), [("resident", RESIDENT), ("community", SHORT)])
def test_a_confidential_round_in_spanish_by_keyboard_on_two_phones(
    phones: Phones, confidential_site: RoundSite, kind: str, criteria: tuple[str, ...], script: bool
) -> None:
    link = confidential_site.link(kind)
    page = phones.new(confidential_site, script=script)
    page.goto(link)
    press(page, "Español")
    press(page, "Empezar")
    for number, criterion in enumerate(criteria):
        if number == 3:  # somebody stops here, and goes on elsewhere
            page = phones.new(confidential_site, script=script)
            page.goto(f"{link}?lang=es")
            press(page, "Seguir")
        choose(page, criterion, number % 5)
        press(page, "Siguiente")
    press(page, "Siguiente")
    press(page, "Siguiente")
    expect(page.get_by_role("heading", level=1)).to_have_text("Sus respuestas")
    assert not runs_sideways(page)
    press(page, "Ya terminé")
    expect(page.get_by_role("heading", level=1)).to_have_text("Gracias")
    assert "".join(str(number % 5) for number in range(len(criteria))) in confidential_site.ask(ALL)


@pytest.mark.slow
def test_answers_stay_on_the_device_until_they_are_sent_or_forgotten(
    phones: Phones, anonymous_site: RoundSite
) -> None:
    page = phones.new(anonymous_site)
    link = anonymous_site.open_link()
    page.goto(f"{link}questions/")
    page.get_by_text("No one told me how.").click()
    page.get_by_role("button", name="Next", exact=True).click()
    number = page.locator("[name=number]").input_value()
    page.reload()
    expect(page.get_by_text("We found answers on this device")).to_be_visible()
    expect(page.locator("#IN7-0")).to_be_checked()
    assert page.locator("[name=number]").input_value() == number
    page.go_back()
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    page.get_by_role("button", name="Español").click()
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.locator("#IN7-0")).to_be_checked()
    page.get_by_role("button", name="Olvidar mis respuestas").click()
    page.goto(f"{link}questions/")
    expect(page.locator("#IN7-0")).not_to_be_checked()


@pytest.mark.slow
def test_what_is_kept_on_a_device_does_not_hold_the_link(phones: Phones, anonymous_site: RoundSite) -> None:
    page = phones.new(anonymous_site)
    link = anonymous_site.open_link()
    page.goto(f"{link}questions/")
    page.get_by_text("No one told me how.").click()
    kept = page.evaluate("JSON.stringify(localStorage)")
    assert "answer-IN7" in kept
    assert link.split("/")[3] not in kept


@pytest.mark.slow
def test_without_a_connection_nothing_is_lost(phones: Phones, anonymous_site: RoundSite) -> None:
    page = phones.new(anonymous_site)
    page.goto(f"{anonymous_site.open_link()}questions/")
    page.get_by_text("No one told me how.").click()
    page.evaluate("location.hash = 'check'")
    page.context.set_offline(True)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_text("We could not send. Your answers are still here.")).to_be_visible()
    assert findings(page) == []
    page.context.set_offline(False)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you")
    assert "0-----" in anonymous_site.ask(ALL)


@pytest.mark.slow
def test_enter_in_a_field_neither_sends_nor_changes_the_language(
    phones: Phones, anonymous_site: RoundSite
) -> None:
    link = anonymous_site.link("resident")
    for script in (True, False):
        page = phones.new(anonymous_site, script=script)
        page.goto(f"{link}questions/#answer-CA8")
        page.get_by_label("If you like, name the problem").fill("rent")
        page.keyboard.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        expect(page.get_by_role("heading", name="Thank you")).to_have_count(0)


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_an_anonymous_round(
    phones: Phones, anonymous_site: RoundSite, dark: bool
) -> None:
    link, used = anonymous_site.open_link(), anonymous_site.link("tech_company")
    page = phones.new(anonymous_site, dark=dark)
    found = _looked_at(page, [link, f"{link}?lang=es", "/elmwood/answer/nothing/", "/code/", used])
    page.goto(f"{link}questions/")
    for _ in range(8):
        page.locator("details:visible summary").first.click() if page.locator(
            "details:visible"
        ).count() else None
        found += findings(page)
        page.get_by_role("button", name="Next", exact=True).click()
    found += findings(page)
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Please look at this again")).to_be_visible()
    expect(page.get_by_role("alert").filter(visible=True)).to_be_focused()
    found += findings(page)
    page.goto("/code/")
    page.get_by_label("Your four words").fill("cabin cabin cabin cabin")
    page.get_by_role("button", name="Go on").click()
    found += findings(page)
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_without_the_script(phones: Phones, anonymous_site: RoundSite, dark: bool) -> None:
    page = phones.new(anonymous_site, dark=dark, width=1240)
    page.context.route(
        "**/*.js", lambda route: route.fulfill(status=200, body="", content_type="text/javascript")
    )
    link = anonymous_site.link("issue_expert" if dark else "civic_tech")
    found = _looked_at(page, [f"{link}questions/"])
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", name="Please look at this again")).to_be_visible()
    found += findings(page)
    page.locator(".card label").first.click()
    page.get_by_role("button", name="Check my answers first").last.click()
    found += findings(page)
    page.get_by_role("button", name="Send my answers").click()
    found += findings(page)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("This link has been used")
    assert found + findings(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_a_confidential_round(
    phones: Phones, confidential_site: RoundSite, dark: bool
) -> None:
    page = phones.new(confidential_site, dark=dark)
    page.goto(confidential_site.open_link())
    found = findings(page)
    page.get_by_role("button", name="Get my code and start").click()
    found += findings(page)
    page.get_by_role("link", name="Start").click()
    page.get_by_text("Did this question not fit?").click()
    found += findings(page)
    page.get_by_text("No one told me how.").click()
    page.get_by_role("button", name="Next", exact=True).last.click()
    base = page.url.partition("/2/")[0]
    found += _looked_at(page, [f"{base}/{step}/" for step in ("2", "first", "missed", "check", "done")])
    found += _looked_at(page, [f"{base}/2/?told=changed", f"{base}/nothing/"])
    assert found == []


def _looked_at(page: Page, addresses: list[str]) -> list[str]:
    found = []
    for address in addresses:
        page.goto(address)
        assert not runs_sideways(page), address
        found += findings(page)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["resident", "government"])
def test_a_page_with_all_that_it_needs_is_light(phones: Phones, anonymous_site: RoundSite, kind: str) -> None:
    """As it travels: the page, the style, the face, the script. The first page, and then the one with all questions."""
    page = phones.new(anonymous_site)
    sizes: dict[str, int] = {}

    def weigh(request: "object") -> None:
        told = request.sizes()  # type: ignore[attr-defined]
        sizes[request.url] = told["responseBodySize"] + told["responseHeadersSize"]  # type: ignore[attr-defined]

    page.on("requestfinished", weigh)
    link = anonymous_site.open_link() if kind == "resident" else anonymous_site.link(kind)
    page.goto(f"{link}questions/")
    page.evaluate("document.fonts.ready")
    page.wait_for_load_state("networkidle")
    assert len(sizes) == 4, sizes
    assert sum(sizes.values()) < HEAVIEST, sizes


@pytest.mark.slow
def test_what_is_touched_is_big_enough(phones: Phones, anonymous_site: RoundSite) -> None:
    page = phones.new(anonymous_site)
    page.goto(f"{anonymous_site.open_link()}questions/")
    small = page.evaluate(
        "[...document.querySelectorAll('main :is(button, summary, select, .card label)')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 90))"
    )
    assert small == []


@pytest.mark.slow
def test_the_script_is_small(anonymous_site: RoundSite) -> None:
    from tallgrass.foundation.assets import assets

    assert len(assets()["one-by-one"].content) < 4096


@pytest.mark.slow
def test_large_letters_and_paper_keep_everything(phones: Phones, anonymous_site: RoundSite) -> None:
    page = phones.new(anonymous_site)
    page.goto(f"{anonymous_site.open_link()}questions/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert not runs_sideways(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_hidden()
