"""Reads of history. Nobody reads about what they may not see, and nobody about what is hidden."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.events.subjects import known

#: How many people a filter offers.
MOST_PEOPLE: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to read about; None stands for all. ``operator``: done on the command line."""

    by: int | None = None
    operator: bool = False
    subject_type: str | None = None
    subject: int | None = None
    since: date | None = None
    until: date | None = None


def events_readable(*, place: int, may: frozenset[str], asked: Asked | None = None) -> QuerySet[Event]:
    """The events of a place that a reader with the permissions ``may`` (by name) may read, the newest first."""
    found = Event.objects.filter(place=place).order_by("-pk")
    for subject_type, subjects in known().items():
        readable = subjects.readable(place, may)
        found = found.filter(
            ~Q(subject_type=subject_type) | (readable.events("subject_id") & readable.events("other_id"))
        )
    return _only(found, asked or Asked())


def left_out(*, place: int) -> int:
    """How many events are left out as they are about something that is hidden."""
    about = Q(pk__in=[])
    for subject_type, subjects in known().items():
        hidden = subjects.hidden(place)
        about |= Q(subject_type=subject_type) & (Q(subject_id__in=hidden) | Q(other_id__in=hidden))
    return Event.objects.filter(about, place=place).count()


def people_in(*, place: int) -> list[User]:
    """Who has changed something in a place, by name."""
    ids = (
        Event.objects.filter(place=place, by__isnull=False).order_by().values_list("by", flat=True).distinct()
    )
    return list(User.objects.filter(pk__in=ids).order_by("name", "email")[:MOST_PEOPLE])


def _only(events: QuerySet[Event], asked: Asked) -> QuerySet[Event]:
    if asked.operator:
        events = events.filter(by__isnull=True)
    elif asked.by is not None:
        events = events.filter(by=asked.by)
    if asked.subject_type is not None:
        events = events.filter(subject_type=asked.subject_type)
    if asked.subject is not None:
        events = events.filter(Q(subject_id=asked.subject) | Q(other_id=asked.subject))
    if asked.since is not None:
        events = events.filter(at__gte=_midnight(asked.since))
    if asked.until is not None and asked.until < date.max:
        events = events.filter(at__lt=_midnight(asked.until + timedelta(days=1)))
    return events


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
