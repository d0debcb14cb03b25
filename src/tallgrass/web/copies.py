"""Dated copies of the database, made before anything changes its shape or takes its place; the newest five are kept."""

import os
import re
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from django.db import connection

#: How many dated copies are kept.
KEPT: Final = 5

_FOLDER: Final = "backups"
_NAME: Final = re.compile(r"tallgrass-\d{4}-\d{2}-\d{2}-\d{6}\.(sqlite3|zip)")


def copy_sqlite(source: Path, target: Path) -> None:
    """Copy a SQLite database as it is at one moment, also while others write. ``target`` is for its owner alone.

    The copy appears under its name once it is whole.
    """
    half = private_file(target.with_name(f"{target.name}.{os.getpid()}"))
    try:
        readable = f"{source.absolute().as_uri()}?mode=ro"
        with (
            closing(sqlite3.connect(readable, uri=True, timeout=20)) as original,
            closing(sqlite3.connect(half)) as copy,
        ):
            original.backup(copy)
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)


def private_file(path: Path) -> Path:
    """Make an empty file that its owner alone can read, in place of whatever was there."""
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path


def dated_copy(folder: Path, now: datetime) -> Path:
    """Copy the database into ``backups`` of the data folder, named by ``now``; older copies go, the newest five stay.

    SQLite is copied as it is. PostgreSQL is written as a backup that ``tallgrass restore`` reads.
    """
    if connection.vendor == "sqlite":
        return dated_copy_of(folder, Path(str(connection.settings_dict["NAME"])), now)
    from tallgrass.web.backup.making import make_backup

    target = _target(folder, now, "zip")
    make_backup(folder, target, now)
    _prune(target.parent)
    return target


def dated_copy_of(folder: Path, source: Path, now: datetime) -> Path:
    """Copy the SQLite file ``source`` into ``backups`` of the data folder, as ``dated_copy`` does."""
    target = _target(folder, now, "sqlite3")
    copy_sqlite(source, target)
    _prune(target.parent)
    return target


def _target(folder: Path, now: datetime, ending: str) -> Path:
    backups = folder / _FOLDER
    backups.mkdir(mode=0o700, exist_ok=True)
    while (target := backups / f"tallgrass-{now:%Y-%m-%d-%H%M%S}.{ending}").exists():
        now += timedelta(seconds=1)
    return target


def _prune(backups: Path) -> None:
    """Remove all but the newest copies. Files with other names are somebody's own."""
    copies = sorted(path for path in backups.iterdir() if _NAME.fullmatch(path.name))
    for old in copies[:-KEPT]:
        old.unlink(missing_ok=True)
