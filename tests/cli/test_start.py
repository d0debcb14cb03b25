"""``tallgrass start``: a workbook to fill in, never one in the place of another."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tallgrass.cli.main import main


def test_a_workbook_is_written_into_a_new_folder_and_the_next_command_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "our place"
    assert main(["start", str(folder)]) == 0
    file = folder / "ecosystem.xlsx"
    assert f'tallgrass assess "{file}"' in capsys.readouterr().out
    assert load_workbook(file).sheetnames[0] == "read me"


def test_a_folder_with_other_files_is_welcome(tmp_path: Path) -> None:
    (tmp_path / "contacts.csv").write_text("a,b\n")
    assert main(["start", str(tmp_path), "--lang", "es"]) == 0
    assert load_workbook(tmp_path / "ecosystem.xlsx").sheetnames[0] == "léame"


def test_a_workbook_that_is_there_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "ecosystem.xlsx"
    file.write_bytes(b"mine")
    assert main(["start", str(tmp_path)]) == 2
    assert "never overwritten" in capsys.readouterr().err
    assert file.read_bytes() == b"mine"


@pytest.mark.parametrize("arguments", [["--lang", "tlh"], []])
def test_what_cannot_be_done_is_said(
    tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("x")
    assert main(["start", str(tmp_path / "file"), *arguments]) == 2
    assert capsys.readouterr().err


def test_an_untouched_workbook_says_where_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["start", str(tmp_path)])
    capsys.readouterr()
    assert main(["assess", str(tmp_path)]) == 2
    *told, last = capsys.readouterr().err.splitlines()
    assert last == "Nothing was written."
    assert [line.partition(":")[0] for line in told] == [
        "place!B2",
        "place!B4",
    ]
