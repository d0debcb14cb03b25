"""How many forms and answers the site takes in a second, beside a plain design of one row an answer, in one run.

Both stand behind the same server and on the same database: SQLite, and PostgreSQL where it is found. Each round asks
both, one after the other; what counts is the median of the rounds' ratios. Then sixty people behind one address answer
every three seconds.
"""

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from itertools import count
from pathlib import Path
from threading import Barrier, Lock, Thread
from typing import Final
from urllib.parse import urlencode

from benchmarks.public_pages import Measured, Server, median_of, processor_time
from benchmarks.tables import Column, Figures, Row, Table, verdict
from tests.instances import Instance, new_database
from tests.postgresql import programs, server

#: At least so many times the posts a second of the plain design: a whole form in one post, one answer a post. The
#: first holds beside either way of saving each answer by itself.
WHOLE: Final = "whole form in one post"
CARELESS: Final = "beside bare inserts, each saved"
CARELESS_AT_ONCE: Final = "beside bare inserts, in bulk"
ONE: Final = "one answer a post"
BARS: Final = {WHOLE: 5.0, CARELESS: 5.0, ONE: 0.8}
CONNECTIONS: Final = 4
SECONDS, ROUNDS = 1.0, 11
QUICK_SECONDS, QUICK_ROUNDS = 0.4, 1
#: Sixty people behind one address, and how slow the slowest of a hundred answers may be, in milliseconds.
PEOPLE, EVERY, SLOWEST = 60, 3.0, 500.0
#: People of the plain design: more than will send.
PLAIN_PEOPLE: Final = 20_000
MINUTE, QUICK_MINUTE = 30.0, 4.0
ROOT: Final = Path(__file__).parents[1]

_PREPARE: Final = """
import json
from tests.cast import gather_cast
from tests.rounds.held import make_open_link, open_round
from tallgrass.strength.framework.files import packaged
cast = gather_cast()
held = open_round(cast, mode={mode!r}, forms={{"government": "full"}}, personal={people}, paper=0)
group = held.groups["government"].pk
link = make_open_link(place=cast.elmwood, group=group, by=cast.rosa).secret
print(json.dumps([link, held.personal["government"], packaged().forms["full"]]))
"""

#: A post: its path and its body, for the at-th connection.
Post = Callable[[int], tuple[str, dict[str, str]]]

COLUMNS: Final = (
    Column("Database", "database"),
    Column("What", "what"),
    Column("ours a second", "ours", ".0f"),
    Column("plain a second", "plain", ".0f"),
    Column("times as many", "ratio", ".2f"),
    Column("µs of processor", "processor", ".0f"),
    Column("plain", "plain_processor", ".0f"),
    Column("bar", "bar", ".1f"),
    Column("", "verdict"),
)
CROWD: Final = (
    Column("Database", "database"),
    Column("answers", "answers"),
    Column("refused", "refused"),
    Column("median ms", "median", ".1f"),
    Column("99% under ms", "p99", ".1f"),
    Column("", "verdict"),
)


def run(quick: bool) -> Figures:
    """Measure on each database."""
    rows: list[Row] = []
    crowds: list[Row] = []
    for database, environment in _databases():
        with environment as settings:
            rows += [*_whole(database, settings, quick), _one(database, settings, quick)]
            crowds.append(_crowd(database, settings, quick))
    note = (
        f"{CONNECTIONS} connections that stay open, medians of rounds of {SECONDS:g} s; a ratio is taken within each "
        "round. A whole form has 43 answers. The plain design puts in or changes a row for each, in one transaction, "
        "so that it too counts a form once. Bare inserts count twice what is sent twice; in bulk, they have no bar."
    )
    crowd_note = f"{PEOPLE} people behind one address, each an answer every {EVERY:g} s, for {MINUTE:g} s."
    tables = [
        Table("Answers beside a plain design", COLUMNS, rows, note),
        Table("A room full of people", CROWD, crowds, crowd_note),
    ]
    return Figures("answers", {"posts": rows, "crowd": crowds}, tables)


def _databases() -> Iterator[tuple[str, AbstractContextManager[dict[str, str]]]]:
    yield "SQLite", nullcontext({})
    found = programs()
    if found is None:
        print("PostgreSQL was not found: measured on SQLite alone", file=sys.stderr)
    else:
        yield "PostgreSQL", _postgresql(found)


