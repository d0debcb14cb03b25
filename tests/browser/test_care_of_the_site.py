"""The checklist and the page for the wall in a real browser: both languages, both colour schemes, narrow and wide."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tallgrass.web.environment import own_addresses
from tests.browser.people import Site, make_place, somebody
from tests.browser.test_scorecard import findings, runs_sideways
from tests.serving import served

pytestmark = pytest.mark.slow


def test_axe_finds_nothing_and_nobody_scrolls_to_the_side(browser: Browser, tmp_path: Path) -> None:
    network = ["--network"] if own_addresses() else []
    with served(tmp_path, *network, environment={"DATABASE_URL": ""}) as running:
        site = Site(running.address.rstrip("/").replace("127.0.0.1", "localhost"), tmp_path)
        rosa = somebody(browser, site, width=1240)
        make_place(rosa, site.link())
        rosa.follow("Is this site in good order?")
        expect(rosa.page.get_by_role("heading", level=1)).to_have_text("Is this site in good order?")
        expect(rosa.page.get_by_text("✗ Mend this").first).to_be_visible()
        checklist = rosa.page.url.partition("?")[0]
        wrong = {}
        for address in [checklist, *([f"{site.address}/nearby/"] if network else [])]:
            for language in ("en", "es"):
                for width in (320, 1240):
                    for scheme in ("light", "dark"):
                        rosa.page.set_viewport_size({"width": width, "height": 900})
                        rosa.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
                        answer = rosa.page.goto(f"{address}?lang={language}")
                        assert answer
                        assert answer.status == 200, address
                        if found := [
                            *findings(rosa.page),
                            *(["it scrolls"] if runs_sideways(rosa.page) else []),
                        ]:
                            wrong[address, language, width, scheme] = found
        assert wrong == {}
        assert rosa.complaints == []
        rosa.context.close()
