"""What it takes to make the scorecard of a round that very many people answered, and to send its page.

On SQLite in a folder of its own, or on the empty PostgreSQL database that ``DATABASE_URL`` names. The scorecard is
made as the worker makes it: counted in parts outside of any transaction, computed, kept. The page is asked for by its
address, through the whole program: the first time after it was shown, when it is made, and again and again. The longest
that another writer had to wait meanwhile is measured beside it: a sheet is added every 20 ms.
"""

import logging
import random
import resource
import statistics
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from benchmarks.chunks import SEED
from benchmarks.imports import _database
from benchmarks.tables import Column, Figures, Row, Table, verdict

PEOPLE, QUICK_PEOPLE = (1_000, 10_000, 100_000), (500,)
#: A page is sent within so many milliseconds, however many people answered.
PAGE_BAR: Final = 50.0
REQUESTS: Final = 50
FULL, SHORT, RESIDENT = 43, 12, 6

COLUMNS: Final = (
    Column("people", "people", ",d"),
    Column("made, s", "seconds", ".2f"),
    Column("of that counting", "counting", ".2f"),
    Column("another writer waited, ms", "waited", ",.0f"),
    Column("first page, ms", "first", ".1f"),
    Column("page, ms (median)", "page", ".2f"),
    Column("page, ms (worst)", "worst", ".2f"),
    Column("memory more, MB", "memory", ",d"),
    Column("page under 50 ms", "verdict"),
)


def run(quick: bool) -> Figures:
    """Rounds of several sizes, one after the other."""
    logging.disable(logging.INFO)  # a line for each request
    with _database() as (vendor, place):
        rows = [_measured(place, people, at) for at, people in enumerate(QUICK_PEOPLE if quick else PEOPLE)]
    return Figures(
        "rounds", {"database": vendor, "rows": rows}, [Table(f"A round ({vendor})", COLUMNS, rows)]
    )


def _measured(place: Any, people: int, at: int) -> Row:
    from django.test import Client, override_settings

    from tallgrass.strength.rounds.closing.queries import counts_of
    from tallgrass.strength.scorecard.actions import show_scorecard
    from tallgrass.strength.scorecard.making.actions import ask_for_scorecard, carry_out
    from tallgrass.strength.scorecard.models import Making

    held = _round(place, people, at)
    counting, _ = _timed(lambda: counts_of(held))
    making = ask_for_scorecard(place=place, as_of=held.closed_on, by=None)
    before = _memory()
    with _Writer(place) as writer:
        seconds, _ = _timed(lambda: carry_out(making.pk, place.pk))
    made = Making.objects.get(place=place, pk=making.pk)
    if made.snapshot_id is None:
        raise AssertionError(f"no scorecard was made: {made.state}")
    show_scorecard(place=place, number=made.snapshot_id, by=None, why_now="To measure it.")
    with override_settings(ALLOWED_HOSTS=["*"]):
        client = Client()
        first, answer = _timed(lambda: client.get(f"/{place.slug}/"))
        if answer.status_code != 200:
            raise AssertionError(f"the page answered {answer.status_code}")
        times = [1000 * _timed(lambda: client.get(f"/{place.slug}/"))[0] for _ in range(REQUESTS)]
    return {
        "people": people,
        "seconds": round(seconds, 3),
        "counting": round(counting, 3),
        "waited": round(1000 * writer.longest, 1),
        "first": round(1000 * first, 1),
        "page": round(statistics.median(times), 3),
        "worst": round(max(times), 3),
        "memory": _memory() - before,
        "verdict": verdict(statistics.median(times) < PAGE_BAR),
    }


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    given = act()
    return time.perf_counter() - began, given


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _round(place: Any, people: int, at: int) -> Any:
    """A closed round: half of the people are residents, the others of six types on full and short forms."""
    from django.utils import timezone

    from tallgrass.strength.rounds.models import AskedGroup, Round, Sheet

    day = timezone.now().date() - timedelta(days=10 - at)
    held = Round.objects.create(
        place=place,
        state="closed",
        languages=["en"],
        asked_by="x",
        opened_on=day,
        closed_on=day,
        result_by=day,
    )
    chance = random.Random(SEED)
    kinds = ("civic_tech", "government", "community", "issue_expert", "philanthropy", "tech_company")

    def sheets() -> Any:
        for number in range(people):
            resident = number % 2 == 0
            form, count = (
                ("resident", RESIDENT) if resident else (("full", FULL), ("short", SHORT))[number % 4 // 2]
            )
            yield Sheet(
                round=held,
                kind="resident" if resident else chance.choice(kinds),
                form=form,
                levels="".join(chance.choices("01234ds", (3, 5, 8, 5, 3, 2, 1), k=count)),
                picks="|".join(chance.sample(("KP8", "IN7", "IN3", "CA8", "approach"), 3)),
            )

    for kind in (*kinds, "resident"):
        for form in ("resident",) if kind == "resident" else ("full", "short"):
            AskedGroup.objects.create(place=place, round=held, kind=kind, form=form, number=people)
    Sheet.objects.bulk_create(sheets(), batch_size=500)
    return held


class _Writer:
    """Somebody who answers another round meanwhile: a sheet every 20 ms."""

    def __init__(self, place: Any) -> None:
        self._place = place
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._write)
        self.longest = 0.0

    def __enter__(self) -> "_Writer":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        self._thread.join()

    def _write(self) -> None:
        from django.db import connection

        from tallgrass.strength.rounds.models import Round, Sheet

        draft = Round.objects.create(place=self._place)
        while not self._done.wait(0.02):
            took, _ = _timed(
                lambda: Sheet.objects.create(round=draft, kind="resident", form="resident", levels="2" * 6)
            )
            self.longest = max(self.longest, took)
        draft.delete()
        connection.close()
