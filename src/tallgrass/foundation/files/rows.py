"""The rows of a small table, every cell read as its column says."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from fractions import Fraction
from typing import cast

from tallgrass.foundation.files.columns import (
    CellValue,
    Column,
    Table,
    Unreadable,
    choices_by_word,
    read_cell,
)
from tallgrass.foundation.files.dates import read_dates
from tallgrass.foundation.files.problems import Problems
from tallgrass.foundation.files.source import OpenTable, Source, open_table
from tallgrass.foundation.files.writing import looks_like_formula


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet shows it, and what its cells say. A blank cell is None."""

    number: int
    values: Mapping[str, CellValue | date | None]

    def text(self, column: str) -> str:
        """A text or word that cannot be blank."""
        return cast(str, self.values[column])

    def text_or_none(self, column: str) -> str | None:
        """A text or word, None where blank or where the column is absent."""
        return cast(str | None, self.values.get(column))

    def words(self, column: str) -> tuple[str, ...]:
        """Several words; none where blank or where the column is absent."""
        return cast(tuple[str, ...], self.values.get(column) or ())

    def whole(self, column: str) -> int:
        """A whole number that cannot be blank."""
        return cast(int, self.values[column])

    def whole_or_none(self, column: str) -> int | None:
        """A whole number, None where blank."""
        return cast(int | None, self.values.get(column))

    def number_or_none(self, column: str) -> Fraction | None:
        """An exact number, None where blank."""
        return cast(Fraction | None, self.values.get(column))

    def yes_no(self, column: str) -> bool | None:
        """A flag, None where blank."""
        return cast(bool | None, self.values.get(column))

    def date(self, column: str) -> date | None:
        """A date, None where blank."""
        return cast(date | None, self.values.get(column))


@dataclass(frozen=True, slots=True)
class Rows:
    """What could be read of a table. ``count`` counts its rows, those refused included."""

    name: str
    rows: tuple[Row, ...]
    count: int


def read_rows(
    source: Source, table: Table, problems: Problems, lists: Mapping[str, tuple[str, ...]] | None = None
) -> Rows | None:
    """Read a table whole; None where its header is refused. Rows with a refused cell are left out.

    ``lists`` gives the words of columns that declare ``choices_from``.
    """
    sheet = open_table(source, table, problems)
    if sheet is None:
        return None
    columns = [column for column in table.columns if column.name in sheet.positions]
    choices = {column.name: choices_by_word(choices_of(column, lists or {})) for column in columns}
    read: dict[int, dict[str, CellValue | date | None]] = {}
    written_dates: dict[str, list[tuple[int, str]]] = {c.name: [] for c in columns if c.kind == "date"}
    formulas = 0
    for number, cells in sheet.records(problems):
        values: dict[str, CellValue | date | None] | None = {}
        for column in columns:
            text = cells[sheet.positions[column.name]]
            if column.kind == "date":
                written_dates[column.name].append((number, text))
                continue
            formulas += column.kind == "text" and looks_like_formula(text)
            value = _cell(column, text, choices[column.name], number, sheet, problems)
            if value is _REFUSED:
                values = None
            elif values is not None:
                values[column.name] = cast(CellValue | None, value)
        if values is not None:
            read[number] = values
    for name, cells_of in written_dates.items():
        dates = read_dates(cells_of, sheet.name, name, problems)
        for number, values in read.items():
            values[name] = dates.get(number)
    if formulas:
        problems.note("formulas_as_text", sheet.name, cells=formulas)
    return Rows(sheet.name, tuple(Row(number, values) for number, values in read.items()), sheet.rows)


def choices_of(column: Column, lists: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The words a column may hold."""
    return lists[column.choices_from] if column.choices_from else column.choices


_REFUSED = object()


def _cell(
    column: Column, text: str, choices: Mapping[str, str], number: int, sheet: OpenTable, problems: Problems
) -> object:
    """What a cell says, or ``_REFUSED`` after telling why."""
    try:
        return read_cell(column, text, choices)
    except Unreadable as fault:
        refuse_cell(fault, column, number, sheet.name, problems)
        return _REFUSED


def refuse_cell(fault: Unreadable, column: Column, number: int, name: str, problems: Problems) -> None:
    """Tell why a cell is refused; where the words come from a long list, with the nearest one."""
    details = dict(fault.details)
    if column.choices_from:
        allowed = cast(tuple[str, ...], details.pop("allowed", ()))
        value = str(details.get("value", ""))
        near = _nearest(value, allowed) if fault.key == column.unknown else None
        if near is not None:
            problems.refuse(f"{fault.key}_near", name, number, column.name, value=value, near=near)
            return
    problems.refuse(fault.key, name, number, column.name, **details)


def _nearest(value: str, allowed: tuple[str, ...]) -> str | None:
    """The word that was most likely meant; none for short ids, which all look alike (``KP9``, ``KP1``)."""
    if len(value) < 8:
        return None
    return next(iter(get_close_matches(value.casefold()[:80], allowed, n=1)), None)
