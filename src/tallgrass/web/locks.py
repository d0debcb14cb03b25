"""Locks between the processes of one data folder, on every system: they end with the process that holds them.

Each is a small SQLite file that holds nothing: SQLite knows how to lock a file on Linux, macOS and Windows, and
whom to let in first.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

#: Held alone by whoever changes the shape of the database.
MIGRATING: Final = "migrating.lock"
#: Held together by everything that runs on the data folder; alone by whoever puts another database in its place.
IN_USE: Final = "in-use.lock"


class Busy(Exception):
    """Somebody else holds the lock."""


@contextmanager
def alone(folder: Path, name: str, *, patience: float) -> Iterator[None]:
    """Hold the lock with nobody beside. Raises ``Busy`` where that is not to be had within ``patience`` seconds."""
    with _held(folder / name, "BEGIN EXCLUSIVE", patience):
        yield


@contextmanager
def beside_others(folder: Path, name: str, *, patience: float) -> Iterator[None]:
    """Hold the lock beside others who do. Raises ``Busy`` where somebody holds it alone for ``patience`` seconds."""
    with _held(folder / name, "BEGIN", patience):
        yield


@contextmanager
def _held(path: Path, begin: str, patience: float) -> Iterator[None]:
    with closing(
        sqlite3.connect(path, timeout=patience, isolation_level=None, check_same_thread=False)
    ) as lock:
        try:
            lock.execute(begin)
            lock.execute("SELECT COUNT(*) FROM sqlite_master").fetchall()
        except sqlite3.OperationalError as error:
            raise Busy(path.name) from error
        yield
