"""The highest id that a table has ever given: an id is never given twice, also after a backup was restored."""

from typing import Any

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import AutoField, Max, Model


def last_id(model: type[Model], database: BaseDatabaseWrapper) -> int | None:
    """The highest id given so far; None where ids are not counted, or none has been given."""
    if not isinstance(model._meta.pk, AutoField):
        return None
    with database.cursor() as cursor:
        if database.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [model._meta.db_table])
        else:
            sequence = _sequence(model, cursor)
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608 (PostgreSQL's own name)
        row = cursor.fetchone()
    return int(row[0]) if row and row[0] else None


def set_last_id(model: type[Model], given: int | None) -> None:
    """Let the default database go on counting after ``given``, and after the highest id that is in the table."""
    if not isinstance(model._meta.pk, AutoField):
        return
    highest = model._base_manager.aggregate(highest=Max("pk"))["highest"]
    if (last := max(given or 0, highest or 0)) < 1:
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            cursor.execute("SELECT setval(%s::regclass, %s, true)", [_sequence(model, cursor), last])


def _sequence(model: type[Model], cursor: Any) -> str:
    assert model._meta.pk is not None, "asked for a model whose ids are counted"  # noqa: S101
    cursor.execute(
        "SELECT pg_get_serial_sequence(%s, %s)",
        [connection.ops.quote_name(model._meta.db_table), model._meta.pk.column],
    )
    return str(cursor.fetchone()[0])
