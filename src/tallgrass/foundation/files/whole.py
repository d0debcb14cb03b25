"""A table with all that stands in it: what its own columns say, and every further column as it was written."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from tallgrass.foundation.files.columns import Table
from tallgrass.foundation.files.grid import GridSheet
from tallgrass.foundation.files.problems import Problems
from tallgrass.foundation.files.rows import Row, read_rows
from tallgrass.foundation.files.sheet import Sheet
from tallgrass.foundation.files.source import OpenTable, Source, open_table
from tallgrass.foundation.files.writing import meant, table_text, told_apart

#: What a further column without a title is kept under: its place, as people count.
_UNTITLED: Final = "column {place}"


@dataclass(frozen=True, slots=True)
class WholeRow:
    """A row that could be read. ``further`` maps the title of a further column to what stands in it, unless blank."""

    row: Row
    further: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WholeTable:
    """``columns`` are the titles in order: declared ones by their names, further ones as they are written."""

    columns: tuple[str, ...]
    rows: tuple[WholeRow, ...]


def read_whole(
    source: Source, table: Table, lists: Mapping[str, tuple[str, ...]] | None = None
) -> WholeTable | None:
    """Read a table that has been read already, this time with its further columns; None where its header is refused.

    What is odd about it has been told by who read it first, so nothing is told here.
    """
    opened = open_table(source, table, Problems())
    rows = read_rows(source, table, Problems(), lists)
    if opened is None or rows is None:
        return None
    titles = titles_of(opened)
    declared = {column.name for column in table.columns}
    beyond = [(at, title) for at, title in enumerate(titles) if title not in declared]
    cells = dict(cells_of(opened)) if beyond else {}
    return WholeTable(
        titles,
        tuple(
            WholeRow(
                row,
                {title: meant(text) for at, title in beyond if (text := _at(cells[row.number], at)).strip()},
            )
            for row in rows.rows
        ),
    )


def whole_text(source: Source, table: Table) -> str | None:
    """The CSV of a table as it stands, every column and row of it that can be read, with the plain names of its own
    columns; None where its header is refused.
    """
    opened = open_table(source, table, Problems())
    if opened is None:
        return None
    titles = titles_of(opened)
    rows = ([meant(_at(cells, at)) for at in range(len(titles))] for _, cells in cells_of(opened))
    return letter_by_letter(titles, rows)


def letter_by_letter(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The CSV of a table of texts: no spreadsheet will run it, and who reads it gets each text back as it was."""
    return table_text(
        [told_apart(title) for title in columns], ([told_apart(cell) for cell in row] for row in rows)
    )


def titles_of(opened: OpenTable) -> tuple[str, ...]:
    """The columns of an opened table: declared ones by their names, further ones as they are written."""
    declared = {at: name for name, at in opened.positions.items()}
    found: list[str] = []
    for at, title in enumerate(opened.titles if isinstance(opened, Sheet) else _filled(opened)):
        name = declared.get(at) or meant(title.strip())
        found.append(name if name and name not in found else _UNTITLED.format(place=at + 1))
    return tuple(found)


def cells_of(opened: OpenTable) -> Iterator[tuple[int, list[str]]]:
    """Every row of an opened table that can be read, with its number, in all of its cells."""
    if isinstance(opened, Sheet):
        yield from opened.records(Problems())
        return
    whole = {number: list(cells) for number, cells in opened.grid.rows}
    for number, _ in opened.records(Problems()):
        yield number, whole[number]


def _filled(opened: GridSheet) -> tuple[str, ...]:
    """The titles of a grid up to the last column that has one, or has something in it."""
    rows = [cells for _, cells in opened.grid.rows]
    width = max((at + 1 for cells in rows for at, cell in enumerate(cells) if cell.strip()), default=0)
    return tuple((*rows[0], *[""] * width)[:width])


def _at(cells: list[str], at: int) -> str:
    return cells[at] if at < len(cells) else ""
