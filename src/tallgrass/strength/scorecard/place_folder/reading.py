"""A folder of a whole place, or one for ``assess``, read and found in order. Nothing is written."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final
from unicodedata import normalize

from tallgrass.elements.players.files import PLAYERS, TIES
from tallgrass.elements.players.method.fields import NAME_LENGTH, clean
from tallgrass.elements.players.models import Player, Tie
from tallgrass.foundation.files import (
    Problems,
    Refused,
    Source,
    Table,
    Text,
    WholeTable,
    letter_by_letter,
    meant,
    read_rows,
    read_whole,
    whole_text,
)
from tallgrass.foundation.languages import WORDS_FOLDER
from tallgrass.strength.evidence.files import EVIDENCE, READINGS
from tallgrass.strength.framework.files import load_framework
from tallgrass.strength.framework.interviews import FILE as INTERVIEWS_FILE
from tallgrass.strength.framework.interviews import NotCounted, interviews_text
from tallgrass.strength.rounds.files import AGREED, ANSWERS, ASKED, COMMENTS, RANKINGS, SIGNED
from tallgrass.strength.rounds.files.forms import Form, form_rows
from tallgrass.strength.scorecard.files import FolderRead, read_folder, read_texts
from tallgrass.strength.scorecard.place_folder import names
from tallgrass.strength.scorecard.place_folder.partner_rows import PartnerRow, partner_of

#: The tables of a round, which are kept as they are.
ROUND_TABLES: Final = (ANSWERS, ASKED, AGREED, RANKINGS, COMMENTS, SIGNED)
_PLAYER_COLUMNS: Final = ("player_id", "name", "kind", "active")


@dataclass(frozen=True, slots=True)
class NotKept:
    """Something of a folder that a place has no room for: the key of its sentence, and what it is."""

    key: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlaceFolder:
    """What a folder holds, ready to be kept.

    ``partners`` are all of them, those set apart included; ``tables`` are ties, evidence and measures with their
    columns, ``apart_ties`` the links of partners that are set apart. ``rounds`` are CSV texts by table, by day; the one
    of ``as_of`` is always there. ``not_to_be_listed`` are pairs of salt and digest.
    """

    read: FolderRead
    columns: Mapping[str, tuple[str, ...]]
    partners: tuple[PartnerRow, ...]
    tables: Mapping[str, WholeTable]
    apart_ties: WholeTable | None
    rounds: Mapping[date, Mapping[str, str]]
    not_to_be_listed: tuple[tuple[str, str], ...] = ()
    not_kept: tuple[NotKept, ...] = field(default=())

    @property
    def as_of(self) -> date:
        """The day that the folder speaks of."""
        return self.read.inputs.place.as_of


def read_place_folder(path: Path, *, as_of: date | None = None, forms: Sequence[Path] = ()) -> PlaceFolder:
    """Read a folder, or a workbook, whole: with its further columns, and with what a copy of a place has beside.

    Raises ``Refused`` with everything that must be mended, as ``assess`` does.
    """
    read = read_folder(path, load_framework, as_of=as_of, forms=forms)
    folder = path if path.is_dir() else path.parent
    problems = Problems(language=read.inputs.place.languages[0])
    criteria = tuple(one.id for one in read.inputs.framework.criteria)
    lists = {"criteria": criteria, "readings": tuple(read.inputs.framework.readings)}
    whole = {
        table.name: found
        for table in (PLAYERS, TIES, EVIDENCE, READINGS)
        if table.name in read.sources
        and (found := read_whole(read.sources[table.name], table, lists)) is not None
    }
    partners = tuple(partner_of(row) for row in whole[PLAYERS.name].rows)
    _check_lengths(whole, read.sources, problems)
    apart = folder / names.SET_APART if path.is_dir() else None
    hidden, apart_ties = _apart(apart, PLAYERS, problems), _apart(apart, TIES, problems)
    tables = {name: table for name, table in whole.items() if name != PLAYERS.name}
    everybody = (*partners, *(partner_of(row) for row in (hidden.rows if hidden is not None else ())))
    today, not_kept = _round(read, folder, apart, everybody)
    rounds = {
        **_other_rounds(folder / names.ROUNDS if path.is_dir() else None, read, everybody, problems),
        read.inputs.place.as_of: today,
    }
    problems.raise_refusals()
    return PlaceFolder(
        read,
        {name: table.columns for name, table in whole.items()},
        everybody,
        tables,
        apart_ties,
        rounds,
        _not_to_be_listed(apart),
        (*not_kept, *_left_behind(folder, read.forms)),
    )


def _round(
    read: FolderRead, folder: Path, apart: Path | None, partners: Sequence[PartnerRow]
) -> tuple[dict[str, str], tuple[NotKept, ...]]:
    """The tables of the folder's own round as they stand; answers from forms become rows of ``answers``."""
    tables = {}
    for table in ROUND_TABLES:
        source = read.sources.get(table.name)
        if source is not None and (text := whole_text(source, table)) is not None:
            tables[table.name] = text
    if read.forms:
        tables[ANSWERS.name] = _with_forms(tables.get(ANSWERS.name), read.forms)
    signed = apart / SIGNED.file if apart is not None else None
    if signed is not None and signed.is_file() and (more := whole_text(signed, SIGNED)) is not None:
        tables[SIGNED.name] = _together(tables.get(SIGNED.name), more, partners)
    not_kept: tuple[NotKept, ...] = ()
    try:
        interviews = interviews_text(folder)
    except NotCounted:
        interviews, not_kept = None, (NotKept("files", (INTERVIEWS_FILE,)),)
    if interviews is not None:
        tables[names.INTERVIEWS] = interviews
    return tables, not_kept


