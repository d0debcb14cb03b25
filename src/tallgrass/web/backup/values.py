"""Values of a database as JSON and back, the same whichever database they come from or go to."""

import base64
import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from django.db.models import Field, ForeignKey, JSONField

_AS_IT_IS: Final = frozenset(
    {
        "AutoField", "BigAutoField", "BigIntegerField", "BooleanField", "CharField", "EmailField", "FileField",
        "FloatField", "IntegerField", "PositiveBigIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField",
        "SlugField", "SmallAutoField", "SmallIntegerField", "TextField", "URLField", "GenericIPAddressField",
    }
)  # fmt: skip
_MICROSECOND: Final = timedelta(microseconds=1)

#: How a value is written and read, by the type that a field declares.
_WRITTEN: Final[dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]]] = {
    "BinaryField": (
        lambda value: base64.b64encode(bytes(value)).decode(),
        lambda value: base64.b64decode(value, validate=True),
    ),
    "DateField": (date.isoformat, date.fromisoformat),
    "DateTimeField": (datetime.isoformat, datetime.fromisoformat),
    "DecimalField": (str, Decimal),
    "DurationField": (lambda value: value // _MICROSECOND, lambda value: timedelta(microseconds=value)),
    "JSONField": (
        lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        json.loads,
    ),
    "TimeField": (time.isoformat, time.fromisoformat),
    "UUIDField": (str, UUID),
    **{name: (lambda value: value, lambda value: value) for name in _AS_IT_IS},
}


def written_type(field: "Field[Any, Any]") -> str:
    """What decides how a field is written: its declared type, that of its target for a foreign key.

    Raises ``TypeError`` for a type that no backup has held yet.
    """
    while isinstance(field, ForeignKey):
        field = field.target_field
    name = field.get_internal_type()
    if name not in _WRITTEN:
        raise TypeError(f"backups do not know yet how to write a {name}")
    return name


def writer(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """What turns a value of ``field`` into one of JSON. None stays None, but in a JSON field that is never empty."""
    write, _ = _WRITTEN[written_type(field)]
    if isinstance(field, JSONField) and not field.null:
        return write
    return lambda value: None if value is None else write(value)


def reader(field: "Field[Any, Any]") -> Callable[[Any], Any]:
    """What turns a value of JSON back into one of ``field``; raises ``ValueError`` or ``TypeError`` for a wrong one."""
    _, read = _WRITTEN[written_type(field)]
    return lambda value: None if value is None else read(value)
