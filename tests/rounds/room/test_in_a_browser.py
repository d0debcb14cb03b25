"""A meeting in real browsers: Rosa's laptop, the wall, and phones with and without script."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import browser  # noqa: F401
from tests.browser.people import Site
from tests.browser.test_scorecard import findings, runs_sideways
from tests.rounds.room.site import RoomSite, room_site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ANSWERS = """
from tests.rounds.room.meetings import phone
for number, sign in enumerate("{signs}"):
    actions.give_answer(place=place, question=questions[{at}], turn=0, phone=phone(number), sign=sign)
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the site keeps what it knows."""
    return tmp_path_factory.mktemp("room")


@pytest.fixture(scope="module")
def site(data: Path) -> Iterator[RoomSite]:
    """A site with a meeting, in two languages on the wall."""
    with room_site(data, people=14, languages=("en", "es")) as site:
        yield site


@pytest.fixture
def rosa(browser: Browser, site: RoomSite, data: Path) -> Iterator[BrowserContext]:  # noqa: F811
    """Rosa, who has signed in."""
    context = browser.new_context(base_url=site.address)
    page = context.new_page()
    page.goto(Site(site.address, data).link("--email", "rosa@example.org"))
    page.get_by_role("button").last.click()
    page.wait_for_url("**/elmwood/**")
    yield context
    context.close()


def looked_at(page: Page) -> None:
    """Axe finds nothing, nothing runs sideways on a narrow screen, and nothing was kept in the browser."""
    assert findings(page) == []
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": 320, "height": 640})
    assert not runs_sideways(page)
    page.set_viewport_size(size)


def press(page: Page, name: str) -> None:
    """Come to a button by keys alone, and press it."""
    button = page.get_by_role("button", name=name, exact=True)
    for _ in range(120):
        if button.evaluate("one => one === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def test_a_room_answers_sees_and_agrees(browser: Browser, site: RoomSite, rosa: BrowserContext) -> None:  # noqa: F811
    steer = rosa.pages[0]
    wall = rosa.new_page()
    wall.set_viewport_size({"width": 1920, "height": 1080})
    wall.goto(site.steer(site.meeting, "wall"))
    expect(wall.get_by_text(f"{site.code[:3]} {site.code[3:]}")).to_be_visible()
    looked_at(wall)

    phone = browser.new_context(base_url=site.address, viewport={"width": 320, "height": 640})
    seen = phone.new_page()
    seen.goto("/room/")
    looked_at(seen)
    seen.get_by_role("textbox").fill(site.code)
    seen.keyboard.press("Enter")
    expect(seen.get_by_role("heading", name="Answer from your phone")).to_be_visible()
    looked_at(seen)
    press(seen, "Join the meeting")
    expect(seen.get_by_role("heading", name="Please wait")).to_be_visible()
    looked_at(seen)
    plain = browser.new_context(base_url=site.address, java_script_enabled=False, locale="es-MX")
    still = plain.new_page()
    still.goto(site.way_in)
    still.get_by_role("button", name="Entrar a la reunión").click()

    steer.goto(site.steer())
    looked_at(steer)
    press(steer, "Ask the next question")
    expect(wall.get_by_role("list").first).to_be_visible()  # by itself
    expect(wall.get_by_text("Fewer than 5 have answered by phone")).to_be_visible()
    expect(wall.get_by_text("Menos de 5 han respondido por teléfono")).to_be_visible()
    looked_at(wall)
    assert wall.evaluate("document.documentElement.scrollHeight") <= 1080

    expect(seen.get_by_role("radio").first).to_be_attached()  # by itself
    looked_at(seen)
    seen.get_by_role("button", name="Send my answer").click()
    expect(seen.get_by_role("alert")).to_contain_text("Choose one answer")
    looked_at(seen)
    seen.get_by_role("radio").first.focus()
    seen.keyboard.press("ArrowDown")
    seen.keyboard.press("Enter")
    expect(seen.get_by_role("heading", name="Your answer is in")).to_be_visible()
    looked_at(seen)
    still.reload()
    still.get_by_label("4 ·").check(force=True)
    still.get_by_role("button", name="Enviar mi respuesta").click()
    expect(still.get_by_text("Su respuesta llegó")).to_be_visible()
    still.get_by_role("link", name="Cambiar mi respuesta").click()
    still.get_by_label("3 ·").check(force=True)
    still.get_by_role("button", name="Enviar mi respuesta").click()
    expect(still.get_by_text("3 · Funciona")).to_be_visible()

    looked_at(steer)
    press(steer, "Close the question and show the room")
    expect(steer.get_by_role("alert")).to_contain_text("fewer than 5 have chosen a level")
    looked_at(steer)
    site.do(ANSWERS.format(signs="22223333", at=0))
    expect(wall.get_by_text("10 or more have answered by phone")).to_be_visible()
    press(steer, "Close the question and show the room")
    for page in (steer, wall, seen):
        expect(page.get_by_text("The room stands at 2.4").first).to_be_visible()
        looked_at(page)
    still.reload()
    expect(still.get_by_text("La sala está en 2.4")).to_be_visible()
    assert wall.evaluate("document.documentElement.scrollHeight") <= 1080
    wall.set_viewport_size({"width": 1240, "height": 700})
    wall.reload()
    sizes = wall.locator("th span").evaluate_all(
        "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert len(sizes) == 10
    assert min(sizes) >= 17  # read from the back of a room
    assert wall.evaluate("document.documentElement.scrollHeight") <= 700
    wall.set_viewport_size({"width": 1920, "height": 1080})

    steer.get_by_label("2 · Partway").check(force=True)
    steer.get_by_label("Somebody disagreed").check(force=True)
    press(steer, "Save what was agreed")
    expect(wall.get_by_text("Agreed: 2 · Partway")).to_be_visible()
    expect(seen.get_by_role("heading", name="Agreed: 2 · Partway")).to_be_visible()
    looked_at(wall)

    press(steer, "Ask the next question")
    for sign, number in (("1", "3"), ("2", "4")):
        steer.locator(f"#count-{sign}").fill(number)
    press(steer, "Save these numbers")
    expect(steer.get_by_text("7 typed in so far")).to_be_visible()
    press(steer, "Close the question and show the room")
    expect(wall.get_by_text("The room stands near 1.5")).to_be_visible()
    looked_at(wall)
    steer.get_by_label("No level was agreed on").check(force=True)
    press(steer, "Save what was agreed")
    steer.get_by_role("link", name="End the meeting").click()
    press(steer, "End the meeting")
    expect(steer.get_by_text("The meeting is over.")).to_be_visible()
    looked_at(steer)
    expect(wall.get_by_text("Thank you. The meeting is over.")).to_be_visible()
    expect(seen.get_by_role("heading", name="The meeting is over")).to_be_visible()
    looked_at(seen)
    assert phone.cookies() == []
    assert plain.cookies() == []
    steer.get_by_role("link", name="Scorecards of Elmwood").click()
    expect(steer.get_by_role("table")).to_be_visible()
    phone.close()
    plain.close()


@pytest.mark.slow
def test_pages_before_a_meeting(rosa: BrowserContext, site: RoomSite) -> None:
    page = rosa.pages[0]
    for path in ((), ("begin",), ("cards",)):
        page.goto("/".join(("/elmwood/rounds/room", *path, "")))
        looked_at(page)