def _with_forms(text: str | None, forms: Sequence[Form]) -> str:
    """A table of answers with those of forms: each person under the form's name and the row they stand in."""
    head, rows = _cells(text) if text is not None else ([column.name for column in ANSWERS.columns], [])
    at = head.index("respondent")
    taken = {row[at] for row in rows}
    for form in forms:
        mark = form.name
        while any(each.startswith(f"{mark} ") for each in taken):
            mark = f"{mark}'"
        for number, kind, criterion, answer in form_rows(form):
            said = {
                "respondent": f"{mark} {number}",
                "kind": kind,
                "criterion": criterion,
                "answer": answer,
            }
            rows.append([said.get(title, "") for title in head])
        taken |= {row[at] for row in rows}
    return letter_by_letter(head, rows)


def _together(text: str | None, more: str, partners: Sequence[PartnerRow]) -> str:
    """The signatures that count and those set apart in one table again.

    What a merged record signed stands in both, in the first under the id of the one that stands for it: it is kept
    once, under its own.
    """
    head, rows = _cells(text) if text is not None else ([column.name for column in SIGNED.columns], [])
    others = [dict(zip(titles, row, strict=True)) for titles, found in (_cells(more),) for row in found]
    into = {one.key: one.merged_into for one in partners if one.merged_into}
    twice = {
        (into[one["player_id"]], one["criterion"], one["answer"])
        for one in others
        if one["player_id"] in into
    }
    at = [head.index(name) for name in ("player_id", "criterion", "answer")]
    rows = [row for row in rows if tuple(row[each] for each in at) not in twice]
    return letter_by_letter(head, [*rows, *([one.get(title, "") for title in head] for one in others)])


def _cells(text: str) -> tuple[list[str], list[list[str]]]:
    """The header and the rows of a CSV that was written here."""
    head, *rows = ([meant(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline="")))
    return head, rows


def _apart(folder: Path | None, table: Table, problems: Problems) -> WholeTable | None:
    """A table of those set apart; None where there is none. Refuses what cannot be read of it."""
    file = folder / table.file if folder is not None else None
    if file is None or not file.is_file() or file.is_symlink():
        return None
    read_rows(file, table, problems)
    return read_whole(file, table)


def _other_rounds(
    folder: Path | None, read: FolderRead, everybody: Sequence[PartnerRow], problems: Problems
) -> dict[date, dict[str, str]]:
    """Rounds of other days, each read by the readers that read a folder. Refuses what cannot be read."""
    if folder is None or not folder.is_dir():
        return {}
    known = letter_by_letter(_PLAYER_COLUMNS, ((one.key, one.fields.name, "", "") for one in everybody))
    found: dict[date, dict[str, str]] = {}
    for each in sorted(folder.iterdir()):
        day = _day(each.name)
        if day is None or not each.is_dir():
            continue
        tables = {
            table.name: text
            for table in ROUND_TABLES
            if (each / table.file).is_file() and (text := whole_text(each / table.file, table)) is not None
        }
        here = Problems(language=problems.language)
        texts = {name: Text(f"{names.ROUNDS}/{each.name}/{name}.csv", text) for name, text in tables.items()}
        try:
            read_texts(
                read.inputs.place,
                read.inputs.framework,
                {**texts, PLAYERS.name: Text(PLAYERS.file, known)},
                here,
            )
        except Refused:
            problems.refused.extend(here.refused)
            problems.refusals += here.refusals
        interviews = interviews_text(each)
        if interviews is not None:
            tables[names.INTERVIEWS] = interviews
        found[day] = tables
    return found


def _not_to_be_listed(folder: Path | None) -> tuple[tuple[str, str], ...]:
    file = folder / names.NOT_TO_BE_LISTED if folder is not None else None
    if file is None or not file.is_file():
        return ()
    lines = file.read_text(encoding="utf-8").splitlines()[1:]
    pairs = (line.partition(",") for line in lines)
    return tuple((salt, digest) for salt, comma, digest in pairs if comma and len(digest) == 64)


def _left_behind(folder: Path, forms: Sequence[Form]) -> tuple[NotKept, ...]:
    """What a place has no room for: words of its own, and columns of forms that are neither kind nor question."""
    found = []
    if (folder / WORDS_FOLDER).is_dir():
        found.append(NotKept("words", (WORDS_FOLDER,)))
    for form in forms:
        columns = tuple(
            " ".join(each.column.header.split())
            for each in form.matching.columns
            if each.role not in ("question", "kind") and each.column.header.strip()
        )
        if columns:
            found.append(NotKept("form_columns", (form.name, *columns)))
    if (folder / names.SCORECARDS).is_dir():
        found.append(NotKept("scorecards", (names.SCORECARDS,)))
    return tuple(found)


def _check_lengths(
    whole: Mapping[str, WholeTable], sources: Mapping[str, Source], problems: Problems
) -> None:
    """Refuse what a place cannot hold letter by letter: names and ids that are too long, characters nobody sees."""
    limits: dict[str, dict[str, int]] = {
        PLAYERS.name: {"player_id": _most(Player, "key"), "name": NAME_LENGTH},
        TIES.name: {"type": _most(Tie, "type")},
    }
    for name, columns in limits.items():
        file = sources[name].name if name in sources else ""
        for one in whole[name].rows if name in whole else ():
            for column, most in columns.items():
                text = one.row.text_or_none(column) or ""
                if len(text) > most:
                    problems.refuse(
                        "cell_too_long", file, one.row.number, column, length=len(text), most=most
                    )
                elif column == "name" and _plain(text) != clean(text):
                    problems.refuse("unseen_characters", file, one.row.number, column)


def _plain(text: str) -> str:
    return " ".join(normalize("NFC", text).split())


def _most(model: Any, name: str) -> int:
    return int(model._meta.get_field(name).max_length)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
