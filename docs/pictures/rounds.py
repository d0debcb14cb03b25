"""Makes docs/pictures/rounds from an open round over the example place, half of which has answered.

``.venv/bin/python -m docs.pictures.rounds``. Needs Chromium and what ``make test`` installs.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from docs.pictures.make import CHROMIUM
from tallgrass.examples.prairie_junction.draw import Draw
from tests.rounds.closing.crowd import SLUG, everybody
from tests.rounds.closing.test_a_served_round import FULL, Crowd, asking, everybody_answers

FOLDER = Path(__file__).with_name("rounds")
PHONE, DESK = {"width": 360, "height": 740}, {"width": 900, "height": 700}


def make(folder: Path = FOLDER) -> None:
    """Draw what a resident meets on a phone, and what a steward meets; "example" stands on each page."""
    folder.mkdir(exist_ok=True)
    with TemporaryDirectory() as temporary, asking(Path(temporary), "anonymous") as (_, crowd):
        everybody_answers(crowd, list(everybody(Draw(6), FULL))[::2])
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM)
            _on_a_phone(browser, crowd, folder)
            _at_a_desk(browser, crowd, folder)
            browser.close()


def _on_a_phone(browser: Browser, crowd: Crowd, folder: Path) -> None:
    page = browser.new_page(viewport=PHONE, base_url=crowd.browser.address)
    page.goto(f"/{SLUG}/answer/{crowd.made['open']}/")
    page.screenshot(path=folder / "first-page.png")
    page.goto(f"/{SLUG}/answer/{crowd.made['open']}/questions/")
    page.get_by_role("radio").nth(2).check(force=True)
    page.screenshot(path=folder / "question.png")
    page.close()


def _at_a_desk(browser: Browser, crowd: Crowd, folder: Path) -> None:
    context = browser.new_context(viewport=DESK, base_url=crowd.browser.address)
    session = str(crowd.made["session"])
    context.add_cookies([{"name": "session", "value": session, "url": crowd.browser.address}])
    page = context.new_page()
    page.goto(f"/{SLUG}/rounds/{crowd.made['round']}/")
    page.screenshot(path=folder / "open-round.png", full_page=True)
    group = crowd.made["groups"]["resident resident"]  # type: ignore[index]
    page.goto(f"/{SLUG}/rounds/{crowd.made['round']}/key/{group}/en/")
    page.keyboard.type("3421")
    page.screenshot(path=folder / "typing-in.png", full_page=True)
    context.close()


if __name__ == "__main__":
    make()
    for picture in sorted(FOLDER.glob("*.png")):
        print(f"{picture.name}: {picture.stat().st_size // 1000} kB")
