"""Makes docs/pictures/scorecard.png from the example place: ``.venv/bin/python docs/pictures/make.py``.

Needs Chromium and what ``make test`` installs.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from tallgrass.examples.prairie_junction.generator import write_folder
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.rendering.html import scorecard_file

PICTURE = Path(__file__).with_name("scorecard.png")
WIDTH = 1060
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def make(picture: Path = PICTURE) -> None:
    """Draw the picture of the example's scorecard: six elements, each with "example" inside."""
    with TemporaryDirectory() as temporary, sync_playwright() as playwright:
        folder = Path(temporary) / "prairie-junction"
        write_folder(folder)
        assessed = assess_folder(folder)
        page_file = Path(temporary) / "scorecard.html"
        page_file.write_text(scorecard_file(assessed.document, assessed.framework, "en"), encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page(viewport={"width": WIDTH, "height": 900})
        page.goto(page_file.as_uri())
        page.evaluate("document.fonts.ready")
        page.locator(".picture .panel").screenshot(path=picture)
        browser.close()


if __name__ == "__main__":
    make()
    print(f"{PICTURE.name}: {PICTURE.stat().st_size // 1000} kB")
