"""The file a person opens or prints, in a real browser."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tallgrass.foundation.ui.style import inlined_face, stylesheet
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering import html
from tests.browser.conftest import browser  # noqa: F401
from tests.rendering.reading import site_links
from tests.rendering.samples import CASES

pytestmark = pytest.mark.browser
#: Two cases on every run, all of them where there is time.
SOME = [
    name if name in ("corners", "nobody_asked") else pytest.param(name, marks=pytest.mark.slow)
    for name in sorted(CASES)
]


def opened(browser: Browser, file: Path, text: str, *, width: int = 1240, dark: bool = False) -> Page:  # noqa: F811
    file.write_text(text, encoding="utf-8")
    page = browser.new_page(
        viewport={"width": width, "height": 900}, color_scheme="dark" if dark else "light", bypass_csp=True
    )
    page.goto(file.as_uri())
    return page


@pytest.mark.slow
@pytest.mark.parametrize("name", SOME)
@pytest.mark.parametrize(("width", "dark"), [(320, True), (1240, False)], ids=["phone, dark", "desk, light"])
def test_axe_finds_nothing_in_the_file(
    browser: Browser, tmp_path: Path, version_one: Framework, name: str, width: int, dark: bool  # noqa: F811
) -> None:  # fmt: skip
    text = html.scorecard_file(CASES[name](), version_one, "en")
    page = opened(browser, tmp_path / "scorecard.html", text, width=width, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("name", SOME)
def test_the_summary_prints_on_two_sheets(
    browser: Browser, tmp_path: Path, version_one: Framework, name: str, paper: str  # noqa: F811
) -> None:  # fmt: skip
    document = CASES[name]()
    text = html.overview_page(document, version_one, "en", site_links(document))
    style = f"<style>{stylesheet(inlined_face)}</style>"
    text = text.replace('<link rel="stylesheet" href="/static/tallgrass.css">', style)
    page = opened(browser, tmp_path / "overview.html", text)
    printed = page.pdf(format=paper, print_background=True)
    page.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed)) <= 2
