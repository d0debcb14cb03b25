"""Random keys: not even the order of rows says when they came."""

import secrets
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

#: Keys stay below what SQLite and PostgreSQL keep in eight bytes.
_KEYS = 2**63 - 1


def random_key() -> int:
    """A key that tells nothing of when its row came."""
    return 1 + secrets.randbelow(_KEYS)


class RandomKey(models.BigIntegerField):  # type: ignore[type-arg]  # it takes types for the checker alone
    """A random primary key by which the rows themselves lie in SQLite, which else keeps a hidden number of their order.

    On SQLite only a column called ``integer`` is that number.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "primary_key": True, "default": random_key})

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """The type of the column."""
        return "integer" if connection.vendor == "sqlite" else super().db_type(connection)
