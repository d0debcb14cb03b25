"""The workbook goes through another program and comes back whole, with its lists."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tallgrass.strength.framework.files import load_framework
from tallgrass.strength.scorecard.files import read_folder
from tests.workbook.typing_in import Book, filled

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def soffice() -> str:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None and os.environ.get("CI") == "true":
        pytest.fail("CI needs LibreOffice (libreoffice-calc)")
    if found is None:
        pytest.skip("LibreOffice is not here: apt-get install libreoffice-calc")
    return str(found)


def through_libreoffice(soffice: str, path: Path, folder: Path) -> Path:
    """Open and save a workbook there."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML",
         "--outdir", str(folder / "back"), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return folder / "back" / path.name


def lists(sheet: Worksheet) -> dict[str, str]:
    """The drop-down of each column: where its entries stand, however the reference is written."""
    return {
        str(area).split(":")[0]: str(rule.formula1).replace("$", "").replace("'", "")
        for rule in sheet.data_validations.dataValidation
        if rule.type == "list"
        for area in rule.sqref.ranges
    }


def test_a_filled_workbook_comes_back_with_its_lists_and_says_the_same(soffice: str, tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.person("answers", 1, "Community groups and advocates", {"KP1": 3, "KP8": "I don't know"})
    book.person("answers", 2, "Residents", {"KP8 resident": 2})
    book.row("asked", ["Residents", "The questions for residents", 30])
    path = book.save()
    back = through_libreoffice(soffice, path, tmp_path)
    before, after = load_workbook(path), load_workbook(back)
    assert before.sheetnames == after.sheetnames
    for title in ("players", "asked", "answers", "agreed", "evidence", "rankings"):
        assert lists(before[title]) == lists(after[title])
        assert lists(after[title])
    assert after["lists"].sheet_state == "hidden"
    prompts = [rule.prompt for rule in after["answers"].data_validations.dataValidation]
    assert all(prompts)
    assert after["players"]["A1"].comment is not None
    assert read_folder(back, load_framework).inputs == read_folder(path, load_framework).inputs


def test_a_formula_counts_as_what_it_showed_last(soffice: str, tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.put("players", "B2", '="City" & " Hall"')
    book.put("place", "B3", "=40000+8000")
    found = read_folder(through_libreoffice(soffice, book.save(), tmp_path), load_framework)
    assert found.inputs.players is not None
    assert found.inputs.players[0].name == "City Hall"
    assert found.inputs.place.population == 48000
    assert [each.file for each in found.noted if each.key == "formulas_read"] == ["place", "players"]


def test_a_formula_that_failed_is_named(soffice: str, tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.put("players", "B3", "=1/0")
    with pytest.raises(
        Exception, match=r"players!B3: the cell shows an error of the spreadsheet \(#DIV/0!\)"
    ):
        read_folder(through_libreoffice(soffice, book.save(), tmp_path), load_framework)


def test_an_untouched_workbook_in_every_language_keeps_its_lists(soffice: str, tmp_path: Path) -> None:
    for language in ("en", "es"):
        path = Book(tmp_path / language, language).save()
        after = load_workbook(through_libreoffice(soffice, path, tmp_path / language))
        before = load_workbook(path)
        assert [len(lists(after[name])) for name in after.sheetnames] == [
            len(lists(before[name])) for name in before.sheetnames
        ]
