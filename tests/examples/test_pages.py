"""The tutorial and the how-to work as printed."""

import re
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.examples import publish
from tests.examples.pages import Block, blocks, follow, type_cells, type_in

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("page", "commands"),
    [
        ("docs/tutorial/first-scorecard.md", 9),
        ("docs/tutorial/thirty-minutes.md", 4),
        ("docs/how-to/second-round.md", 2),
        ("docs/how-to/from-a-list-of-organisations.md", 5),
        ("docs/how-to/form-exports.md", 2),
        ("docs/how-to/translate.md", 1),
        ("docs/es/primera-hoja-de-resultados.md", 7),
        ("docs/es/treinta-minutos.md", 4),
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


def test_a_cell_that_the_workbook_does_not_have_where_the_page_says_is_found(tmp_path: Path) -> None:
    type_in("tallgrass start my-city", tmp_path)
    table = "| Row | A (is there) | B |\n|---|---|---|\n| 2 | Name of the town | My City |\n"
    with pytest.raises(AssertionError, match="place!A2 holds Name of the place"):
        type_cells(Block("cells: my-city/ecosystem.xlsx place", "table", table), tmp_path)


def test_a_newcomer_has_a_page_to_print_at_the_end_of_thirty_minutes(root: Path, tmp_path: Path) -> None:
    page = root / "docs" / "tutorial" / "thirty-minutes.md"
    follow(page, tmp_path)
    first = PdfReader(tmp_path / "my-city" / "scorecard" / "scorecard.pdf").pages[0].extract_text()
    words = " ".join(first.split())
    for told in ("My City", "15 October 2026", "the list of 9 partners", "What it cannot tell", "Next:"):
        assert told in words
    assert "Saturday People" not in words, "page 1 says how many partners there are, and names none"
    for picture in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / picture).stat().st_size < 120_000


@pytest.mark.slow
def test_a_newcomer_gets_from_an_empty_folder_to_paper_as_the_page_says(root: Path, tmp_path: Path) -> None:
    """Installed by the page's own lines, with the part that writes PDF, and run from what they installed."""
    _download(root, tmp_path)
    page = root / "docs" / "tutorial" / "thirty-minutes.md"
    install = next(block.text for block in blocks(page) if block.mark == "install").splitlines()
    type_in(" && ".join(install), tmp_path)
    follow(page, tmp_path, switched_on=install[1])
    assert (tmp_path / "my-city" / "scorecard" / "scorecard.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.slow
def test_a_newcomer_can_install_from_a_folder_as_the_tutorial_says(root: Path, tmp_path: Path) -> None:
    _download(root, tmp_path)
    page = root / "docs" / "tutorial" / "first-scorecard.md"
    commands = next(block.text for block in blocks(page) if block.mark == "install")
    typed = " && ".join(
        [*commands.splitlines(), "tallgrass assess --example there", "tallgrass assess there"]
    )
    assert "Written to there" in type_in(f"set -e; {typed}", tmp_path, ends=1)


def _download(root: Path, folder: Path) -> None:
    """Put what is installed from into a folder, as a download does."""
    for name in ("src", "pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        source = root / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)


def test_the_page_of_questions_is_the_framework() -> None:
    assert publish.PAGE.read_text(encoding="utf-8") == publish.questions_page()


def test_the_picture_of_the_readme_is_small_and_has_words_for_those_who_do_not_see_it(root: Path) -> None:
    readme = (root / "README.md").read_text(encoding="utf-8")
    words, picture = re.findall(r"!\[([^\]]+)\]\(([^)]+)\)", readme)[0]
    assert words.startswith("Example")
    assert (root / picture).stat().st_size < 200_000
