"""Values come out of a backup as they went in, whatever their type; every type that we keep is known."""

import json
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db import models

from tallgrass.web.backup.values import reader, writer, written_type


def test_every_field_of_every_table_can_be_written() -> None:
    found = {
        written_type(field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_concrete_fields
    }
    assert {"CharField", "DateTimeField", "JSONField"} <= found


CASES: "list[tuple[models.Field[Any, Any], Any]]" = [
    (models.BinaryField(), bytes(range(256))),
    (models.BooleanField(), False),
    (models.CharField(max_length=9), 'a"\\\n\u2028 ñ 🌾 \x00'.replace("\x00", "")),
    (models.DateField(), date(2026, 2, 28)),
    (models.DateTimeField(), datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=UTC)),
    (models.DecimalField(max_digits=20, decimal_places=9), Decimal("-0.100000000")),
    (models.DurationField(), timedelta(days=-3, microseconds=1)),
    (models.FloatField(), 0.1 + 0.2),
    (models.BigIntegerField(), -(2**63)),
    (models.JSONField(), {"b": [1, None, "ñ"], "a": {"c": 0.1}}),
    (models.JSONField(), None),
    (models.JSONField(null=True), None),
    (models.TextField(null=True), None),
    (models.TimeField(), time(23, 59, 59, 1)),
    (models.UUIDField(), UUID(int=7)),
]


@pytest.mark.parametrize(("field", "value"), CASES, ids=lambda one: type(one).__name__)
def test_a_value_comes_out_as_it_went_in(field: "models.Field[Any, Any]", value: Any) -> None:
    written = json.loads(json.dumps(writer(field)(value)))
    assert reader(field)(written) == value


def test_json_that_is_null_differs_from_nothing() -> None:
    assert writer(models.JSONField())(None) == "null"
    assert writer(models.JSONField(null=True))(None) is None


def test_a_type_that_nobody_thought_of_is_refused_when_the_backup_is_made() -> None:
    class Odd(models.Field):  # type: ignore[type-arg]
        def get_internal_type(self) -> str:
            return "OddField"

    with pytest.raises(TypeError, match="OddField"):
        writer(Odd())
