"""The pictures of small places in the docs: there, small, and told in words, in both languages."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "explanation" / "with-little.md"
PICTURES = ROOT / "docs" / "pictures" / "cases"


def test_every_case_has_its_picture_in_words_in_both_languages() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(\.\./pictures/cases/([^)]+)\)", PAGE.read_text(encoding="utf-8"))
    assert {name for _, name in shown} == {path.name for path in PICTURES.glob("*.png")}
    cases = ("one_meeting", "nine_people", "one_kind_silent", "no_records")
    assert {name for _, name in shown} == {f"{case}-{code}.png" for case in cases for code in ("en", "es")}
    for told, name in shown:
        assert told.startswith("Ejemplo: " if name.endswith("-es.png") else "Example: ")


def test_pictures_are_small_enough_to_keep() -> None:
    assert all(path.stat().st_size < 120_000 for path in PICTURES.glob("*.png"))
