"""Putting the rows of a backup into an empty database."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, Final

from django.core.management import call_command
from django.db import (
    DEFAULT_DB_ALIAS,
    DataError,
    IntegrityError,
    connection,
    connections,
    transaction,
)
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
    take = [_taker(field) for field in fields]
    _insert(rows, ([one(value) for one, value in zip(take, row, strict=True)] for row in backup.rows(rows)))
    set_last_id(model, rows.last_id)


def _insert(rows: Rows, values: Iterator[list[Any]]) -> None:
    """Put the values into the table, in the quickest way that the database has."""
    quote = connection.ops.quote_name
    into = f"{quote(rows.table)} ({', '.join(map(quote, rows.columns))})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                for row in values:
                    copy.write_row(row)
            return
        insert = f"INSERT INTO {into} VALUES ({', '.join(['%s'] * len(rows.columns))})"  # noqa: S608 (names checked)
        while some := list(islice(values, _ROWS_AT_ONCE)):
            cursor.executemany(insert, some)


def _taker(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """What turns a value of JSON into one that the database takes for ``field``."""
    database = connections[DEFAULT_DB_ALIAS]  # not the proxy, which looks for its thread at every value
    read = reader(field)
    if isinstance(field, JSONField) and not field.null:  # never empty: it holds JSON's own null
        nothing = database.ops.adapt_json_value(None, None)
        return lambda value: nothing if value == "null" else field.get_db_prep_save(read(value), database)
    return lambda value: None if value is None else field.get_db_prep_save(read(value), database)
