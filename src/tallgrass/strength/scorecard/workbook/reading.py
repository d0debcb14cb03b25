"""A workbook becomes the tables of a folder: labels become names of columns, choices become their codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.files import Grid, Problems, Table, read_workbook
from tallgrass.foundation.files.columns import BETWEEN as BETWEEN_WORDS
from tallgrass.foundation.files.grid import name_cells
from tallgrass.foundation.languages import available_languages, words
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files import ANSWERS
from tallgrass.strength.rounds.files.forms import is_long
from tallgrass.strength.rounds.method.vocabulary import plain
from tallgrass.strength.scorecard.workbook.labels import (
    BETWEEN,
    codes,
    column_of,
    place_key_of,
    sheet_of,
)

#: Sheets that hold nothing to read.
_SILENT: Final = frozenset({"read_me", "lists"})
_CODES: Final = re.compile(r"[|,;\s]+")


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook that are filled, by table, and the one about the place.

    ``players_sheet`` is the name of the sheet of partners where it is there but blank.
    """

    path: Path
    place: Grid | None
    tables: Mapping[str, Grid]
    players_sheet: Grid | None = None


def read_sheets(path: Path, problems: Problems) -> Sheets | None:
    """The filled sheets of a workbook; None (refused) where it cannot be read or has none of ours."""
    workbook = read_workbook(path, problems)
    if workbook is None:
        return None
    found: dict[str, Grid] = {}
    blank: dict[str, Grid] = {}
    others = []
    for grid in workbook.grids:
        name = sheet_of(grid.name)
        if name is None:
            others.append(grid.name)
        elif name not in _SILENT and not _is_filled(name, grid):
            blank.setdefault(name, grid)
        elif name in found:
            problems.refuse("sheet_twice", grid.name, other=found[name].name)
        elif name not in _SILENT:
            found[name] = grid
    if not found and not blank:
        problems.refuse("no_sheets", path.name)
        return None
    if others:
        problems.note("sheets_not_read", path.name, sheets=tuple(others))
    place = found.pop("place", None) or blank.get("place")
    return Sheets(path, place, found, blank.get("players"))


def _is_filled(name: str, grid: Grid) -> bool:
    """Whether anything stands in a sheet below its header; about the place, whether it has a name."""
    if name != "place":
        return len(grid.rows) > 1
    return bool(place_entries(grid)[0])


def place_entries(grid: Grid) -> tuple[dict[str, Any], dict[str, int]]:
    """What the sheet says about the place, typed as ``place.toml`` would, and the row of each key."""
    entries: dict[str, Any] = {}
    rows: dict[str, int] = {}
    for number, cells in grid.rows:
        key = place_key_of(cells[0]) if cells else None
        if key is None or key in rows:
            continue
        rows[key] = number
        text = cells[1].strip() if len(cells) > 1 else ""
        if text:
            entries[key] = _typed(key, text)
    return entries, rows


def _typed(key: str, text: str) -> object:
    """A cell of the place's sheet as the type its key has; as written where it is none."""
    if key in ("population", "k"):
        number = text.replace(" ", "").replace("\u00a0", "")
        return int(number) if number.isdecimal() and number.isascii() else text
    if key == "language":
        return [code for code in _CODES.split(text) if code]
    if key == "example":
        word = plain(text)
        for language in available_languages():
            yes, no = (plain(each) for each in words(language, "workbook")["yes_no"])
            if word in (yes, no):
                return word == yes
        return {"true": True, "false": False}.get(word, text)
    return text


def name_place_cells(grid: Grid, rows: Mapping[str, int], problems: Problems) -> None:
    """From now on, problems about a key of the place name the cell where it is written."""
    problems.cells[grid.name] = lambda row, column: f"B{rows[column]}" if column and column in rows else None
    grid.note_oddities(problems)


def is_wide(grid: Grid) -> bool:
    """Whether a sheet of answers has one column a question, as the workbook's own."""
    titles = {column_of(ANSWERS, title) or plain(title) for title in grid.titles}
    return not is_long(grid) and not {"criterion", "answer"} <= titles


def translated(grid: Grid, table: Table, framework: Framework | None) -> Grid:
    """The grid of a table with the names and codes that a CSV of it would hold."""
    if not grid.rows:
        return grid
    (row, titles), *rest = grid.rows
    names = tuple(column_of(table, title) or title for title in titles)
    columns = {at: name for at, name in enumerate(names) if name in {each.name for each in table.columns}}
    meanings: dict[int, Mapping[str, str]] = {}
    several: set[int] = set()
    if framework is not None:
        for at, name in columns.items():
            column = table.column(name)
            meanings[at] = codes(column, table, framework)
            if column.kind == "several_of":
                several.add(at)
    rows = [
        (number, tuple(
            _meant(text, meanings[at], at in several) if meanings.get(at) else text
            for at, text in enumerate(cells)
        ))
        for number, cells in rest
    ]  # fmt: skip
    return replace(grid, rows=((row, names), *rows))


def _meant(text: str, meanings: Mapping[str, str], several: bool) -> str:
    """The code of a choice, or the text as it stands."""
    if several and BETWEEN_WORDS in text:
        return BETWEEN_WORDS.join(_meant(each.strip(), meanings, False) for each in text.split(BETWEEN_WORDS))
    found = meanings.get(plain(text))
    if found is None and BETWEEN in text:
        found = meanings.get(plain(text.split(BETWEEN)[0]))
    return text if found is None else found


def check_people(grid: Grid, problems: Problems) -> None:
    """Refuse a person on two rows of the wide sheet of answers. A blank number is nobody's twice."""
    at = next((at for at, title in enumerate(grid.titles) if column_of(ANSWERS, title) == "respondent"), None)
    if at is None:
        return
    name_cells(grid, {"respondent": at}, problems)
    seen: dict[str, int] = {}
    for number, cells in grid.rows[1:]:
        respondent = cells[at].strip() if at < len(cells) else ""
        if respondent and seen.setdefault(respondent, number) != number:
            problems.refuse(
                "respondent_on_two_rows",
                grid.name,
                number,
                "respondent",
                value=respondent,
                first=seen[respondent],
            )
