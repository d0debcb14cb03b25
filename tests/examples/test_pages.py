"""The tutorial and the how-to work as printed."""

import re
import shutil
from pathlib import Path

import pytest

from tests.examples import publish
from tests.examples.pages import blocks, follow, type_in


@pytest.mark.parametrize(
    ("page", "commands"),
    [
        ("docs/tutorial/first-scorecard.md", 9),
        ("docs/how-to/from-a-list-of-organisations.md", 5),
        ("docs/how-to/form-exports.md", 2),
        ("docs/how-to/translate.md", 1),
        ("docs/es/primera-hoja-de-resultados.md", 7),
    ],
)
def test_every_command_of_the_page_does_what_the_page_says(
    root: Path, tmp_path: Path, page: str, commands: int
) -> None:
    assert follow(root / page, tmp_path) == commands


def test_the_pages_a_reader_is_sent_to_are_there(root: Path) -> None:
    for page in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.relative_to(root)} points at {target}"


@pytest.mark.slow
def test_a_newcomer_can_install_from_a_folder_as_the_tutorial_says(root: Path, tmp_path: Path) -> None:
    for name in ("src", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, tmp_path / name)
    page = root / "docs" / "tutorial" / "first-scorecard.md"
    commands = next(block.text for block in blocks(page) if block.mark == "install")
    typed = " && ".join(
        [*commands.splitlines(), "tallgrass assess --example there", "tallgrass assess there"]
    )
    assert "Written to there" in type_in(f"set -e; {typed}", tmp_path, ends=1)


def test_the_page_of_questions_is_the_framework() -> None:
    assert publish.PAGE.read_text(encoding="utf-8") == publish.questions_page()


def test_the_picture_of_the_readme_is_small_and_has_words_for_those_who_do_not_see_it(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    words, picture = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", readme)[0]
    assert words.startswith("Example")
    assert (root / picture).stat().st_size < 200_000
