"""What is on record: how far up the levels the readings of a criterion lead (METHOD 1, section 4)."""

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from tallgrass.foundation.freshness import is_fresh
from tallgrass.foundation.readings import Condition, Measured, Operator, Value

#: Under this share of the readings of levels 1 to 3, there is not enough on record to say.
COVERAGE_FROM = Fraction(3, 5)
#: Full coverage is judged on the readings that levels 1 to 3 name; level 4 may ask for more.
COVERED_LEVELS = (1, 2, 3)
LEVELS = (1, 2, 3, 4)

COMPARE: Final[Mapping[Operator, Callable[[Value, Value], bool]]] = {
    ">=": operator.ge,
    ">": operator.gt,
    "<": operator.lt,
    "<=": operator.le,
    "is": operator.eq,
}


@dataclass(frozen=True, slots=True)
class ReadingShown:
    """A reading as a criterion uses it: the lowest level that names it, and whether its conditions hold.

    ``value`` and ``holds`` are None where it is missing.
    """

    id: str
    value: Value | None
    records: int
    records_needed: int
    level: int
    holds: bool | None


@dataclass(frozen=True, slots=True)
class Show:
    """What is on record for one criterion. ``level`` is None for *not enough on record yet*, never zero for it.

    ``blocked_by`` is the reading that stops the climb, None at level 4.
    """

    level: int | None
    coverage: Fraction | None
    blocked_by: str | None
    readings: tuple[ReadingShown, ...]


def is_present(measured: Measured | None, as_of: date) -> bool:
    """False if a reading is absent, says nothing, is not fresh, or rests on fewer records than it needs."""
    return (
        measured is not None
        and measured.value is not None
        and is_fresh(measured.measured_on, as_of)
        and measured.records >= measured.records_needed
    )


def cut_point(condition: Condition, population: int | None) -> Value | None:
    """The value that a condition asks for in a place of this size. None where the size is needed and not known."""
    if not isinstance(condition.value, tuple):
        return condition.value
    if population is None:
        return None
    for largest, value in condition.value:
        if largest is None or population <= largest:
            return value
    return None


def condition_holds(
    condition: Condition, measured: Measured | None, population: int | None, as_of: date
) -> bool | None:
    """True or False, or None where the reading is missing."""
    wanted = cut_point(condition, population)
    if wanted is None or measured is None or measured.value is None or not is_present(measured, as_of):
        return None
    return COMPARE[condition.operator](measured.value, wanted)


def climb(
    conditions: Mapping[int, tuple[Condition, ...]],
    measured: Mapping[str, Measured],
    *,
    population: int | None,
    as_of: date,
) -> Show:
    """How far the records lead: a level holds if its conditions and those of all levels below hold.

    A level without conditions does not hold, and a missing reading stops the climb. Under 60 % coverage, or with
    no reading named by levels 1 to 3, the level is None.
    """

    def holds(condition: Condition) -> bool | None:
        return condition_holds(condition, measured.get(condition.reading), population, as_of)

    level, blocked_by = 0, None
    for step in LEVELS:
        failing = [condition.reading for condition in conditions.get(step, ()) if not holds(condition)]
        if failing or not conditions.get(step):
            blocked_by = failing[0] if failing else None
            break
        level = step
    named = [(step, condition) for step in LEVELS for condition in conditions.get(step, ())]
    readings = tuple(dict.fromkeys(condition.reading for _, condition in named))
    answers = {
        reading: [(step, holds(condition)) for step, condition in named if condition.reading == reading]
        for reading in readings
    }
    covered = [
        all(answer is not None for step, answer in answers[reading] if step in COVERED_LEVELS)
        for reading in readings
        if answers[reading][0][0] in COVERED_LEVELS
    ]
    coverage = Fraction(sum(covered), len(covered)) if covered else None
    return Show(
        level=level if coverage is not None and coverage >= COVERAGE_FROM else None,
        coverage=coverage,
        blocked_by=blocked_by,
        readings=tuple(
            _shown(reading, answers[reading], measured.get(reading), as_of) for reading in readings
        ),
    )


def _shown(
    reading: str, answers: list[tuple[int, bool | None]], measured: Measured | None, as_of: date
) -> ReadingShown:
    present = measured is not None and is_present(measured, as_of)
    found = [answer for _, answer in answers]
    return ReadingShown(
        id=reading,
        value=measured.value if measured is not None and present else None,
        records=measured.records if measured else 0,
        records_needed=measured.records_needed if measured else 1,
        level=answers[0][0],
        holds=None if None in found else all(found),
    )
