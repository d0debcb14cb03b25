"""What is restored takes the place of what was there at one moment: whoever is killed before leaves the old, whoever is
killed after leaves the new, and the next start of the program finishes what was begun.

Everything new is written beside the old, in ``restoring`` of the data folder and, for SQLite, in a file beside the
database. Renaming ``restoring`` to ``restored`` is the moment. On PostgreSQL the moment is the end of the transaction,
which leaves the name of the restore as a comment in the database; the rename follows.
"""

import os
import secrets
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final, Self

from django.db import connection

from tallgrass.foundation.languages import WORDS_FOLDER
from tallgrass.web.copies import private_file
from tallgrass.web.environment import KEY_FILE
from tallgrass.web.locks import IN_USE, Busy, alone

_NEW: Final = "restoring"
_DECIDED: Final = "restored"
_NAME: Final = "name"


class Swap:
    """A restore under way in a data folder. ``database`` is the SQLite file to be replaced, None on PostgreSQL."""

    def __init__(self, folder: Path, database: Path | None) -> None:
        self._folder = folder
        self._database = database
        self._safe = False
        self.name = secrets.token_hex(16)
        abandon(folder, database)
        self.new = folder / _NEW
        self.new.mkdir(mode=0o700)
        (self.new / _NAME).write_text(self.name, encoding="ascii")

    def keep(self, name: str, content: bytes) -> None:
        """Put a file of the backup (the key, or words) beside the old one."""
        path = self.new / name
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        private_file(path).write_bytes(content)
        _to_disk(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._safe:
            abandon(self._folder, self._database)

    def decide(self) -> None:
        """From here on the new holds; then put it in place. On PostgreSQL the transaction has ended before."""
        self._safe = True
        if self._database is not None:
            _to_disk(new_database(self._database))
        self.new.rename(self._folder / _DECIDED)
        _to_disk(self._folder)
        finish(self._folder, self._database)


def new_database(database: Path) -> Path:
    """Where the SQLite file that will take the place of ``database`` is written."""
    return database.with_name(f"{database.name}.restoring")


def settle(folder: Path, database: Path | None) -> bool:
    """Finish or forget, at the start of the program, a restore that was interrupted.

    Does nothing while others are at work on the folder: they have settled it. False where PostgreSQL has to be asked
    first (``settle_name``).
    """
    if not ((folder / _NEW).exists() or (folder / _DECIDED).exists()):
        return True
    with suppress(Busy), alone(folder, IN_USE, patience=0):
        if (folder / _DECIDED).exists():
            finish(folder, database)
        elif database is not None:
            abandon(folder, database)
    return database is not None or not (folder / _NEW).exists()


def settle_name(folder: Path) -> bool:
    """Finish or forget an interrupted restore, once PostgreSQL can be asked. Returns whether it was finished."""
    new = folder / _NEW
    with suppress(Busy), alone(folder, IN_USE, patience=0):
        path = new / _NAME
        if path.exists() and _name_in_database() == path.read_text(encoding="ascii"):
            new.rename(folder / _DECIDED)
            finish(folder, None)
            return True
        abandon(folder, None)
    return False


def leave_name(name: str) -> None:
    """Let the database remember, in the transaction that fills it, which restore filled it."""
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE django_migrations IS 'restored {name}'")


def _name_in_database() -> str | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass('django_migrations'), 'pg_class')")
        row = cursor.fetchone()
    return str(row[0]).removeprefix("restored ") if row and row[0] else None


def finish(folder: Path, database: Path | None) -> None:
    """Put what was decided in place. Done twice, or begun anew after it was interrupted, it ends the same."""
    decided = folder / _DECIDED
    if database is not None and (new := new_database(database)).exists():
        for leftover in (
            "-wal",
            "-shm",
        ):  # of the old database; with the new one they would be read as its own
            database.with_name(database.name + leftover).unlink(missing_ok=True)
        new.replace(database)
        _to_disk(database.parent)
    if (decided / KEY_FILE).exists():
        (decided / KEY_FILE).replace(folder / KEY_FILE)
    if (decided / WORDS_FOLDER).exists():
        shutil.rmtree(folder / WORDS_FOLDER, ignore_errors=True)
        (decided / WORDS_FOLDER).rename(folder / WORDS_FOLDER)
    shutil.rmtree(decided, ignore_errors=True)


def abandon(folder: Path, database: Path | None) -> None:
    """Remove what was written beside the old and never decided."""
    shutil.rmtree(folder / _NEW, ignore_errors=True)
    if database is not None:
        new = new_database(database)
        for leftover in ("", "-wal", "-shm", "-journal"):
            new.with_name(new.name + leftover).unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    """Wait until a file, or what a folder says of its files, is on the disk (folders: where the system offers it)."""
    if path.is_dir() and os.name != "posix":
        return
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
