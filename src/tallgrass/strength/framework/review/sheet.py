"""The sheet as CSV and as a workbook, and the sheet that comes back as rows."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tallgrass.foundation.files import neutral, table_text
from tallgrass.foundation.files.encoding import encoding_of_file
from tallgrass.foundation.files.writing import looks_like_formula
from tallgrass.foundation.languages import available_languages, words
from tallgrass.strength.framework.review.rows import ReviewRow

#: The columns by their keys; their titles are in ``review.json``.
COLUMNS: Final = ("part", "file", "path", "english", "own", "state", "correction", "read", "remark")
_NEEDED: Final = ("file", "path", "english", "own", "correction", "read")
_WIDTHS: Final = (18, 20, 34, 60, 60, 12, 60, 14, 40)
#: A sheet larger than this is refused unread, in bytes.
LARGEST: Final = 20_000_000


class NotASheet(Exception):
    """A file that is no sheet of ours; ``reason`` names its sentence in ``review.json``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def titles(language: str) -> list[str]:
    """The titles of the columns."""
    said = words(language, "review")["columns"]
    return [said[column] for column in COLUMNS]


def cells(rows: Sequence[ReviewRow], language: str) -> list[list[str]]:
    """The rows of the sheet, the two columns that a reader fills in left blank."""
    said = words(language, "review")
    return [
        [said["parts"][row.part], row.file, row.path, row.english, row.own or "", said["states"][row.state], "", "", ""]
        for row in rows
    ]  # fmt: skip


def as_csv(rows: Sequence[ReviewRow], language: str) -> str:
    """The sheet as CSV."""
    return table_text(titles(language), cells(rows, language))


def as_workbook(rows: Sequence[ReviewRow], language: str) -> bytes:
    """The sheet as an Excel workbook, with its head held fast and its texts wrapped."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = words(language, "review")["sheet"]
    sheet.append(titles(language))
    for line in cells(rows, language):
        sheet.append([neutral(cell) for cell in line])
    for at, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    for line in sheet.iter_rows():
        for cell in line:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def lines_of(path: Path) -> list[Mapping[str, str]]:
    """The rows of a sheet that came back, by key; the first of them is row 2. Raises ``NotASheet``."""
    try:
        if path.stat().st_size > LARGEST:
            raise NotASheet("too_large")
        table = _from_workbook(path) if path.suffix.lower() == ".xlsx" else _from_csv(path)
    except OSError:
        raise NotASheet("cannot_open") from None
    if not table:
        raise NotASheet("no_columns")
    at = _columns(table[0])
    if not set(_NEEDED) <= set(at):
        raise NotASheet("no_columns")
    return [
        {key: _plain(line[place]) if place < len(line) else "" for key, place in at.items()}
        for line in table[1:]
    ]


def _from_csv(path: Path) -> list[list[str]]:
    try:
        text = path.read_text(encoding=encoding_of_file(path))
    except UnicodeDecodeError:
        raise NotASheet("not_text") from None
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error:
        raise NotASheet("not_text") from None


def _from_workbook(path: Path) -> list[list[str]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheet = book.worksheets[0]
        return [
            ["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
        ]
    except Exception:  # a broken workbook breaks in many ways
        raise NotASheet("not_a_workbook") from None


def _columns(head: Sequence[str]) -> dict[str, int]:
    """Where each column stands, by its title in any language."""
    known = {
        title.casefold(): key
        for language in available_languages()
        for key, title in zip(COLUMNS, titles(language), strict=True)
    }
    named = ((at, known.get(_plain(cell).casefold())) for at, cell in enumerate(head))
    return {key: at for at, key in reversed(list(named)) if key is not None}


def _plain(cell: str) -> str:
    """A cell as it was meant: line ends of ours, and no apostrophe that keeps a spreadsheet from calculating."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    return text[1:] if text.startswith("'") and looks_like_formula(text[1:]) else text
