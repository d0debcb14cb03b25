"""Reads of messages, for the page of a place: counts and hints, never what was written."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.utils import timezone

from tallgrass.foundation.messages.models import Line, Message, State, Suppression
from tallgrass.foundation.messages.purposes import TEST, declared

#: How far back it is counted what became of messages.
LATELY: Final = timedelta(days=30)
#: How many messages or addresses are listed at most.
MOST_SHOWN: Final = 100


@dataclass(slots=True)
class Tally:
    """How many messages of a stream stand where: those that wait, and what became of others in the last 30 days."""

    by_state: dict[str, int] = field(default_factory=lambda: defaultdict(int))

    @property
    def waiting(self) -> int:
        """Those that are still to be sent."""
        return sum(self.by_state[state] for state in (State.WAITING, State.SENDING, State.HANDING_OVER))

    def of(self, state: str) -> int:
        """Those in a state."""
        return self.by_state[state]


def tallies(*, place: int, channel: str) -> Mapping[str, Tally]:
    """A tally for each stream that the place has used lately."""
    rows = (
        Message.objects.filter(place_id=place, channel=channel)
        .exclude(purpose=TEST.key)
        .filter(Q(finished_at__isnull=True) | Q(finished_at__gte=timezone.now() - LATELY))
        .values_list("purpose", "state")
        .annotate(number=Count("pk"))
        .order_by("purpose")
    )
    found: dict[str, Tally] = defaultdict(Tally)
    for key, state, number in rows:
        known = declared().get(key)
        found[known.stream if known else key].by_state[state] += number
    return dict(found)


def failed(*, place: int) -> list[Message]:
    """What did not arrive lately, the latest first, ``MOST_SHOWN`` at most."""
    lately = timezone.now() - LATELY
    rows = Message.objects.filter(place_id=place, state=State.FAILED, finished_at__gte=lately)
    rows = rows.exclude(purpose=TEST.key)
    return list(rows.order_by("-finished_at", "-pk").defer("body")[:MOST_SHOWN])


def in_doubt(*, place: int) -> list[Message]:
    """What may have arrived or not, the latest first, ``MOST_SHOWN`` at most. Its text is there, to be sent again."""
    rows = Message.objects.filter(place_id=place, state=State.IN_DOUBT).exclude(body="")
    return list(rows.order_by("-finished_at", "-pk").defer("body")[:MOST_SHOWN])


def ended_addresses(*, place: int) -> list[Suppression]:
    """Addresses that get something no more, of those that the place has written to; the latest first.

    What came back anywhere holds everywhere, but a place sees it only of addresses that it knows.
    """
    known = Message.objects.filter(place_id=place, channel=OuterRef("channel"), digest=OuterRef("digest"))
    rows = Suppression.objects.filter(Q(place_id=place) | Q(place_id__isnull=True) & Q(Exists(known)))
    return list(rows.order_by("-pk")[:MOST_SHOWN])


def lines_down(*, place: int) -> list[Line]:
    """Channels that do not work at the moment and keep messages of the place waiting."""
    waiting = Message.objects.filter(place_id=place, channel=OuterRef("channel"), finished_at__isnull=True)
    return list(Line.objects.filter(Exists(waiting), faults__gt=0))


def next_due(*, place: int, channel: str) -> datetime | None:
    """When the next message of a place goes out; None where none waits."""
    waiting = Message.objects.filter(place_id=place, channel=channel, state=State.WAITING)
    found: datetime | None = waiting.aggregate(first=Min("due_at"))["first"]
    return found


def doubts(*, place: int) -> int:
    """How many messages are in doubt and wait for a person."""
    return Message.objects.filter(place_id=place, state=State.IN_DOUBT).exclude(body="").count()
