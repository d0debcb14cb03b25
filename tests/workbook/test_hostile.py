"""Workbooks that are none, or would burst: one sentence each, and nothing unpacked."""

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from tallgrass.foundation.files import Problems, Refused, read_workbook
from tallgrass.strength.framework.files import load_framework
from tallgrass.strength.scorecard.files import read_folder
from tests.workbook.typing_in import filled


def refusals(path: Path) -> list[str]:
    problems = Problems()
    assert read_workbook(path, problems) is None
    return [each.key for each in problems.refused]


def with_part(source: Path, target: Path, name: str, content: bytes) -> Path:
    """A copy of a workbook in which one part is another."""
    with ZipFile(source) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return target


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"name,kind\n", b"PK\x05\x06" + b"\0" * 18])
def test_what_is_no_workbook_is_said_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ecosystem.xlsx"
    path.write_bytes(content)
    assert refusals(path) == ["not_a_workbook"]


def test_a_workbook_with_a_password_or_of_the_old_format_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "ecosystem.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert refusals(path) == ["workbook_locked"]


@pytest.mark.parametrize("suffix", [".xls", ".xlsm", ".ods", ".xlsb", ".numbers"])
def test_other_formats_are_refused_with_the_remedy(tmp_path: Path, suffix: str) -> None:
    path = (tmp_path / "ecosystem").with_suffix(suffix)
    path.write_bytes(b"anything")
    with pytest.raises(Refused, match=r"save it as an Excel workbook \(\.xlsx\)"):
        read_folder(path, load_framework)


def test_a_part_that_is_packed_too_densely_is_not_unpacked(tmp_path: Path) -> None:
    source = filled(tmp_path / "book").save()
    bomb = with_part(source, tmp_path / "bomb.xlsx", "xl/worksheets/sheet1.xml", b" " * 30_000_000)
    assert bomb.stat().st_size < 100_000
    assert refusals(bomb) == ["workbook_too_large"]


def test_entities_are_not_expanded(tmp_path: Path) -> None:
    source = filled(tmp_path / "book").save()
    lol = b'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    assert refusals(with_part(source, tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml", lol)) == [
        "not_a_workbook"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_far_behind_the_beginning_are_not_expanded_either(tmp_path: Path, encoding: str) -> None:
    source = filled(tmp_path / "book").save()
    late = f"<?xml version='1.0'?><!--{'x' * 1_500_000}--><!DOCTYPE a [<!ENTITY b 'ha'>]><worksheet>&b;</worksheet>"
    part = with_part(source, tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml", late.encode(encoding))
    assert refusals(part) == ["not_a_workbook"]


def test_a_damaged_part_is_the_workbooks_fault(tmp_path: Path) -> None:
    source = filled(tmp_path / "book").save()
    assert refusals(with_part(source, tmp_path / "x.xlsx", "xl/workbook.xml", b"<not")) == ["not_a_workbook"]


def test_a_cell_far_out_is_refused_with_the_remedy(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.put("players", "XFD1048576", "x")
    with pytest.raises(Refused, match="delete the empty rows and columns"):
        read_folder(book.save(), load_framework)


def sheet(inside: bytes) -> bytes:
    """The part of a sheet with these rows."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + space + b'"><sheetData>' + inside + b"</sheetData></worksheet>"


@pytest.mark.parametrize(
    "inside",
    [
        b"".join(b'<row r="%d"><c><v>1</v></c></row>' % number for number in range(1, 260_000)),
        b"".join(b"<row>%s</row>" % (b"<c><v>%d</v></c>" % number * 200) for number in range(2_100)),
        b"<row><c/></row>" * 3 + b"".join(b'<x:hyperlink ref="A%d"/>' % number for number in range(210_000)),
    ],
    ids=["rows", "cells", "other elements"],
)
def test_what_would_fill_the_memory_is_counted_before_anything_is_made_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: bytes
) -> None:
    source = filled(tmp_path / "book").save()
    large = with_part(source, tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml", sheet(inside))
    monkeypatch.setattr("tallgrass.foundation.files.workbook._open", lambda *a, **k: pytest.fail("opened"))
    assert refusals(large) == ["workbook_too_large"]


def test_two_cells_far_apart_make_no_cells_between_them(tmp_path: Path) -> None:
    source = filled(tmp_path / "book").save()
    text = b'<c r="A1" t="inlineStr"><is><t>name</t></is></c>'
    far = b'<row r="1">' + text + b'</row><row r="199000"><c r="X199000"><v>7</v></c></row>'
    read = read_workbook(
        with_part(source, tmp_path / "x.xlsx", "xl/worksheets/sheet1.xml", sheet(far)), Problems()
    )
    assert read is not None
    assert [(number, cells[0], cells[23]) for number, cells in read.grids[0].rows] == [
        (1, "name", ""),
        (199000, "", "7"),
    ]


def test_a_workbook_of_something_else_is_refused(tmp_path: Path) -> None:
    book = Workbook()
    book.active.title = "Budget"  # type: ignore[union-attr]
    book.save(tmp_path / "budget.xlsx")
    with pytest.raises(Refused, match="none of its sheets"):
        read_folder(tmp_path / "budget.xlsx", load_framework)


def test_links_to_other_workbooks_are_not_followed(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.put("players", "B2", "=[elsewhere.xlsx]Sheet1!$A$1")
    with pytest.raises(Refused, match="players!B2"):
        read_folder(book.save(), load_framework)
