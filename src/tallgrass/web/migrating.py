"""Bringing the database to the shape that this program expects: one at a time, a dated copy first."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tallgrass.web.copies import dated_copy
from tallgrass.web.locks import MIGRATING, alone

#: Any number will do, as long as all processes agree; PostgreSQL knows this lock by it.
_POSTGRESQL_LOCK: Final = 7_402_511
#: Seconds that a second process waits for the first one's migrations.
_PATIENCE: Final = 3600.0

Change = tuple[str, str]


class NewerDatabase(Exception):
    """The database has had changes that this program does not know."""


def changes_to_apply() -> tuple[Change, ...]:
    """The migrations (room, name) that the database has not had yet."""
    applied = applied_changes()
    return tuple(
        sorted(change for change, same in _ours().items() if change not in applied and not same <= applied)
    )


def unknown_changes(applied: frozenset[Change]) -> tuple[Change, ...]:
    """Those of the ``applied`` migrations that this program does not know: a newer one made them."""
    return tuple(sorted(applied - known_changes()))


def known_changes() -> frozenset[Change]:
    """Every migration that this program brings, those included that a squashed one stands for."""
    return frozenset(_ours()).union(*_ours().values())


@cache
def _ours() -> dict[Change, frozenset[Change]]:
    """Every migration of this program, each with those that it stands for (in place of which it may be applied)."""
    on_disk = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    replaced = {change for migration in on_disk.values() for change in migration.replaces}
    return {
        change: frozenset(migration.replaces) or frozenset({change})
        for change, migration in on_disk.items()
        if change not in replaced
    }


def applied_changes() -> frozenset[Change]:
    """The migrations that the database has had; none for a database that is empty."""
    return frozenset(MigrationRecorder(connection).applied_migrations())


def bring_up_to_date(folder: Path, now: datetime, tell: Callable[[str], None]) -> Path | None:
    """Apply the migrations that are missing, a dated copy first. Others who try meanwhile wait, and find it done.

    Returns the copy; None where nothing had to be applied, or nothing was there to lose. ``now`` dates the copy,
    ``tell`` hears where it is before anything changes. Raises ``NewerDatabase`` with a sentence, nothing changed.
    """
    if not changes_to_apply() and not unknown_changes(applied_changes()):
        return None
    with _one_at_a_time(folder):
        applied = applied_changes()
        _refuse_newer(folder, applied)
        if not changes_to_apply():
            return None
        copy = dated_copy(folder, now) if applied else None
        if copy is not None:
            tell(f"The database is brought up to date. As it was before: {copy}")
        call_command("migrate", verbosity=0, interactive=False)
    return copy


def _refuse_newer(folder: Path, applied: frozenset[Change]) -> None:
    if unknown := unknown_changes(applied):
        raise NewerDatabase(
            f"The database was made by a newer Tallgrass: this one does not know {'.'.join(unknown[-1])}. Nothing "
            f"was changed. Install the newer Tallgrass again, or restore a copy from {folder / 'backups'}."
        )


@contextmanager
def _one_at_a_time(folder: Path) -> Iterator[None]:
    """Wait until nobody else migrates: on this data folder, and on a PostgreSQL database from any computer."""
    with alone(folder, MIGRATING, patience=_PATIENCE):
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [_POSTGRESQL_LOCK])
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_POSTGRESQL_LOCK])