@contextmanager
def _postgresql(found: Path) -> Iterator[dict[str, str]]:
    with server(found) as address:
        yield {"DATABASE_URL": address}


@contextmanager
def _site(mode: str, settings: dict[str, str]) -> Iterator[tuple[Server, str, list[str], list[str]]]:
    """The site with an open round: its server, the open link, personal links, the questions."""
    with tempfile.TemporaryDirectory() as folder, new_database(settings) as database:
        instance = Instance(Path(folder), database, {"PYTHONPATH": str(ROOT)})
        instance.make()
        told = instance.program(_PREPARE.format(mode=mode, people=PEOPLE))
        link, personal, questions = json.loads(told.splitlines()[-1])
        with _serving("site", instance) as port:
            yield port, link, personal, questions


@contextmanager
def _plain(settings: dict[str, str]) -> Iterator[Server]:
    with (
        tempfile.TemporaryDirectory() as folder,
        new_database(settings) as database,
        _serving("plain", Instance(Path(folder), database, {"PYTHONPATH": str(ROOT)})) as port,
    ):
        yield port


@contextmanager
def _serving(name: str, instance: Instance) -> Iterator[Server]:
    environment = {**instance.environment}
    if name == "plain":
        del environment["DJANGO_SETTINGS_MODULE"]
    running = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.serve_answers", name, str(PLAIN_PEOPLE)],
        env=environment,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert running.stdout is not None
        yield Server(int(running.stdout.readline()), running.pid)
    finally:
        running.terminate()
        running.communicate()


def _whole(database: str, settings: dict[str, str], quick: bool) -> list[Row]:
    numbers = count()
    with ExitStack() as both:
        port, link, _, questions = both.enter_context(_site("anonymous", settings))
        beside = both.enter_context(_plain(settings))

        def ours(at: int) -> tuple[str, dict[str, str]]:
            answers = {f"answer-{each}": str(place % 5) for place, each in enumerate(questions)}
            number = f"{next(numbers):040d}"
            return f"/elmwood/answer/{link}/questions/", {**answers, "number": number, "do": "send"}

        def plain(at: int) -> tuple[str, dict[str, str]]:
            # Everybody sends once: a new person each time, as each of ours is a new form.
            return f"/token-{next(numbers)}/", {f"answer-{each}": str(each % 5) for each in range(1, 44)}

        def careless(at: int) -> tuple[str, dict[str, str]]:
            return f"/token-{at}/insert/", plain(at)[1]

        def careless_at_once(at: int) -> tuple[str, dict[str, str]]:
            return f"/token-{at}/insert-many/", plain(at)[1]

        return [
            _compared(database, what, (port, ours), (beside, other), quick)
            for what, other in (
                (WHOLE, plain),
                (CARELESS, careless),
                (CARELESS_AT_ONCE, careless_at_once),
            )
        ]


def _one(database: str, settings: dict[str, str], quick: bool) -> Row:
    turns = count()
    with ExitStack() as both:
        port, _, personal, questions = both.enter_context(_site("confidential", settings))
        beside = both.enter_context(_plain(settings))

        def ours(at: int) -> tuple[str, dict[str, str]]:
            turn = next(turns)
            number = turn % len(questions)
            address = f"/elmwood/answer/{personal[at]}/{number + 1}/"
            return address, {f"answer-{questions[number]}": str(turn % 5), "was": ""}

        def plain(at: int) -> tuple[str, dict[str, str]]:
            turn = next(turns)
            return f"/token-{at}/{turn % 43 + 1}/", {"answer": str(turn % 5)}

        return _compared(database, ONE, (port, ours), (beside, plain), quick)


