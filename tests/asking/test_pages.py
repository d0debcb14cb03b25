"""The how-tos of asking and printing work as printed."""

from pathlib import Path

import pytest

from tests.examples.pages import follow

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("page", "commands"), [("print", 2), ("take-the-questions-elsewhere", 1), ("agreed-meetings", 2)]
)
def test_every_command_of_the_page_does_what_the_page_says(page: str, commands: int, tmp_path: Path) -> None:
    assert follow(ROOT / "docs" / "how-to" / f"{page}.md", tmp_path) == commands
