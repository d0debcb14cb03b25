"""The code cites its method by section; the page it cites is there, with every section and rule."""

import re
from pathlib import Path

CITED = re.compile(r"METHOD 1, section\s+(\d+)(?:, rules? (\d+))?")


def test_every_section_that_the_code_cites_is_on_the_page(root: Path) -> None:
    page = (root / "docs" / "reference" / "method.md").read_text(encoding="utf-8")
    sections = set(re.findall(r"^## (\d+)\.", page, re.MULTILINE))
    rules = set(re.findall(r"^(\d+)\. ", page, re.MULTILINE))
    cited = [
        found
        for path in (root / "src").rglob("*.py")
        for found in CITED.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(cited) > 20
    assert {section for section, _ in cited} <= sections
    assert {rule for _, rule in cited if rule} <= rules
