"""Restoring a backup, whole or not at all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from django.db import OperationalError, connection, transaction

from tallgrass.foundation.events.record import record
from tallgrass.web.backup.archive import Backup
from tallgrass.web.backup.faults import Broken, InTheWay
from tallgrass.web.backup.loading import load
from tallgrass.web.backup.swap import Swap, leave_name
from tallgrass.web.copies import dated_copy, dated_copy_of
from tallgrass.web.events import RESTORED
from tallgrass.web.migrating import applied_changes, unknown_changes

#: Part of the name of every table that Django itself brings; ours begin with the label of their room.
_DJANGOS: Final = ("django_", "auth_")
#: How long the tables of a PostgreSQL database are waited for.
_PATIENCE: Final = "10s"


class Restore:
    """A restore of a backup that has been looked through, into an instance that nobody else uses meanwhile.

    ``file`` is where SQLite keeps the database (None on PostgreSQL); Django's own connection leads to the file beside
    it. ``tell`` hears what is done.
    """

    def __init__(
        self, backup: Backup, folder: Path, file: Path | None, swap: Swap, tell: Callable[[str], None]
    ) -> None:
        self._backup = backup
        self._folder = folder
        self._file = file
        self._swap = swap
        self._tell = tell

    def run(self, now: datetime, *, replace: bool) -> None:
        """Put the backup in the place of what is there. ``now`` dates the copy of what is there.

        Raises ``Broken`` or ``InTheWay`` with a sentence, and has changed nothing then.
        """
        if unknown := unknown_changes(frozenset(self._backup.manifest.changes)):
            raise Broken(
                f"It was made by a newer Tallgrass: this one does not know {'.'.join(unknown[-1])}. Install that one, "
                "and restore it there."
            )
        there = self._holds_a_database()
        if there and not replace:
            raise InTheWay(
                "There is a database already. With --replace it is copied to backups in the data folder, and the "
                "backup takes its place."
            )
        if there:
            self._tell(f"As it was before: {self._copy(now)}")
        for part in self._backup.manifest.parts:
            if not part.name.startswith("rows/"):
                self._swap.keep(part.name, self._backup.content(part.name))
        try:
            with self._filled_at_once():
                load(self._backup)
                with transaction.atomic():
                    record(RESTORED, by=None, told={"made_at": self._backup.manifest.made_at})
        finally:
            connection.close()
        self._swap.decide()

    def _holds_a_database(self) -> bool:
        if self._file is not None:
            return self._file.exists() and self._file.stat().st_size > 0
        return "django_migrations" in connection.introspection.table_names()

    def _copy(self, now: datetime) -> Path:
        """A copy of what is there: SQLite as it is, rows only by a program that knows them all."""
        if not self._file and (unknown := unknown_changes(applied_changes())):
            raise InTheWay(
                f"What is there was made by a newer Tallgrass: this one does not know {'.'.join(unknown[-1])}, and "
                "cannot copy it first."
            )
        return dated_copy_of(self._folder, self._file, now) if self._file else dated_copy(self._folder, now)

    @contextmanager
    def _filled_at_once(self) -> Iterator[None]:
        """Where the rows go: the file beside the old one, or one transaction that also removes the old tables."""
        if self._file is not None:
            yield
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA journal_mode=DELETE")  # all of it is in the one file that is moved
            return
        try:
            with transaction.atomic(durable=True):
                _remove_tables()
                yield
                leave_name(self._swap.name)
        except OperationalError as error:
            raise InTheWay(
                "Somebody is at work in the database. Stop everything that uses it, and restore then."
            ) from error


def _remove_tables() -> None:
    """Remove our tables, once nobody else is connected as Tallgrass. Raises ``InTheWay`` where somebody is."""
    from django.apps import apps

    ours = (*_DJANGOS, *(f"{config.label}_" for config in apps.get_app_configs()))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() "
            "AND application_name = 'tallgrass' AND pid <> pg_backend_pid()"
        )
        if cursor.fetchone()[0]:
            raise InTheWay("Tallgrass is running on this database. Stop it everywhere, and restore then.")
        cursor.execute(f"SET LOCAL lock_timeout = '{_PATIENCE}'")
        for table in connection.introspection.table_names(cursor):
            if table.startswith(ours):
                cursor.execute(f"DROP TABLE {connection.ops.quote_name(table)} CASCADE")
