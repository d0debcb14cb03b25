"""A room of sixty phones on one served process: whether every answer is in, and how soon all of them show the result.

Each phone does what its page does: it asks where the meeting stands as often as ``room.js`` has it, and loads its page
once that changed. What counts is the time from the moment in which the question is closed to that in which a phone has
the whole page with the result.
"""

import random
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Final
from urllib.parse import urlencode, urlsplit

from benchmarks.chunks import SEED
from benchmarks.tables import Column, Figures, Row, Table, verdict
from tests.rounds.room.site import RoomSite, room_site

PHONES, QUICK_PHONES = 60, 12
ROUNDS, QUICK_ROUNDS = 3, 1
#: Seconds between two questions of a phone, give or take a quarter (``room/frame.html``, ``room.js``).
EVERY: Final = 0.5
#: The result is on every phone within so many seconds.
BAR: Final = 1.0

COLUMNS: Final = (
    Column("phones", "phones", ",d"),
    Column("answers in", "answers", ",d"),
    Column("all answered, s", "answering", ".2f"),
    Column("shown after, s (median)", "median", ".2f"),
    Column("s (slowest)", "slowest", ".2f"),
    Column("within a second", "verdict"),
)


def run(quick: bool) -> Figures:
    """Questions of one meeting, one after the other."""
    phones, rounds = (QUICK_PHONES, QUICK_ROUNDS) if quick else (PHONES, ROUNDS)
    with tempfile.TemporaryDirectory() as folder, room_site(Path(folder), people=phones) as site:
        rows = [_measured(site, phones, at) for at in range(rounds)]
    return Figures("room", {"rows": rows}, [Table("A room on one process (SQLite)", COLUMNS, rows)])


class _Phone:
    """A phone whose connection stays open."""

    def __init__(self, site: RoomSite, number: int) -> None:
        self._connection = HTTPConnection(urlsplit(site.address).netloc, timeout=60)
        self._chance = random.Random(SEED + number)
        self._state = f"{site.way_in}state/"
        self._own = self._ask("POST", site.way_in, {"join": "1"})[1]

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        self._connection.request(method, path, urlencode(form) if form else None, headers)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        return answer.status, answer.headers.get("Location", ""), text

    def answer(self, question: str) -> bool:
        """Send an answer; whether it is in."""
        sign = self._chance.choice("01234")
        status, to, _ = self._ask("POST", self._own, {"question": question, "turn": "0", "answer": sign})
        return status == 303 and "told=" not in to

    def wait(self, ready: Event) -> float:
        """Follow the meeting until the result is there; the moment in which it is."""
        before = self._ask("GET", self._state)[2]
        ready.wait()
        while self._ask("GET", self._state)[2] == before:
            time.sleep(EVERY * (0.75 + self._chance.random() / 2))
        if "room-picture" not in self._ask("GET", self._own)[2]:
            raise AssertionError("the page has no result")
        return time.perf_counter()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


def _measured(site: RoomSite, number: int, at: int) -> Row:
    question = site.do(
        f"actions.open_question(place=place, meeting=meeting, question=questions[{at}], by=by)\n"
        f"print(questions[{at}])"
    ).split()[-1]
    closing = site.waiting(
        f"actions.close_question(place=place, meeting=meeting, question=questions[{at}], by=by)\nprint('closed')"
    )
    if closing.stdin is None or closing.stdout is None:
        raise AssertionError("it listens to nobody")
    with ThreadPoolExecutor(number) as pool:
        phones = list(pool.map(lambda one: _Phone(site, one), range(number)))
        began = time.perf_counter()
        answers = sum(pool.map(lambda phone: phone.answer(question), phones))
        answering = time.perf_counter() - began
        ready = Event()
        following = [pool.submit(phone.wait, ready) for phone in phones]
        ready.set()
        time.sleep(2 * EVERY)
        closing.stdin.write("now\n")
        closing.stdin.flush()
        closing.stdout.readline()
        closed = time.perf_counter()
        times = [one.result() - closed for one in following]
    closing.communicate(timeout=60)
    for phone in phones:
        phone.close()
    site.do(f"actions.settle(place=place, meeting=meeting, question=questions[{at}], by=by, level=None)")
    return {
        "phones": number,
        "answers": answers,
        "answering": round(answering, 3),
        "median": round(statistics.median(times), 3),
        "slowest": round(max(times), 3),
        "verdict": verdict(max(times) < BAR),
    }
