"""Where the tables of a place lie: files of a folder, sheets of its workbook, exports of forms, or all of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tallgrass.elements.players.files import PLAYERS
from tallgrass.foundation.files import (
    Folder,
    Ours,
    Problems,
    Source,
    is_workbook,
    open_folder,
    refuse_missing,
)
from tallgrass.foundation.files.workbook import OTHER_SUFFIXES, SUFFIX
from tallgrass.places.files import FILE as PLACE_FILE
from tallgrass.strength.rounds.files.form_memory import memory_file
from tallgrass.strength.rounds.files.forms import is_form
from tallgrass.strength.scorecard.workbook import WORKBOOK_FILE
from tallgrass.strength.scorecard.workbook.reading import Sheets, read_sheets
from tallgrass.strength.scorecard.workbook.tables import TABLES

REQUIRED: Final = (PLACE_FILE, PLAYERS.file)
_KNOWN: Final = (PLACE_FILE, *(table.file for table in TABLES))


@dataclass(slots=True)
class Gathered:
    """Where everything is. ``folder`` is where paths written in the files start from.

    ``tables`` maps a table's name to where it lies, ``place`` is ``place.toml`` or the sheet about the place,
    ``files`` every file that is read.
    """

    folder: Path
    place: Source | None = None
    tables: dict[str, Source] = field(default_factory=dict)
    forms: tuple[Path, ...] = ()
    files: tuple[Path, ...] = ()
    listing: Folder | None = None

    def note_others(self, problems: Problems, used: Sequence[Path]) -> None:
        """Say which files of the folder were not read."""
        if self.listing is not None:
            kept = [memory_file(form) for form in self.listing.others if is_form(form) or is_workbook(form)]
            self.listing.note_others(problems, (*self.files, *used, *kept))


def gather(path: Path, forms: Sequence[Path], problems: Problems) -> Gathered:
    """Find the tables of a folder, or of one workbook. ``forms`` are exports given by name, wherever they lie.

    Refuses what is missing, and a table that is filled both in a file and in a sheet.
    """
    for form in forms:
        if not form.is_file():
            problems.refuse("no_form", None, path=Ours(form))
        elif not form.name.casefold().endswith((".csv", SUFFIX)):
            problems.refuse("form_other_format", form.name)
    usable = tuple(
        each for each in forms if each.is_file() and each.name.casefold().endswith((".csv", SUFFIX))
    )
    if path.is_file():
        return _from_workbook(path, usable, problems)
    return _from_folder(path, usable, problems)


def _from_workbook(path: Path, forms: tuple[Path, ...], problems: Problems) -> Gathered:
    gathered = Gathered(path.parent, forms=forms, files=(path, *forms))
    if path.suffix.casefold() not in (SUFFIX, *OTHER_SUFFIXES):
        problems.refuse("not_a_folder", None, folder=Ours(path))
        return gathered
    sheets = read_sheets(path, problems)
    if sheets is not None:
        _take(gathered, sheets, problems)
        _require_sheets(gathered, sheets, problems)
    return gathered


def _from_folder(path: Path, forms: tuple[Path, ...], problems: Problems) -> Gathered:
    before = problems.refusals
    folder = open_folder(path, _KNOWN, REQUIRED, problems)
    gathered = Gathered(path, listing=folder)
    if problems.refusals > before and not folder.files and not folder.others:
        return gathered
    found = tuple(
        each for each in folder.others if is_form(each) and each.is_file() and not each.is_symlink()
    )
    given = {each.resolve() for each in forms}
    gathered.forms = (*(each for each in found if each.resolve() not in given), *forms)
    gathered.place = folder.file(PLACE_FILE)
    for table in TABLES:
        if (file := folder.file(table.file)) is not None:
            gathered.tables[table.name] = file
    whole = all(folder.file(name) for name in REQUIRED)
    workbook = _workbook_of(folder, whole, problems)
    sheets = read_sheets(workbook, problems) if workbook is not None else None
    if sheets is not None:
        _take(gathered, sheets, problems)
    read = (workbook,) if workbook is not None else ()
    gathered.files = (*folder.files.values(), *read, *gathered.forms)
    if sheets is not None or workbook is None or workbook.name.casefold() != WORKBOOK_FILE:
        there = {PLACE_FILE} if gathered.place is not None else set[str]()
        there |= {table.file for table in TABLES if table.name in gathered.tables}
        refuse_missing(folder, REQUIRED, there, problems)
    return gathered


def _workbook_of(folder: Folder, whole: bool, problems: Problems) -> Path | None:
    """The workbook of a folder: the one called as we call it, else the only one where files are missing."""
    found = [
        each
        for each in folder.others
        if is_workbook(each) and not is_form(each) and each.is_file() and not each.is_symlink()
    ]
    ours = [each for each in found if each.name.casefold() == WORKBOOK_FILE]
    if ours or whole:
        return ours[0] if ours else None
    if len(found) > 1:
        problems.refuse("several_workbooks", None, files=tuple(each.name for each in found))
        return None
    return found[0] if found else None


def _take(gathered: Gathered, sheets: Sheets, problems: Problems) -> None:
    """Add the filled sheets; a table that is filled in a file as well is refused."""
    if sheets.place is not None and gathered.place is None:
        gathered.place = sheets.place
    for name, grid in sheets.tables.items():
        file = gathered.tables.get(name)
        if isinstance(file, Path) and _has_rows(file):
            problems.refuse("sheet_and_file", grid.name, other=file.name)
        else:
            gathered.tables[name] = grid
    if PLAYERS.name not in gathered.tables and sheets.players_sheet is not None:
        problems.note("no_partner_yet", sheets.players_sheet.name)
        gathered.tables[PLAYERS.name] = sheets.players_sheet


def _require_sheets(gathered: Gathered, sheets: Sheets, problems: Problems) -> None:
    if gathered.place is None:
        problems.refuse("no_place_sheet", sheets.path.name)
    if PLAYERS.name not in gathered.tables:
        problems.refuse("no_sheets", sheets.path.name)


def _has_rows(file: Path) -> bool:
    """Whether a CSV holds more than its header."""
    try:
        with file.open("rb") as lines:
            return sum(1 for _, line in zip(range(50), lines, strict=False) if line.strip(b" \t\r\n,;\0")) > 1
    except OSError:
        return True
