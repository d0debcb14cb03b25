"""Making a backup: every row as it was at one moment, also while others write."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.db import connection, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

from tallgrass import __version__
from tallgrass.foundation.languages import WORDS_FOLDER
from tallgrass.web.backup import left_out
from tallgrass.web.backup.ids import last_id
from tallgrass.web.backup.manifest import HOLDS, Manifest, Part, Rows
from tallgrass.web.backup.tables import columns_of, models_after
from tallgrass.web.backup.values import writer
from tallgrass.web.copies import copy_sqlite, private_file
from tallgrass.web.environment import KEY_FILE

_MANIFEST: Final = "manifest.json"
_COPY: Final = "copy"
_ROWS_AT_ONCE: Final = 2000
_README: Final = f"""\
A backup of a Tallgrass site. It holds {HOLDS}, and the secret key of the
site. Keep it where you would keep a list of everybody who trusted you with an answer. Never publish it.
It does not hold who is signed in, codes, or messages that wait to be sent.

To restore it on another computer:  tallgrass restore THIS-FILE
"""


def make_backup(folder: Path, target: Path, now: datetime) -> Manifest:
    """Write everything that the instance with this data folder knows into ``target``, for its owner alone.

    The file appears under its name once it is whole. ``now`` is the moment that it names.
    """
    half = private_file(target.with_name(f"{target.name}.{os.getpid()}"))
    try:
        with _at_one_moment(target.parent) as database, half.open("wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
                manifest = _Writing(archive, now).everything(folder, database)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    finally:
        half.unlink(missing_ok=True)
    return manifest


@contextmanager
def _at_one_moment(beside: Path) -> Iterator[BaseDatabaseWrapper]:
    """The database as it is now, however long reading takes: a copy of SQLite, one transaction on PostgreSQL."""
    if connection.vendor == "postgresql":
        with transaction.atomic(durable=True):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection
        return
    with TemporaryDirectory(dir=beside, prefix=".tallgrass-") as temporary:
        copy = Path(temporary) / "copy.sqlite3"
        copy_sqlite(Path(str(connection.settings_dict["NAME"])), copy)
        connections.settings[_COPY] = {**connection.settings_dict, "NAME": str(copy)}
        try:
            yield connections[_COPY]
        finally:
            connections[_COPY].close()
            del connections[_COPY]
            del connections.settings[_COPY]


class _Writing:
    """A backup that is being written."""

    def __init__(self, archive: ZipFile, now: datetime) -> None:
        self._archive = archive
        self._now = now
        self._parts: list[Part] = []

    def everything(self, folder: Path, database: BaseDatabaseWrapper) -> Manifest:
        """Write all parts, the manifest last."""
        self._archive.writestr(self._entry("README.txt"), _README)
        changes = tuple(sorted(MigrationRecorder(database).applied_migrations()))
        tables = tuple(self._rows(model, database) for model in models_after(changes))
        self._part(KEY_FILE, iter([f"{settings.SECRET_KEY}\n".encode()]))
        for path in sorted((folder / WORDS_FOLDER).rglob("*.json")):
            self._part(
                f"{WORDS_FOLDER}/{path.relative_to(folder / WORDS_FOLDER).as_posix()}",
                iter([path.read_bytes()]),
            )
        manifest = Manifest(
            program=__version__,
            made_at=self._now.isoformat(timespec="seconds"),
            database=database.vendor,
            changes=changes,
            parts=tuple(self._parts),
            tables=tables,
        )
        self._archive.writestr(self._entry(_MANIFEST), manifest.to_bytes())
        return manifest

    def _rows(self, model: type[Model], database: BaseDatabaseWrapper) -> Rows:
        fields = columns_of(model)
        name = f"rows/{model._meta.db_table}.jsonl"
        count = self._part(name, _lines(model, database))
        return Rows(
            table=model._meta.db_table,
            part=name,
            columns=tuple(str(field.column) for field in fields),
            count=count,
            last_id=last_id(model, database),
        )

    def _part(self, name: str, pieces: Iterator[bytes]) -> int:
        """Write a file inside the backup, and note its size and digest. Returns how many pieces it had."""
        digest, size, count = sha256(), 0, 0
        with self._archive.open(self._entry(name), "w", force_zip64=True) as file:
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
                count += 1
        self._parts.append(Part(name, size, digest.hexdigest()))
        return count

    def _entry(self, name: str) -> ZipInfo:
        entry = ZipInfo(name, self._now.timetuple()[:6])
        entry.compress_type = ZIP_DEFLATED
        entry.external_attr = 0o600 << 16
        return entry


def _lines(model: type[Model], database: BaseDatabaseWrapper) -> Iterator[bytes]:
    """The rows of a table by their key, each a line of JSON; those that are left out aside."""
    if model._meta.db_table in left_out.TABLES:
        return
    fields = columns_of(model)
    columns = [str(field.column) for field in fields]
    unsent = left_out.unsent_of(model, database)
    write = [writer(field) for field in fields]
    rows = model._base_manager.using(database.alias).order_by("pk")
    for row in rows.values_list(*(field.attname for field in fields)).iterator(_ROWS_AT_ONCE):
        if left_out.is_left_out(model._meta.db_table, columns, row) or row[0] in unsent:
            continue
        values = [one(value) for one, value in zip(write, row, strict=True)]
        yield (json.dumps(values, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
