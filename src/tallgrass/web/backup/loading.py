"""Putting the rows of a backup into an empty database."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, Final

from django.core.management import call_command
from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Field, JSONField, Model

from tallgrass.web.backup.archive import Backup
from tallgrass.web.backup.faults import Broken
from tallgrass.web.backup.ids import set_last_id
from tallgrass.web.backup.manifest import Rows
from tallgrass.web.backup.tables import columns_of, last_of_each_room, models_after
from tallgrass.web.backup.values import reader

_ROWS_AT_ONCE: Final = 500


def load(backup: Backup) -> None:
    """Make the tables as they were, put every row in, then bring them to the shape that this program expects.

    Raises ``Broken`` where the rows do not fit. On PostgreSQL it runs inside the caller's transaction.
    """
    changes = backup.manifest.changes
    MigrationExecutor(connection).migrate(last_of_each_room(changes))
    models = {model._meta.db_table: model for model in models_after(changes)}
    if set(models) != {rows.table for rows in backup.manifest.tables}:
        raise Broken("It does not hold the tables that it should.")
    try:
        with transaction.atomic():
            _empty(models.values())
            connection.check_constraints()  # from here on they wait again: a migration may have left some impatient
            for rows in backup.manifest.tables:
                _fill(models[rows.table], rows, backup)
            connection.check_constraints()  # at once: later migrations may change the tables in this transaction
    except (IntegrityError, DataError, ValueError, TypeError, OverflowError) as error:
        raise Broken(f"It is damaged: its rows do not fit together ({type(error).__name__}).") from error
    call_command("migrate", verbosity=0, interactive=False)


def _empty(models: Iterable[type[Model]]) -> None:
    """Remove what the migrations themselves have put in."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 (our own name)


def _fill(model: type[Model], rows: Rows, backup: Backup) -> None:
    fields = columns_of(model)
    if tuple(field.column for field in fields) != rows.columns:
        raise Broken(f"It does not hold the columns of {rows.table} that it should.")
    read = [reader(field) for field in fields]
    quote = connection.ops.quote_name
    names, places = ", ".join(map(quote, rows.columns)), ", ".join(["%s"] * len(fields))
    insert = f"INSERT INTO {quote(rows.table)} ({names}) VALUES ({places})"  # noqa: S608 (names checked above)
    values = (
        [_prepared(field, one(value)) for field, one, value in zip(fields, read, row, strict=True)]
        for row in backup.rows(rows)
    )
    with connection.cursor() as cursor:
        for some in _by_some(values):
            cursor.executemany(insert, some)
    set_last_id(model, rows.last_id)


def _prepared(field: "Field[Any, Any]", value: Any) -> Any:
    """A value as the database takes it. A JSON field that is never empty holds JSON's own null."""
    if value is None and isinstance(field, JSONField) and not field.null:
        return connection.ops.adapt_json_value(None, None)
    return field.get_db_prep_save(value, connection)


def _by_some(values: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while some := list(islice(values, _ROWS_AT_ONCE)):
        yield some