def _compared(
    database: str, what: str, ours: tuple[Server, Post], plain: tuple[Server, Post], quick: bool
) -> Row:
    seconds, rounds = (QUICK_SECONDS, QUICK_ROUNDS) if quick else (SECONDS, ROUNDS)
    for one, post in (ours, plain):
        throughput(one, post, seconds / 4)
    found = [(throughput(*ours, seconds), throughput(*plain, seconds)) for _ in range(rounds)]
    ratio = statistics.median(mine.per_second / its.per_second for mine, its in found)
    return {
        "database": database,
        "what": what,
        "ours": round(statistics.median(mine.per_second for mine, _ in found), 1),
        "plain": round(statistics.median(its.per_second for _, its in found), 1),
        "processor": median_of([mine.processor for mine, _ in found]),
        "plain_processor": median_of([its.processor for _, its in found]),
        "ratio": round(ratio, 2),
        "bar": BARS.get(what),
        "verdict": verdict(ratio >= BARS[what]) if what in BARS else "",
    }


def _crowd(database: str, settings: dict[str, str], quick: bool) -> Row:
    with _site("confidential", settings) as (site, _, personal, questions):
        port = site.port
        for secret in personal[:5]:  # whatever is made once is made before anybody counts
            with socket.create_connection(("127.0.0.1", port)) as line:
                _post(line, port, f"/elmwood/answer/{secret}/1/", {f"answer-{questions[0]}": "1"})
        until = time.monotonic() + (QUICK_MINUTE if quick else MINUTE)
        took: list[float] = []
        refused = [0]
        lock = Lock()

        def person(at: int) -> None:
            time.sleep(EVERY * at / PEOPLE)
            with socket.create_connection(("127.0.0.1", port)) as line:
                for turn in count():
                    if time.monotonic() >= until:
                        return
                    number = turn % len(questions)
                    address = f"/elmwood/answer/{personal[at]}/{number + 1}/"
                    began = time.perf_counter()
                    status = _post(line, port, address, {f"answer-{questions[number]}": str(turn % 5)})
                    with lock:
                        took.append((time.perf_counter() - began) * 1000)
                        refused[0] += status not in (200, 303)
                    time.sleep(max(0.0, EVERY - (time.perf_counter() - began)))

        people = [Thread(target=person, args=(at,)) for at in range(PEOPLE)]
        for each in people:
            each.start()
        for each in people:
            each.join()
    took.sort()
    p99 = took[int(len(took) * 0.99) - 1]
    return {
        "database": database,
        "answers": len(took),
        "refused": refused[0],
        "median": round(statistics.median(took), 1),
        "p99": round(p99, 1),
        "verdict": verdict(p99 < SLOWEST and not refused[0]),
    }


def throughput(server: Server, post: Post, seconds: float) -> Measured:
    """Posts that were taken in a second, over connections that stay open. Raises ``RuntimeError`` for any other."""
    counts = [0] * CONNECTIONS
    start = Barrier(CONNECTIONS + 1)

    def sender(at: int) -> None:
        with socket.create_connection(("127.0.0.1", server.port)) as line:
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            start.wait()
            until = time.perf_counter() + seconds
            while time.perf_counter() < until:
                if _post(line, server.port, *post(at)) not in (200, 303):
                    counts[at] = -(10**9)
                    return
                counts[at] += 1

    senders = [Thread(target=sender, args=(at,)) for at in range(CONNECTIONS)]
    for each in senders:
        each.start()
    before = processor_time(server.process)
    start.wait()
    began = time.perf_counter()
    for each in senders:
        each.join()
    if min(counts) < 0:
        raise RuntimeError("a post was not taken")
    took, after = time.perf_counter() - began, processor_time(server.process)
    used = None if before is None or after is None else (after - before) / sum(counts) * 1e6
    return Measured(sum(counts) / took, used)


def _post(line: socket.socket, port: int, address: str, typed: dict[str, str]) -> int:
    """Send a form and read the answer to its end; gives its status."""
    body = urlencode(typed).encode()
    head = (
        f"POST {address} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        f"Content-Length: {len(body)}\r\nAccept-Encoding: gzip\r\n\r\n"
    ).encode()
    line.sendall(head + body)
    read = b""
    while b"\r\n\r\n" not in read:
        more = line.recv(65536)
        if not more:
            return 0
        read += more
    told, _, rest = read.partition(b"\r\n\r\n")
    lines = told.split(b"\r\n")
    length = next((int(one[15:]) for one in lines if one.lower().startswith(b"content-length:")), 0)
    left = length - len(rest)
    while left > 0:
        more = line.recv(65536)
        if not more:
            return 0
        left -= len(more)
    return int(lines[0].split()[1])
