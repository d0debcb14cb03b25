"""Rows of texts, before anybody knows what the columns mean: a sheet of a workbook, or the CSV of a form.

A grid can be opened as a table (``GridSheet``), just as a CSV file is, and names its cells as a spreadsheet
does: ``answers!F12``.
"""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tallgrass.foundation.files import encoding as encodings
from tallgrass.foundation.files.columns import Table, header_name
from tallgrass.foundation.files.problems import Detail, Problem, Problems
from tallgrass.foundation.files.sheet import LONGEST_CELL, SEPARATORS, csv_fault

#: A grid with more rows or columns than this is refused: no form of ours comes near.
MOST_ROWS: Final = 200_000
MOST_COLUMNS: Final = 1_000

GridRow = tuple[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet as texts. ``rows`` holds the rows that are not blank, each with its number in the spreadsheet.

    ``name`` is what sentences call it, ``path`` the file it lies in. ``faults`` maps (row, position) of a
    cell that has no usable value to the key of the sentence that says so. ``odd`` tells what a person should
    know about the sheet: keys of notes, with their details.
    """

    name: str
    path: Path
    rows: tuple[GridRow, ...]
    faults: Mapping[tuple[int, int], str] = field(default_factory=dict)
    odd: tuple[tuple[str, Mapping[str, Detail]], ...] = ()

    @property
    def titles(self) -> tuple[str, ...]:
        """The first row that is not blank; nothing where there is none."""
        return self.rows[0][1] if self.rows else ()

    def note_oddities(self, problems: Problems) -> None:
        """Say what is odd about the sheet, once it is read."""
        for key, details in self.odd:
            problems.noted.append(Problem(key, self.name, details=details))


def letters(position: int) -> str:
    """The letters of a column: 0 is A, 25 is Z, 26 is AA."""
    found = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def name_cells(grid: Grid, columns: Mapping[str, int], problems: Problems) -> None:
    """From now on, problems of this grid name the cell (``F12``) instead of row and column."""

    def locate(row: int | None, column: str | None) -> str | None:
        if row is None or column is None or column not in columns:
            return None
        return f"{letters(columns[column])}{row}"

    problems.cells[grid.name] = locate


@dataclass(slots=True)
class GridSheet:
    """A grid opened as a table: the same face as an opened CSV file (``Sheet``)."""

    table: Table
    grid: Grid
    positions: dict[str, int]
    rows: int = 0

    @property
    def name(self) -> str:
        """What sentences call it."""
        return self.grid.name

    def records(self, problems: Problems) -> Iterator[tuple[int, list[str]]]:
        """Each row that is not blank in the table's columns, with its number, in cells as wide as the header.

        Rows with a cell that has no usable value, or one over 10,000 characters, are refused and left out.
        """
        width = max(self.positions.values()) + 1
        columns = {at: name for name, at in self.positions.items()}
        for number, cells in self.grid.rows[1:]:
            told = [cells[at] if at < len(cells) else "" for at in range(width)]
            faults = [at for at in columns if (number, at) in self.grid.faults]
            if not faults and not any(told[at].strip() for at in columns):
                continue
            self.rows += 1
            for at in faults:
                problems.refuse(self.grid.faults[number, at], self.name, number, columns[at], value=told[at])
            long = [at for at in columns if len(told[at]) > LONGEST_CELL]
            for at in long:
                length = len(told[at])
                problems.refuse(
                    "cell_too_long", self.name, number, columns[at], length=length, most=LONGEST_CELL
                )
            if not faults and not long:
                yield number, told


def open_grid(grid: Grid, table: Table, problems: Problems) -> GridSheet | None:
    """Understand the header of a grid as a table's; None (refused) where columns are missing or doubled."""
    if not grid.rows:
        problems.refuse("no_header", grid.name, columns=tuple(c.name for c in table.columns if c.present))
        return None
    row, titles = grid.rows[0]
    names = [header_name(title) for title in titles]
    doubled = [each for each, count in Counter(names).items() if each and count > 1]
    missing = [column.name for column in table.columns if column.present and column.name not in names]
    found = tuple(title.strip() for title in titles if title.strip())
    for each in doubled:
        problems.refuse("doubled_column", grid.name, row, each)
    for each in missing:
        problems.refuse("missing_column", grid.name, row, each, found=found)
    if doubled or missing:
        return None
    declared = {column.name for column in table.columns}
    positions = {each: at for at, each in enumerate(names) if each in declared}
    if further := tuple(
        title.strip() for title, each in zip(titles, names, strict=True) if each and each not in declared
    ):
        problems.note("further_columns", grid.name, columns=further)
    name_cells(grid, positions, problems)
    grid.note_oddities(problems)
    return GridSheet(table, grid, positions)


def csv_grid(
    path: Path, problems: Problems, *, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS
) -> Grid | None:
    """A CSV file as a grid, however its columns are separated; None (refused) where it cannot be read.

    The separator is the one that yields most columns in the first row that is not blank, then over the first rows; a
    comma where no separator yields two. More rows or columns are refused.
    """
    name = path.name
    encoding = encodings.encoding_of_table(path)
    best: tuple[tuple[int, int], str] | None = None
    fault = "quotes_do_not_close"
    try:
        for separator in SEPARATORS:
            with path.open(encoding=encoding, newline="") as lines:
                try:
                    start = [
                        row for _, row in zip(range(20), csv.reader(lines, delimiter=separator), strict=False)
                    ]
                except csv.Error as error:
                    fault = csv_fault(error)
                    continue
            titles = max(1, len(next((row for row in start if any(cell.strip() for cell in row)), ())))
            width = (titles, sum(len(row) for row in start) if titles > 1 else 0)
            if best is None or width > best[0]:
                best = (width, separator)
        if best is None:
            problems.refuse(fault, name, 1)
            return None
        return _csv_rows(path, encoding, best[1], problems, most_rows, most_columns)
    except UnicodeDecodeError:
        row = encodings.row_of_unreadable_byte(path, encoding, best[1] if best else ",")
        problems.refuse("undecodable", name, row)
        return None


def _csv_rows(
    path: Path,
    encoding: encodings.Encoding,
    separator: str,
    problems: Problems,
    most_rows: int,
    most_columns: int,
) -> Grid | None:
    rows: list[GridRow] = []
    number = 0
    with path.open(encoding=encoding, newline="") as lines:
        try:
            for number, cells in enumerate(csv.reader(lines, delimiter=separator, strict=True), start=1):
                if len(cells) > most_columns or number > most_rows:
                    problems.refuse("grid_too_large", path.name, rows=most_rows, columns=most_columns)
                    return None
                if any(cell.strip() for cell in cells):
                    rows.append((number, tuple(cells)))
        except csv.Error as error:
            problems.refuse(csv_fault(error), path.name, number + 1)
            return None
    if encoding == "cp1252":
        problems.note("windows_text", path.name)
    return Grid(path.name, path, tuple(rows))
