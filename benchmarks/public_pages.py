"""How many public pages the site sends in a second, beside an empty view of Django on the same server, in one run.

Each page is asked for a moment right after the empty view was, again and again, over connections that stay open; what
counts is the median of these ratios. The pages are those of the example place, as anybody reads them, packed.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier, Thread
from typing import Final, NamedTuple

from benchmarks.tables import Column, Figures, Row, Table, verdict

#: At least so large a share of the throughput of an empty view.
BAR: Final = 0.5
CONNECTIONS: Final = 4
SECONDS, ROUNDS = 0.5, 21
QUICK_SECONDS, QUICK_ROUNDS = 0.3, 3
#: What each is measured against: an empty view behind the middleware that a project of Django starts with.
YARDSTICK: Final = "usual"
PLACE: Final = "/prairie-junction/"
PAGES: Final = (
    PLACE,
    f"{PLACE}partners/",
    f"{PLACE}players/",
    f"{PLACE}players/kp7/",
    f"{PLACE}scorecard.json",
)
EMPTY: Final = {
    "usual": "an empty view, Django's usual middleware",
    "bare": "an empty view, no middleware at all",
}

COLUMNS: Final = (
    Column("What", "what"),
    Column("requests a second", "per_second", ".0f"),
    Column("µs of processor", "processor", ".0f"),
    Column("of the empty view", "ratio", ".2f"),
    Column("of the bare one", "bare_ratio", ".2f"),
    Column("", "verdict"),
)


class Server(NamedTuple):
    """Where a server listens, and its process."""

    port: int
    process: int


class Measured(NamedTuple):
    """Requests a second, and the microseconds of processor that one takes (None where the system does not tell)."""

    per_second: float
    processor: float | None


#: What was measured of each, with the empty view right before it.
Found = dict[tuple[str, str], list[tuple[Measured, Measured]]]


def run(quick: bool) -> Figures:
    """Measure all servers in turn, round by round."""
    seconds, rounds = (QUICK_SECONDS, QUICK_ROUNDS) if quick else (SECONDS, ROUNDS)
    with tempfile.TemporaryDirectory(prefix="tallgrass-") as data, servers(Path(data)) as running:
        asked = [(name, "/") for name in EMPTY] + [("site", page) for page in PAGES]
        found: Found = {one: [] for one in asked}
        for name, page in asked:  # everything is made once before it counts
            throughput(running[name], page, seconds / 2)
        for _ in range(rounds):
            for name, page in asked:
                beside = throughput(running[YARDSTICK], "/", seconds)
                found[name, page].append((throughput(running[name], page, seconds), beside))
    rows = [_row(name, page, found) for name, page in asked]
    note = (
        f"{CONNECTIONS} connections that stay open, {rounds} rounds of {seconds:g} s, medians; a ratio is taken to "
        f"the empty view right before. The bar is {BAR:g} of the empty view. What a request takes of the "
        "processor is told apart, as it hardly depends on what else the computer does meanwhile."
    )
    table = Table("Public pages beside an empty view", COLUMNS, rows, note)
    return Figures("public_pages", {"rounds": rounds, "seconds": seconds, "pages": rows}, [table])


def _row(name: str, page: str, found: Found) -> Row:
    mine = [one for one, _ in found[name, page]]
    ratio = statistics.median(one.per_second / its.per_second for one, its in found[name, page])
    bare = statistics.median(one.per_second for one, _ in found["bare", "/"])
    per_second = statistics.median(one.per_second for one in mine)
    return {
        "what": EMPTY.get(name, page),
        "per_second": round(per_second, 1),
        "processor": median_of([one.processor for one in mine]),
        "ratio": round(ratio, 3),
        "bare_ratio": round(per_second / bare, 3),
        "verdict": verdict(ratio >= BAR) if name == "site" else "",
    }


def median_of(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(statistics.median(known), 1) if known else None


@contextmanager
def servers(data: Path) -> Iterator[dict[str, Server]]:
    """The site with the example place, and the empty views, by name."""
    environment = {**os.environ, "TALLGRASS_DATA": str(data)}
    subprocess.run(
        [sys.executable, "-m", "tallgrass", "example"], env=environment, check=True, capture_output=True
    )
    running: dict[str, subprocess.Popen[str]] = {}
    try:
        for number, name in enumerate(("site", *EMPTY)):
            running[name] = subprocess.Popen(
                [sys.executable, "-m", "benchmarks.serve_pages", name, str(18_400 + 30 * number)],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
            )
        yield {
            name: Server(int(each.stdout.readline()), each.pid)
            for name, each in running.items()
            if each.stdout
        }
    finally:
        for server in running.values():
            server.terminate()
            server.wait()


def throughput(server: Server, page: str, seconds: float) -> Measured:
    """Requests answered in a second, over connections that stay open. Raises ``RuntimeError`` for another answer."""
    counts = [0] * CONNECTIONS
    start = Barrier(CONNECTIONS + 1)
    readers = [
        Thread(target=_ask, args=(server.port, page, seconds, start, counts, at)) for at in range(CONNECTIONS)
    ]
    for reader in readers:
        reader.start()
    before = processor_time(server.process)
    start.wait()
    began = time.perf_counter()
    for reader in readers:
        reader.join()
    took, after = time.perf_counter() - began, processor_time(server.process)
    if not all(counts):
        raise RuntimeError(f"{page} was not answered")
    used = None if before is None or after is None else (after - before) / sum(counts) * 1e6
    return Measured(sum(counts) / took, used)


def processor_time(process: int) -> float | None:
    """Seconds that a process has computed so far; None where the system does not tell."""
    try:
        told = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _ask(port: int, page: str, seconds: float, start: Barrier, counts: list[int], at: int) -> None:
    """One reader: asks, reads to the end, asks again. Written on bare sockets, so that it costs next to nothing."""
    request = f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        start.wait()
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            connection.sendall(request)
            if not _answered(connection):
                return
            counts[at] += 1


def _answered(connection: socket.socket) -> bool:
    """Read one answer to its end; whether it was one (200) and not an error."""
    read = b""
    while b"\r\n\r\n" not in read:
        more = connection.recv(65536)
        if not more:
            return False
        read += more
    head, _, body = read.partition(b"\r\n\r\n")
    length = next(
        (int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")), 0
    )
    left = length - len(body)
    while left > 0:
        more = connection.recv(65536)
        if not more:
            return False
        left -= len(more)
    return head.startswith(b"HTTP/1.1 200")
