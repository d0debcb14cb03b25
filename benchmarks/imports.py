"""What it takes to bring in 10,000 partners: read and shown, applied, the same list once more, changed, taken back.

On SQLite in a folder of its own, or on the empty PostgreSQL database that ``DATABASE_URL`` names. Seconds are those of
the action alone, with those that this process itself was computing: where other work shares the computer the two lie
apart. Memory is the most that the process has had until then. The list is read as CSV and as a workbook.
"""

import io
import os
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks.chunks import SEED
from benchmarks.tables import Column, Figures, Row, Table

ROWS, QUICK_ROWS = 10_000, 300
_SYLLABLES = (
    "ba be bi bo bu da de di do du ka ke ki ko ku la le li lo lu ma me mi mo mu na ne ni no nu ra re ri ro ru"
)
_ENDS = ("Center", "Foundation", "Lab", "Inc", "Coalition", "Council", "Library", "Alliance")
_KINDS = ("community", "government", "tech_company", "issue_expert", "philanthropy", "civic_tech", "")
TITLES = ("id", "Organization", "Type", "URL", "EIN", "Neighborhoods", "Email", "Budget", "Note")

COLUMNS = (
    Column("What", "what"),
    Column("rows", "rows", ",d"),
    Column("seconds", "seconds", ".2f"),
    Column("of them computing", "computing", ".2f"),
    Column("most memory, MB", "memory", ",d"),
)


def run(quick: bool) -> Figures:
    """All of it; ``quick`` is small."""
    rows = QUICK_ROWS if quick else ROWS
    with _database() as (vendor, place):
        measured = list(_measured(place, rows))
    told = {"database": vendor, "rows": rows, "steps": measured}
    return Figures("imports", told, [Table(f"Bringing in {rows:,} partners ({vendor})", COLUMNS, measured)])


def _measured(place: Any, rows: int) -> Iterator[Row]:
    from tallgrass.elements.players.imports.actions import apply_import, preview_import, undo_import

    chance = random.Random(SEED)
    first, other = _list(chance, rows), _list(chance, rows, begin=rows)
    changed = [[*row[:7], str(int(row[7]) + 1), *row[8:]] for row in first]

    def preview(table: list[list[str]], name: str = "list.csv") -> Any:
        pieces = [_csv(table) if name.endswith("csv") else _workbook(table)]
        return lambda: preview_import(place=place, name=name, pieces=pieces, by=None)

    def apply(imported: Any) -> Any:
        return lambda: apply_import(place=place, imported=imported.pk, by=None)

    def undo(imported: Any) -> Any:
        return lambda: undo_import(place=place, imported=imported.pk, by=None)

    into_empty, row = _timed("preview, CSV, into an empty place", rows, preview(first))
    yield row
    yield _timed("apply: all are new", rows, apply(into_empty))[1]
    yield _timed("preview, the same list again", rows, preview(first))[1]
    again, row = _timed("preview, every row changes", rows, preview(changed))
    yield row
    yield _timed("apply: every row changes", rows, apply(again))[1]
    yield _timed("undo: every row as before", rows, undo(again))[1]
    yield _timed("preview, as many others beside them", rows, preview(other))[1]
    yield _timed("undo: all are removed", rows, undo(into_empty))[1]
    yield _timed("preview, a workbook", rows, preview(first, "list.xlsx"))[1]


def _timed(what: str, rows: int, act: Callable[[], Any]) -> tuple[Any, Row]:
    """What an act gives, with its seconds and the most memory that the process has had, in MB."""
    began, computing = time.perf_counter(), time.process_time()
    given = act()
    took = {"seconds": time.perf_counter() - began, "computing": time.process_time() - computing}
    return given, {
        "what": what,
        "rows": rows,
        **{name: round(one, 2) for name, one in took.items()},
        "memory": _memory(),
    }


def _memory() -> int:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _list(chance: random.Random, rows: int, begin: int = 0) -> list[list[str]]:
    syllables = _SYLLABLES.split()

    def word() -> str:
        return "".join(chance.choice(syllables) for _ in range(3)).title()

    return [
        [
            f"p{number}", f"{word()} {word()} {chance.choice(_ENDS)}", chance.choice(_KINDS),
            f"https://{word().lower()}{number}.org", f"{number // 1000:02d}-{number:07d}", word(),
            f"info@example{number}.org", str(chance.randrange(10_000)), f"{word()} {word()} {word()}",
        ]
        for number in range(begin, begin + rows)
    ]  # fmt: skip


def _csv(table: list[list[str]]) -> bytes:
    from tallgrass.foundation.files import table_text

    return table_text(TITLES, table).encode()


def _workbook(table: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("partners")
    for row in (TITLES, *table):
        sheet.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@contextmanager
def _database() -> Iterator[tuple[str, Any]]:
    """A database with our tables, and an empty place in it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TALLGRASS_DATA", folder)
        os.environ.setdefault("TALLGRASS_SECRET_KEY", "only-for-benchmarks-" * 3)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tallgrass.web.settings")
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", verbosity=0)
        from tallgrass.places.actions import add_place

        place = add_place(slug="bench", name="Bench", by=None)
        yield connection.vendor, place
        place.delete()
        connection.close()
