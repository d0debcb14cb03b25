"""What search costs: 20,000 records indexed and asked, beside a plain table that is read through with LIKE.

Both stand in the same database, SQLite in a folder of its own, or the PostgreSQL that ``DATABASE_URL`` names (whose
search table is filled and emptied again). The table is asked twice: for the 50 best, names before descriptions, as
search is; and for any 50, which may stop as soon as it has them. LIKE knows no accents, quotes or beginnings.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from benchmarks.chunks import SEED
from benchmarks.tables import Column, Figures, Row, Table

DOCUMENTS, QUESTIONS = 20_000, 200
QUICK_DOCUMENTS, QUICK_QUESTIONS = 500, 20
PLACE = 1

COLUMNS = (
    Column("What is asked", "what"),
    Column("search, ms", "ours", ".2f"),
    Column("LIKE, the best, ms", "best", ".2f"),
    Column("times ours", "best_times", ".1f"),
    Column("LIKE, any, ms", "any", ".2f"),
    Column("times ours", "any_times", ".1f"),
)
WRITING_COLUMNS = (
    Column("Writing", "what"),
    Column("rows", "rows", ",d"),
    Column("seconds", "seconds", ".2f"),
    Column("times the plain table", "times", ".1f"),
)


def run(quick: bool) -> Figures:
    """All of it; ``quick`` is small."""
    documents, questions = (QUICK_DOCUMENTS, QUICK_QUESTIONS) if quick else (DOCUMENTS, QUESTIONS)
    with _database() as vendor:
        texts = list(_texts(documents))
        writing = _write(texts)
        rows = [_compare(what, ask) for what, ask in _questions(texts, questions).items()]
        _empty()
    return Figures(
        "search",
        {
            "database": vendor,
            "documents": documents,
            "writing": writing,
            "asking": rows,
        },
        [
            Table(f"Writing what can be found ({vendor})", WRITING_COLUMNS, writing),
            Table(f"Asking {documents:,} records, the median of {questions} questions", COLUMNS, rows),
        ],
    )


@contextmanager
def _database() -> Iterator[str]:
    """A database with our tables, and its vendor."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("TALLGRASS_DATA", folder)
        os.environ.setdefault("TALLGRASS_SECRET_KEY", "only-for-benchmarks-" * 3)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tallgrass.web.settings")
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", "foundation_search", verbosity=0)
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_plain (id bigint PRIMARY KEY, place bigint, title text, body text)"
            )
        yield connection.vendor
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE bench_plain")
        connection.close()


def _texts(documents: int) -> Iterator[tuple[str, str]]:
    """Names and descriptions of made-up groups: few words are common, most are rare, as in any language."""
    draw = random.Random(SEED)
    syllables = [
        first + second for first in "bcdfghlmnprstv" for second in ("a", "e", "i", "o", "ú", "an", "er")
    ]
    vocabulary = ["".join(draw.choices(syllables, k=draw.randint(2, 4))) for _ in range(8000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]
    for _ in range(documents):
        title = " ".join(draw.choices(vocabulary, weights, k=draw.randint(2, 5))).title()
        yield title, " ".join(draw.choices(vocabulary, weights, k=draw.randint(10, 40)))


def _write(texts: Sequence[tuple[str, str]]) -> list[Row]:
    from django.db import connection, transaction

    from tallgrass.foundation.search.actions import Entry, Subject, index_many
    from tallgrass.foundation.search.models import SeenBy

    entries = [
        Entry(Subject("player", number), title, body, SeenBy.PUBLIC)
        for number, (title, body) in enumerate(texts)
    ]

    def plain() -> None:
        rows = [(number, PLACE, title.lower(), body) for number, (title, body) in enumerate(texts)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany("INSERT INTO bench_plain VALUES (%s, %s, %s, %s)", rows)

    beside = _seconds(plain)
    added = _seconds(lambda: index_many(place=PLACE, entries=entries))
    half = entries[: len(entries) // 2]
    again = _seconds(lambda: index_many(place=PLACE, entries=half))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as a server does by itself after a while
    return [
        {"what": "a plain table", "rows": len(entries), "seconds": round(beside, 3), "times": 1.0},
        _written("search, new rows", len(entries), added, beside),
        _written("search, the same rows again", len(half), again, beside / 2),
    ]


def _written(what: str, rows: int, seconds: float, beside: float) -> Row:
    return {"what": what, "rows": rows, "seconds": round(seconds, 3), "times": round(seconds / beside, 1)}


def _questions(texts: Sequence[tuple[str, str]], number: int) -> dict[str, list[str]]:
    """Questions of several sorts, all drawn from what is there, but for those that find nothing."""
    draw = random.Random(SEED + 1)
    some = [draw.choice(texts) for _ in range(number)]
    return {
        "a word of a name": [title.split()[0].lower() for title, _ in some],
        "a name as it is": [title.lower() for title, _ in some],
        "the first three letters of a word": [title.split()[-1][:3].lower() for title, _ in some],
        "two words of a description": [" ".join(draw.sample(body.split(), 2)) for _, body in some],
        "a word that nobody has": [f"q{draw.randrange(10**6)}x" for _ in some],
    }


def _compare(what: str, questions: Sequence[str]) -> Row:
    from tallgrass.foundation.search.models import SeenBy
    from tallgrass.foundation.search.queries import search

    asked: dict[str, Callable[[str], object]] = {
        "ours": lambda words: search(place=PLACE, words=words, seen_by=SeenBy.PUBLIC),
        "best": lambda words: _like(words, best=True),
        "any": lambda words: _like(words, best=False),
    }
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for words in questions:
        for name, ask in asked.items():
            spent[name].append(_seconds(lambda ask=ask, words=words: ask(words)))  # type: ignore[misc]
    middle = {name: statistics.median(seconds) for name, seconds in spent.items()}
    return {
        "what": what,
        **{name: round(seconds * 1000, 3) for name, seconds in middle.items()},
        **{f"{name}_times": round(middle[name] / middle["ours"], 1) for name in ("best", "any")},
    }


def _like(words: str, *, best: bool) -> list[Any]:
    from django.db import connection

    parts = words.split()
    wanted = " AND ".join(["(title LIKE %s OR body LIKE %s)"] * len(parts))
    values = [value for part in parts for value in [f"%{part}%"] * 2]
    order = "ORDER BY CASE WHEN title LIKE %s THEN 0 ELSE 1 END, title" if best else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id FROM bench_plain WHERE place = %s AND {wanted} {order} LIMIT 50",
            [PLACE, *values, *([f"%{parts[0]}%"] if best else [])],
        )
        return cursor.fetchall()


def _empty() -> None:
    from tallgrass.foundation.search.actions import forget_all

    forget_all(place=PLACE)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
