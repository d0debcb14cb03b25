"""The sheets to print, in a real browser: on a phone, in the dark, and on paper."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking import sheets
from tallgrass.strength.rounds.asking.form import Behind, form_of
from tallgrass.strength.rounds.asking.meeting import agenda_of
from tests.browser.conftest import browser  # noqa: F401

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("name", ["questions", "agenda", "sheet to write on"])
def test_each_sheet_reads_on_a_phone_in_the_dark_and_prints(
    browser: Browser, tmp_path: Path, framework: Framework, behind: Behind, name: str  # noqa: F811
) -> None:  # fmt: skip
    form = form_of(framework, "short", "en", behind)
    page_of = {
        "questions": lambda: sheets.form_page(form),
        "agenda": lambda: sheets.agenda_page(agenda_of(framework, 60, "en", behind)),
        "sheet to write on": lambda: sheets.writing_page(form),
    }
    file = tmp_path / "sheet.html"
    file.write_text(page_of[name](), encoding="utf-8")
    page = browser.new_page(viewport={"width": 320, "height": 700}, color_scheme="dark", bypass_csp=True)
    page.goto(file.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    printed = page.pdf(format="Letter")
    page.close()
    pages = len(re.findall(rb"/Type\s*/Page\b", printed))
    assert pages == 2 if name == "agenda" else pages <= 8
