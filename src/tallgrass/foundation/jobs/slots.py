"""Rhythms: which turn of a schedule is the present one. Pure: moments in, moments out, all in UTC."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Final, Protocol

#: Turns are counted from here.
_BEGINNING: Final = datetime(2000, 1, 1, tzinfo=UTC)
_SHORTEST: Final = timedelta(minutes=1)


class Rhythm(Protocol):
    """What says when the turns of a schedule are."""

    def slot(self, now: datetime) -> datetime:
        """The latest turn that is not later than ``now``. It depends on nothing else: no memory to go wrong."""
        ...


@dataclass(frozen=True, slots=True)
class Every:
    """Every so long, at least a minute. Raises ``ValueError`` for less."""

    length: timedelta

    def __post_init__(self) -> None:
        if self.length < _SHORTEST:
            raise ValueError("a schedule needs a minute between two turns")

    def slot(self, now: datetime) -> datetime:
        """The latest turn, counted from the beginning of the year 2000."""
        return now - (now - _BEGINNING) % self.length


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a time of the day in UTC."""

    at: time

    def slot(self, now: datetime) -> datetime:
        """Today's turn, or yesterday's where today's is still to come."""
        today = datetime.combine(now.astimezone(UTC).date(), self.at, tzinfo=UTC)
        return today if today <= now else today - timedelta(days=1)
