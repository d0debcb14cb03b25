"""Writes history. Actions call this inside their transaction; nobody else does."""

from collections.abc import Mapping
from typing import Any

from django.db import connection

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.models import Event


def record(
    kind: EventKind,
    *,
    by: User | None,
    place: int | None = None,
    subject: int | None = None,
    other: int | None = None,
    told: Mapping[str, Any] | None = None,
    batch: int | None = None,
) -> Event:
    """Keep that something was done. ``told`` must be plain JSON. Raises ``RuntimeError`` outside of a transaction."""
    event = event_of(kind, by=by, place=place, subject=subject, other=other, told=told, batch=batch)
    _inside_a_transaction()
    event.save()
    return event


def record_many(events: list[Event]) -> None:
    """Keep many events of ``event_of`` at once. Raises ``RuntimeError`` outside of a transaction."""
    _inside_a_transaction()
    Event.objects.bulk_create(events, batch_size=500)


def event_of(
    kind: EventKind,
    *,
    by: User | None,
    place: int | None = None,
    subject: int | None = None,
    other: int | None = None,
    told: Mapping[str, Any] | None = None,
    batch: int | None = None,
) -> Event:
    """An event that is not kept yet."""
    return Event(
        place=place,
        kind=kind.name,
        subject_type=kind.subject_type,
        subject_id=subject,
        other_id=other,
        told=dict(told or {}),
        by=None if by is None else by.pk,
        batch=batch,
    )


def _inside_a_transaction() -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("an event belongs into the transaction of the change that it tells of")
