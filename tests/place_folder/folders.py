"""Folders to bring in and take out: of made-up places, and of cells as odd as people write them."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction
from hypothesis import strategies as st

from tallgrass.foundation.files import meant, whole_text
from tallgrass.places.models import Place
from tallgrass.strength.rounds.method.records import Answers
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.files import TABLES
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.place_folder import names
from tallgrass.strength.scorecard.place_folder.actions import export_place, load_folder
from tallgrass.strength.scorecard.place_folder.reading import PlaceFolder, read_place_folder
from tallgrass.strength.scorecard.place_folder.writing import place_text
from tests.method.worlds import World

Rows = Sequence[Sequence[str]]

#: Cells that spreadsheets, terminals and databases stumble over.
ODD = st.sampled_from(
    [
        "=1+1", "'=1+1", "''=x", "@cmd", "-5", "- five", "+", "a;=b", "a;'=b", 'say "hello"', "two\nlines", "a,b",
        "x|y", "  spaced", "Ñandú č 名", "e\u0301", "0", "00012", "1e5", "TRUE", "2026-01-02", "3/4/2026", "'", "🌾",
        "\u200fright", "https://example.org/?a=1&b=2", "'-n'-roll", "\ufeffmark", "NULL", "{}", "%s", "\\n",
    ]
)  # fmt: skip
WORDS = st.one_of(ODD, st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30))


def write_csv(
    path: Path, rows: Rows, *, separator: str = ",", line_end: str = "\n", mark: bool = False
) -> None:
    """Write a table as any program might, its cells as they stand."""
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=separator, lineterminator=line_end).writerows(rows)
    path.write_bytes(stream.getvalue().encode("utf-8-sig" if mark else "utf-8"))


def write_world(world: World, folder: Path) -> None:
    """The folder of a made-up place, as somebody would keep it."""
    inputs = world.inputs
    (folder / "place.toml").write_text(place_text(inputs.place, "v1"), encoding="utf-8")
    tables: dict[str, tuple[Sequence[str], Any]] = {
        "players": (
            ("player_id", "name", "kind", "active", "roles"),
            [
                (p.player_id, p.name, "|".join(p.kinds), _flag(p.active), "|".join(p.roles))
                for p in inputs.players or ()
            ],
        ),
        "ties": (
            ("from", "to", "type", "state", "since", "confirmed_on"),
            [
                (t.from_id, t.to_id, t.type, t.state, _day(t.since), _day(t.confirmed_on))
                for t in _once(inputs.ties or ())
            ],
        ),
        "asked": (
            ("kind", "form", "asked"),
            [(a.kind, a.form, "" if a.number is None else str(a.number)) for a in inputs.asked or ()],
        ),
        "agreed": (
            ("criterion", "level", "note", "agreed_on", "kinds_in_room", "disagreed", "cleared"),
            [
                (a.criterion, str(a.level), a.note or "", _day(a.agreed_on), "|".join(a.kinds_in_room),
                 _flag(a.disagreed), _flag(a.cleared))
                for a in inputs.agreed or ()
            ],
        ),
        "rankings": (
            ("respondent", "kind", "item", "rank"),
            [(r.respondent, r.kind, r.item, str(r.rank)) for r in _one_hat(inputs.rankings or ())],
        ),
        "comments": (
            ("criterion", "text", "cleared"),
            [(c.criterion or "", c.text, _flag(c.cleared)) for c in inputs.comments or ()],
        ),
        "signed": (
            ("player_id", "criterion", "answer"),
            [(s.player_id, s.criterion, s.answer) for s in inputs.signed or ()] if inputs.players else [],
        ),
        "evidence": (
            ("criterion", "title", "link", "dated_on", "grade", "provided_by_kind", "checked_by_kind"),
            [
                (e.criterion, e.title, e.link or "", _day(e.dated_on), f"E{e.grade}", e.provided_by_kind or "",
                 e.checked_by_kind or "")
                for e in inputs.evidence or ()
            ],
        ),
        "readings": (
            ("reading", "value", "records", "records_needed", "measured_on", "source"),
            [
                (m.reading, _value(m.value), str(m.records), str(m.records_needed), _day(m.measured_on), m.source or "")
                for m in inputs.readings or ()
            ],
        ),
    }  # fmt: skip
    for name, (head, rows) in tables.items():
        if getattr(inputs, name) is not None or name == "players":
            write_csv(folder / f"{name}.csv", [head, *(rows if name != "ties" or inputs.players else [])])
    write_csv(
        folder / "answers.csv",
        [("respondent", "kind", "criterion", "answer"), *_answer_rows(world.answers)],
    )


def _answer_rows(answers: Answers) -> Iterator[tuple[str, str, str, str]]:
    for (kind, criterion), count in answers.counts.items():
        said = [str(level) for level, number in enumerate(count.levels) for _ in range(number)]
        said += ["dk"] * count.dont_know + ["skip"] * count.skipped
        yield from ((f"{kind}-{person}", kind, criterion, answer) for person, answer in enumerate(said))


def _once(ties: Sequence[Any]) -> list[Any]:
    """Links without those that are there a second time, which the readers report and leave out."""
    return list({(one.from_id, one.to_id, one.type): one for one in ties}.values())


def _one_hat(rankings: Sequence[Any]) -> list[Any]:
    """Rankings in which nobody speaks under two kinds."""
    hats: dict[str, str] = {}
    return [one for one in rankings if hats.setdefault(one.respondent, one.kind) == one.kind]


def _flag(value: bool | None) -> str:
    return {True: "yes", False: "no", None: ""}[value]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _value(value: Fraction | bool | str | None) -> str:
    if value is None or isinstance(value, bool):
        return _flag(value)
    return format(float(value), "f") if isinstance(value, Fraction) else str(value)


@contextmanager
def nothing_kept() -> Iterator[Path]:
    """A folder and a database that are as before afterwards, for one of many examples of a property."""
    with TemporaryDirectory() as folder, transaction.atomic():
        yield Path(folder)
        transaction.set_rollback(True)


def told(folder: PlaceFolder) -> dict[str, Any]:
    """All that a folder tells: every row of every table in its order, with every column but a copy's own."""
    tables: dict[str, Any] = {}
    for name, table in folder.tables.items():
        columns = tuple(title for title in table.columns if title not in names.OWN_COLUMNS)
        tables[name] = columns, [(dict(row.row.values), dict(row.further)) for row in table.rows]
    partners = [(each.key, each.fields, each.led_by) for each in folder.partners]
    columns = tuple(title for title in folder.columns["players"] if title not in names.OWN_COLUMNS)
    return {
        **tables,
        "players": (columns, partners),
        "rounds": folder.rounds,
        "place": folder.read.inputs.place,
    }


def there_and_back(
    folder: Path, out: Path, as_of: date | None = None
) -> tuple[PlaceFolder, PlaceFolder, Place]:
    """Bring a folder in, make its scorecard, take it out; the scorecard must be the same at every step."""
    first = read_place_folder(folder)
    place = load_folder(place="riverbend", folder=first, by=None, new=True).place
    made = make_scorecard(place=place, as_of=first.as_of, by=None).snapshot
    export_place(place=place, out=out, as_of=first.as_of, by=None)
    assert made.document.encode() == to_bytes(assess_folder(folder).document)
    assert made.document.encode() == to_bytes(assess_folder(out).document)
    return first, read_place_folder(out), place


def cells(path: Path) -> list[list[str]]:
    """The cells of a table that was taken out, as they are meant."""
    table = next(one for one in TABLES if one.file == path.name)
    text = whole_text(path, table)
    assert text is not None
    return [[meant(cell) for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]


def of_strings(rows: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Columns as rows, the header first."""
    return [list(rows), *[list(row) for row in zip(*rows.values(), strict=True)]]
