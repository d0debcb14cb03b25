"""One CSV file as rows of cells: opened, its header understood, then streamed row by row.

Read as meant, with a note: a byte order mark, UTF-16, the text of older Windows programs, semicolons or
tabs, Windows line ends, further columns. Refused: bytes that are no text, columns missing or doubled, rows
that do not fit the header, quotation marks that do not close, cells over 10,000 characters.
"""

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tallgrass.foundation.files import encoding as encodings
from tallgrass.foundation.files.columns import Table, header_name
from tallgrass.foundation.files.encoding import Encoding
from tallgrass.foundation.files.problems import Problems
from tallgrass.foundation.files.text import Text

#: The most characters a cell may hold.
LONGEST_CELL: Final = 10_000

SEPARATORS: Final = (",", ";", "\t")

_ENCODING_NOTE: Final = {"utf-8-sig": "byte_order_mark", "utf-16": "utf_16", "cp1252": "windows_text"}
_SEPARATOR_NOTE: Final = {";": "semicolons", "\t": "tabs"}


@dataclass(slots=True)
class Sheet:
    """An opened table whose header is in order. ``titles`` are those of the file, ``positions`` says in which column
    of the file each declared one is.

    ``rows`` counts the rows read so far that are not blank.
    """

    table: Table
    path: Path | Text
    name: str
    encoding: Encoding
    separator: str
    header_row: int
    titles: tuple[str, ...]
    positions: dict[str, int]
    rows: int = field(default=0)

    @property
    def width(self) -> int:
        """How many columns the header has."""
        return len(self.titles)

    def records(self, problems: Problems) -> Iterator[tuple[int, list[str]]]:
        """Each row that is not blank, with its number as a spreadsheet shows it, in cells as wide as the
        header.

        A row that does not fit is refused and left out. The cells are as written: nothing is trimmed.
        """
        width = self.width
        first = self.header_row
        number = 0
        try:
            with self.path.open(encoding=self.encoding, newline="") as lines:
                for number, cells in enumerate(
                    csv.reader(lines, delimiter=self.separator, strict=True), start=1
                ):
                    joined = "".join(cells)
                    if number <= first or not joined or joined.isspace():
                        continue
                    self.rows += 1
                    if len(cells) != width:
                        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                            problems.refuse(
                                "too_many_cells", self.name, number, cells=len(cells), columns=width
                            )
                            continue
                        cells = [*cells, *[""] * (width - len(cells))][:width]
                    if "\0" in joined:
                        problems.refuse("zero_byte", self.name, number)
                        continue
                    if len(joined) > LONGEST_CELL and self._too_long(number, cells, problems):
                        continue
                    yield number, cells
                if isinstance(lines.newlines, tuple | str) and "\r\n" in lines.newlines:
                    problems.note("windows_line_ends", self.name)
        except UnicodeDecodeError:
            row = _row_of_unreadable_byte(self.path, self.encoding, self.separator)
            problems.refuse("undecodable", self.name, row)
        except csv.Error as error:
            problems.refuse(csv_fault(error), self.name, number + 1)

    def _too_long(self, number: int, cells: list[str], problems: Problems) -> bool:
        long = [at for at, cell in enumerate(cells) if len(cell) > LONGEST_CELL]
        names = {at: name for name, at in self.positions.items()}
        for at in long:
            column = names.get(at, str(at + 1))
            problems.refuse(
                "cell_too_long", self.name, number, column, length=len(cells[at]), most=LONGEST_CELL
            )
        return bool(long)


def open_sheet(path: Path | Text, table: Table, problems: Problems, name: str | None = None) -> Sheet | None:
    """Open a table and understand its header; None (refused) where that cannot be done.

    ``name`` is what the file is called in sentences: its own name unless said otherwise.
    """
    name = name or path.name
    try:
        encoding = _encoding(path)
        found = {separator: _header(path, encoding, separator) for separator in SEPARATORS}
    except UnicodeDecodeError:
        problems.refuse("undecodable", name, _row_of_unreadable_byte(path, _encoding(path), ","))
        return None
    except OSError as error:
        problems.refuse("cannot_open", name, reason=error.strerror or type(error).__name__)
        return None
    headers = {separator: header for separator, header in found.items() if isinstance(header, tuple)}
    if not headers:
        fault = next((each for each in found.values() if each), None)
        if isinstance(fault, str):
            problems.refuse(fault, name, 1)
        else:
            problems.refuse("no_header", name, columns=tuple(c.name for c in table.columns if c.present))
        return None
    separator = max(headers, key=lambda each: _known(headers[each][1], table))
    header_row, titles = headers[separator]
    if any("\0" in title for title in titles):
        problems.refuse("zero_byte", name, header_row)
        return None
    positions = _positions(titles, table, name, header_row, problems)
    if positions is None:
        return None
    if encoding in _ENCODING_NOTE:
        problems.note(_ENCODING_NOTE[encoding], name)
    if separator in _SEPARATOR_NOTE:
        problems.note(_SEPARATOR_NOTE[separator], name)
    return Sheet(table, path, name, encoding, separator, header_row, tuple(titles), positions)


def _encoding(path: Path | Text) -> Encoding:
    return "utf-8" if isinstance(path, Text) else encodings.encoding_of_table(path)


def _row_of_unreadable_byte(path: Path | Text, encoding: Encoding, separator: str) -> int:
    """The row of the first byte that is no text; a text has none."""
    return 1 if isinstance(path, Text) else encodings.row_of_unreadable_byte(path, encoding, separator)


def _header(path: Path | Text, encoding: Encoding, separator: str) -> tuple[int, list[str]] | str | None:
    """The first row that is not blank, and its number; None where there is none, else the key of what is
    wrong.
    """
    with path.open(encoding=encoding, newline="") as lines:
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1):
                if any(cell.strip() for cell in cells):
                    return number, cells
        except csv.Error as error:
            return csv_fault(error)
    return None


def _known(titles: list[str], table: Table) -> int:
    """How many of the table's columns a header holds."""
    return len({header_name(title) for title in titles} & {column.name for column in table.columns})


def _positions(
    titles: list[str], table: Table, name: str, row: int, problems: Problems
) -> dict[str, int] | None:
    """Where each declared column is; refuses missing and doubled ones, notes further ones."""
    while titles and not titles[-1].strip():
        titles.pop()
    names = [header_name(title) for title in titles]
    doubled = [each for each, count in Counter(names).items() if each and count > 1]
    missing = [column.name for column in table.columns if column.present and column.name not in names]
    found = tuple(title.strip() for title in titles if title.strip())
    for each in doubled:
        problems.refuse("doubled_column", name, row, each)
    for each in missing:
        problems.refuse("missing_column", name, row, each, found=found)
    if doubled or missing:
        return None
    declared = {column.name for column in table.columns}
    if further := tuple(
        title.strip() for title, each in zip(titles, names, strict=True) if each not in declared
    ):
        problems.note("further_columns", name, columns=tuple(title or "?" for title in further))
    return {each: at for at, each in enumerate(names) if each in declared}


def csv_fault(error: csv.Error) -> str:
    """The key of the sentence for what the CSV reader stopped at."""
    text = str(error)
    if "field limit" in text:
        return "cell_far_too_long"
    return "quotes_do_not_close" if "unexpected end" in text else "quotes_wrong"
