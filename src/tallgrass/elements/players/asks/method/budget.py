"""How often one person may be asked, and whether one more is too many.

A month is any 31 days, a year any 365, so that no calendar lets two months' asks fall together. A round counts from the
day on which it first asked anybody: whoever was asked late in last year's round may be asked when this year's begins.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from tallgrass.elements.players.asks.method.people import People

MONTH: Final = timedelta(days=31)
YEAR: Final = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Limits:
    """How often one person is asked at most: for anything within a month, and in rounds within a year."""

    a_month: int
    a_year: int


@dataclass(frozen=True, slots=True)
class Made:
    """An ask that was made of whoever has these marks. ``round_begun`` is the day on which the round first asked
    anybody; None where it was no round.
    """

    marks: frozenset[str]
    day: date
    purpose: str
    subject: int | None = None
    round_begun: date | None = None


class Over(StrEnum):
    """Which limit one more ask would be over."""

    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Found:
    """Whether somebody may be asked.

    ``this_month`` and ``rounds_this_year`` count what was asked before. ``over`` is None where they may be. ``again``:
    they were asked for this very thing already, so it is no new ask. ``unknown``: nobody can tell who it is, so
    nothing is counted. ``first_of_month`` is the earliest day counted in ``this_month``; ``may_again`` the first day
    on which they may be asked where they may not be today.
    """

    this_month: int = 0
    rounds_this_year: int = 0
    over: Over | None = None
    again: bool = False
    unknown: bool = False
    first_of_month: date | None = None
    may_again: date | None = None


class Budget:
    """What has been asked of whom. Each ask that is let through counts for those that come after it."""

    def __init__(
        self, made: Iterable[Made], limits: Limits, *, one_person: Iterable[Iterable[str]] = ()
    ) -> None:
        """``one_person``: further sets of marks that are known to be one person's."""
        asks = list(made)
        self._limits = limits
        self._people = People([*(ask.marks for ask in asks), *one_person])
        self._by_person: defaultdict[str, list[Made]] = defaultdict(list)
        for ask in asks:
            self._by_person[self._people.of(ask.marks)].append(ask)

    def one_more(self, wanted: Made) -> Found:
        """Whether whoever has these marks may be asked on that day; counts it if so. No marks are nobody we know.

        What is not let through, or is no new ask, leaves no trace: not even that its marks are one person's.
        """
        if not wanted.marks:
            return Found(unknown=True)
        persons = {self._people.of([mark]) for mark in wanted.marks}
        before = [ask for person in persons for ask in self._by_person.get(person, ())]
        again = wanted.subject is not None and any(_same(ask, wanted) for ask in before)
        found = self._found(before, wanted, again=again)
        if found.over is None and not again:
            for person in persons:
                self._by_person.pop(person, None)
            self._by_person[self._people.join(wanted.marks)] = [*before, wanted]
        return found

    def _found(self, before: Sequence[Made], wanted: Made, *, again: bool) -> Found:
        month = sorted(ask.day for ask in before if ask.day > wanted.day - MONTH)
        rounds = _rounds(before, wanted.day)
        over_year = wanted.round_begun is not None and len(rounds) >= self._limits.a_year
        over_month = len(month) >= self._limits.a_month
        free = []
        if over_month:
            free.append(month[len(month) - self._limits.a_month] + MONTH)
        if over_year:
            free.append(rounds[len(rounds) - self._limits.a_year] + YEAR)
        over = Over.YEAR if over_year else Over.MONTH if over_month else None
        return Found(
            this_month=len(month),
            rounds_this_year=len(rounds),
            over=None if again else over,
            again=again,
            first_of_month=month[0] if month else None,
            may_again=max(free) if free and not again else None,
        )


def _rounds(before: Iterable[Made], day: date) -> list[date]:
    """When the rounds of the year before ``day`` began in which somebody was asked, each round once."""
    begun: dict[object, date] = {}
    for number, ask in enumerate(before):
        if ask.round_begun is not None and ask.round_begun > day - YEAR:
            key: object = number if ask.subject is None else (ask.purpose, ask.subject)
            begun[key] = min(ask.round_begun, begun.get(key, ask.round_begun))
    return sorted(begun.values())


def _same(one: Made, other: Made) -> bool:
    return (one.purpose, one.subject) == (other.purpose, other.subject)
