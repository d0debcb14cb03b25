"""A file that somebody sends becomes a list: titles and rows of texts, bounded before anything is made of it.

CSV, the first filled sheet of a workbook (of the project's own: its sheet of partners), or a zip of an ``assess``
folder, of which ``players.csv`` and ``ties.csv`` are taken. What holds answers is refused: those come in by the
operator's command line alone (METHOD 1, section 3 rule 9).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from tallgrass.elements.players.files import read_ties
from tallgrass.elements.players.imports.vocabulary import sheet_names, tie_states, tie_titles
from tallgrass.elements.players.method.fields import clean, plain_name
from tallgrass.elements.players.method.records import Tie
from tallgrass.foundation.files import Grid, Problem, Problems, csv_grid, meant, read_workbook
from tallgrass.foundation.files.sheet import LONGEST_CELL
from tallgrass.foundation.files.workbook import OTHER_SUFFIXES

#: Bytes of a file, rows and columns of a list, characters of all its cells, links between partners.
MOST_BYTES: Final = 10_000_000
MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 250
MOST_TEXT: Final = 12_000_000
MOST_LINKS: Final = 50_000
_PIECE: Final = 1_000_000

#: Tables of an ``assess`` folder and sheets of the workbook that hold what people said.
HOLD_ANSWERS: Final = frozenset({"answers", "rankings", "comments", "signed", "agreed"})
#: Titles of a table of answers; a list of partners has none of them.
_ANSWER_TITLES: Final = frozenset({"respondent", "criterion", "answer"})
_QUESTION: Final = re.compile(r"(?<![A-Za-z0-9])(KP|CA|KN|RE|IN|CV)[1-9](?![A-Za-z0-9])")
_QUESTIONS_OF_A_FORM: Final = 3
_MACROS: Final = (".xlsm", ".xltm", ".xlam", ".xlsb")
_TEXT: Final = (".csv", ".tsv", ".txt")


class Unusable(Exception):
    """A file that is not read. ``key`` names the sentence in ``imports.json``, ``details`` what it needs."""

    def __init__(self, key: str, **details: str | int) -> None:
        super().__init__(key)
        self.key, self.details = key, details


@dataclass(frozen=True, slots=True)
class List:
    """A list of partners as it stands in a file.

    ``rows`` are its rows below the titles, each with its number there; ``faulty`` maps the number of a row with a
    cell that cannot be used to the key of a sentence. ``ties`` are working links between ids of the file.
    """

    name: str
    titles: tuple[str, ...]
    first_row: int
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    faulty: dict[int, str]
    ties: tuple[Tie, ...] = ()
    notes: tuple[Problem, ...] = ()


def read_list(name: str, pieces: Iterable[bytes]) -> List:
    """Read a file whole. Raises ``Unusable``, and ``Refused`` with what its reader says."""
    problems = Problems()
    with TemporaryDirectory(prefix="tallgrass-import-") as folder:
        path = Path(folder) / _plain_file_name(name)
        _spool(path, pieces)
        found = _read(path, Path(folder), problems)
    problems.raise_refusals()
    if found is None:
        raise Unusable("not_a_list")
    grid, ties = found
    made = _list(clean(name[:400])[:200] or path.name, grid, path.suffix.casefold() != ".xlsx")
    return List(*made, ties, tuple(problems.noted))


def _plain_file_name(name: str) -> str:
    """A name for the spooled file: like its own, without anything that a folder or a sentence would trip over."""
    bare = re.sub(r"[^\w .-]+", "_", clean(PurePosixPath(name.replace("\\", "/")).name[:400])).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    return f"{stem[:60]}{dot}{ending[:10]}" if dot and stem else (bare[:60] or "list")


def _spool(path: Path, pieces: Iterable[bytes]) -> None:
    size = 0
    with path.open("wb") as file:
        for piece in pieces:
            size += len(piece)
            if size > MOST_BYTES:
                raise Unusable("too_large", megabytes=MOST_BYTES // 1_000_000)
            file.write(piece)
    if not size:
        raise Unusable("empty")


def _read(path: Path, folder: Path, problems: Problems) -> tuple[Grid, tuple[Tie, ...]] | None:
    suffix = path.suffix.casefold()
    with path.open("rb") as file:
        start = file.read(4)
    if suffix in _MACROS:
        raise Unusable("macros")
    if start == b"PK\x03\x04" and suffix not in OTHER_SUFFIXES:
        return _read_packed(path, folder, problems)
    if suffix in (".xlsx", *OTHER_SUFFIXES):
        read_workbook(path, problems)
        return None
    if suffix == ".zip" or (suffix and suffix not in _TEXT):
        raise Unusable("other_format")
    grid = _csv(path, problems)
    return None if grid is None else (grid, ())


def _read_packed(path: Path, folder: Path, problems: Problems) -> tuple[Grid, tuple[Tie, ...]] | None:
    """What is packed: a workbook, whatever it is called, or a folder."""
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if any(name.casefold().endswith("vbaproject.bin") for name in names):
                raise Unusable("macros")
            if "xl/workbook.xml" not in names and path.suffix.casefold() != ".xlsx":
                return _folder(archive, parts, folder, problems)
    except (BadZipFile, RuntimeError, EOFError, ValueError):
        raise Unusable("zip_broken") from None
    workbook = read_workbook(path.rename(path.with_suffix(".xlsx")), problems)
    if workbook is None:
        return None
    known = {id(grid): sheet_names().get(plain_name(grid.name)) for grid in workbook.grids}
    if any(known[id(grid)] in HOLD_ANSWERS and len(grid.rows) > 1 for grid in workbook.grids):
        raise Unusable("holds_answers")
    by_table = {known[id(grid)]: grid for grid in workbook.grids if known[id(grid)]}
    filled = [grid for grid in workbook.grids if grid.rows]
    grid = by_table.get("players") or next(iter(filled), None)
    if grid is None:
        raise Unusable("no_rows")
    ties = _ties(by_table.get("ties"), problems) if "players" in by_table else ()
    others = tuple(each.name for each in filled if each is not grid and known[id(each)] is None)
    if others:
        problems.note("sheets_not_read", path.name, sheets=others)
    return grid, ties


def _folder(
    archive: ZipFile, parts: list[ZipInfo], folder: Path, problems: Problems
) -> tuple[Grid, tuple[Tie, ...]] | None:
    """The partners and links of a packed ``assess`` folder. Nothing else of it is unpacked."""
    if len(parts) > 1000:
        raise Unusable("zip_broken")
    found: dict[str, ZipInfo] = {}
    for part in parts:
        path = PurePosixPath(part.filename.casefold())
        if part.is_dir() or path.name.startswith((".", "~")) or "__macosx" in path.parts:
            continue
        if path.stem in HOLD_ANSWERS or path.name.startswith("form") or path.suffix in (".xlsx", ".xlsm"):
            raise Unusable("holds_answers")
        if path.name in ("players.csv", "ties.csv"):
            if path.name in found:
                raise Unusable("zip_twice", file=path.name)
            found[path.name] = part
    if "players.csv" not in found:
        raise Unusable("zip_without_partners")
    unpacked = {name: _unpack(archive, part, folder / name) for name, part in found.items()}
    grid = _csv(unpacked["players.csv"], problems)
    if grid is None:
        return None
    return grid, _ties(unpacked.get("ties.csv"), problems)


def _unpack(archive: ZipFile, part: ZipInfo, target: Path) -> Path:
    """Write one part out, as long as it is no larger than a file may be, whatever the archive says of it."""
    with archive.open(part) as opened:
        _spool(target, iter(lambda: opened.read(_PIECE), b""))
    return target


def _csv(path: Path, problems: Problems) -> Grid | None:
    with path.open("rb") as file:
        if b"\0" in file.read(4096).replace(b"\xff\xfe", b"").replace(b"\xfe\xff", b"") and not _utf_16(path):
            raise Unusable("other_format")
    return csv_grid(path, problems, most_rows=MOST_ROWS + 1, most_columns=MOST_COLUMNS)


def _utf_16(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) in (b"\xff\xfe", b"\xfe\xff")


def _ties(source: Path | Grid | None, problems: Problems) -> tuple[Tie, ...]:
    if source is None or (isinstance(source, Grid) and len(source.rows) < 2):
        return ()
    ties, _ = read_ties(_in_our_titles(source) if isinstance(source, Grid) else source, None, problems)
    if len(ties) > MOST_LINKS:
        raise Unusable("too_many_links", most=MOST_LINKS)
    return ties


def _list(
    name: str, grid: Grid, is_text: bool
) -> tuple[str, tuple[str, ...], int, tuple[tuple[int, tuple[str, ...]], ...], dict[int, str]]:
    """The list in a grid: no wider than its titles, no larger than memory should be spent on."""
    if not grid.rows:
        raise Unusable("no_rows")
    first_row, titles = grid.rows[0]
    while titles and not titles[-1].strip():
        titles = titles[:-1]
    if len(titles) > MOST_COLUMNS:
        raise Unusable("too_many_columns", most=MOST_COLUMNS)
    if len(grid.rows) - 1 > MOST_ROWS:
        raise Unusable("too_many_rows", most=MOST_ROWS)
    _refuse_answers(titles)
    rows, faulty = [], {number: key for (number, _), key in grid.faults.items()}
    text = sum(map(len, titles))
    for number, written in grid.rows[1:]:
        # In a list of names alone, a comma is part of the name.
        cells = (",".join(written),) if is_text and len(titles) == 1 else written
        if any(cell.strip() for cell in cells[len(titles) :]):
            faulty[number] = "too_many_cells"
        if any(len(cell) > LONGEST_CELL for cell in cells):
            faulty[number] = "cell_too_long"
        told = tuple(_told(cell, is_text) for cell in cells[: len(titles)])
        text += sum(map(len, told))
        if text > MOST_TEXT:
            raise Unusable("too_much_text")
        rows.append((number, told))
    return name, tuple(_told(cell, is_text)[:1000] for cell in titles), first_row, tuple(rows), faulty


def _told(cell: str, is_text: bool) -> str:
    """What a cell says, no longer than is looked at; in a CSV the apostrophes of ``neutral`` are taken off."""
    bare = cell[:LONGEST_CELL].replace("\0", "")
    return meant(bare) if is_text else bare


def _refuse_answers(titles: tuple[str, ...]) -> None:
    """Refuse a table of answers, and the export of a form, by its titles."""
    plain = {plain_name(title[:200]) for title in titles}
    questions = {found[0] for title in titles if (found := _QUESTION.search(title[:200]))}
    if len(plain & _ANSWER_TITLES) > 1 or len(questions) >= _QUESTIONS_OF_A_FORM:
        raise Unusable("holds_answers")


def _in_our_titles(grid: Grid) -> Grid:
    """A sheet of links with the titles and states of ``ties.csv``, whatever language its own are in."""
    (row, written), *rest = grid.rows
    titles = tuple(tie_titles().get(plain_name(title), title) for title in written)
    state = titles.index("state") if "state" in titles else -1
    rows = (
        (number, tuple(_state(cell) if at == state else cell for at, cell in enumerate(cells)))
        for number, cells in rest
    )
    return replace(grid, rows=((row, titles), *rows))


def _state(cell: str) -> str:
    return tie_states().get(plain_name(cell[:200]), cell)
