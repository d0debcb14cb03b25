"""A workbook (``.xlsx``) as grids of texts: values as a person sees them, dates as 2026-05-03, 3.0 as 3.

Formulas are never run: the value that the spreadsheet program kept is read, and the note says so. Nothing
that a workbook points at is opened.
"""

import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from tallgrass.foundation.files.archive import fault_of_archive, parts_with
from tallgrass.foundation.files.grid import MOST_COLUMNS, MOST_ROWS, Grid, GridRow
from tallgrass.foundation.files.problems import Detail, Problems

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook as Opened

SUFFIX: Final = ".xlsx"
#: Spreadsheets that are not read, because they hold programs or are another format.
OTHER_SUFFIXES: Final = (".xls", ".xlsm", ".xlsb", ".ods", ".numbers")

#: A sheet whose last cell lies further out than so many cells is refused.
MOST_CELLS: Final = 5_000_000

_FORMULA: Final = b"<f"


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in order, hidden ones included."""

    path: Path
    grids: tuple[Grid, ...]


def is_workbook(path: Path) -> bool:
    """Whether a file is called as a workbook that can be read; the files that programs lock with are not."""
    return path.suffix.casefold() == SUFFIX and not path.name.startswith(("~", "."))


def read_workbook(path: Path, problems: Problems) -> Workbook | None:
    """Read a workbook whole; None (refused) where it cannot be."""
    if path.suffix.casefold() in OTHER_SUFFIXES:
        problems.refuse("workbook_other_format", path.name)
        return None
    try:
        if (fault := fault_of_archive(path)) is not None:
            problems.refuse(fault, path.name)
            return None
        opened = _open(path, values=True)
        formulas = _open(path, values=False) if parts_with(path, _FORMULA) else None
    except OSError as error:
        problems.refuse("cannot_open", path.name, reason=error.strerror or type(error).__name__)
        return None
    except Exception:  # whatever a damaged workbook makes the reader stumble over, it is the workbook
        problems.refuse("not_a_workbook", path.name)
        return None
    grids = []
    for sheet in opened.worksheets:
        rows, columns = sheet.max_row, sheet.max_column
        if rows > MOST_ROWS or columns > MOST_COLUMNS or rows * columns > MOST_CELLS:
            problems.refuse("grid_too_large", sheet.title, rows=MOST_ROWS, columns=MOST_COLUMNS)
            continue
        grids.append(_grid(path, sheet, formulas[sheet.title] if formulas else None))
    return Workbook(path, tuple(grids))


def _open(path: Path, *, values: bool) -> "Opened":
    from openpyxl import load_workbook  # here, so that commands without a workbook start sooner

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what it leaves out (styles, extensions) is nothing we read
        return load_workbook(path, data_only=values, keep_links=False)


def _grid(path: Path, sheet: Any, formulas: Any) -> Grid:
    rows: list[GridRow] = []
    faults: dict[tuple[int, int], str] = {}
    computed = 0
    width = sheet.max_column
    for number, cells in _cells_by_row(sheet):
        texts = [""] * width
        for at, cell in cells.items():
            texts[at] = text_of(cell.value)
            if cell.data_type == "e":
                faults[number, at] = "error_value"
            if formulas is not None and _is_formula(formulas, number, at):
                computed += 1
                if cell.value is None:
                    faults[number, at] = "formula_without_value"
        if any(text.strip() for text in texts) or any((number, at) in faults for at in cells):
            rows.append((number, tuple(texts)))
    return Grid(sheet.title, path, tuple(rows), faults, _oddities(sheet, computed, rows))


def _cells_by_row(sheet: Any) -> Iterator[tuple[int, dict[int, Any]]]:
    """The cells that there are, row by row. Walking over a sheet as openpyxl offers it makes all that are not."""
    rows: dict[int, dict[int, Any]] = {}
    for (row, column), cell in sheet._cells.items():
        rows.setdefault(row, {})[column - 1] = cell
    for row in sorted(rows):
        yield row, rows[row]


def _is_formula(sheet: Any, row: int, at: int) -> bool:
    cell = sheet._cells.get((row, at + 1))
    return cell is not None and cell.data_type == "f"


def _oddities(sheet: Any, computed: int, rows: list[GridRow]) -> tuple[tuple[str, Mapping[str, Detail]], ...]:
    odd: list[tuple[str, Mapping[str, Detail]]] = []
    if computed:
        odd.append(("formulas_read", {"cells": computed}))
    if merged := [str(area) for area in sheet.merged_cells.ranges]:
        odd.append(("merged_cells", {"cells": tuple(sorted(merged)[:5])}))
    filled = {number for number, _ in rows}
    if hidden := [number for number, row in sheet.row_dimensions.items() if row.hidden and number in filled]:
        odd.append(("hidden_rows", {"rows": len(hidden)}))
    return tuple(odd)


def text_of(value: object) -> str:
    """A cell's value as the text that a CSV of the same sheet should hold."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float():
            return _number(value)
        case _:
            return str(value)


def _number(value: float) -> str:
    """3.0 as 3, 0.25 as 0.25, never with an exponent."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
