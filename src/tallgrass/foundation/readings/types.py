"""The types that tie the rooms to the question *how strong is it?*"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Operator = Literal[">=", ">", "<", "<=", "is"]

#: What a reading says: a number (kept exact) or a flag.
Value = Fraction | bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A measure that records can give, as its room declares it.

    ``id`` is ``room.measure`` or ``room.measure.of_what`` in lower case. ``unit`` is one of
    ``count``, ``share`` (0 to 1), ``ratio``, ``months``, ``days``, ``flag``. ``tables`` names the tables it is
    computed from. With fewer than ``records_needed`` records it counts as missing.
    """

    id: str
    unit: str
    tables: tuple[str, ...]
    records_needed: int = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """One value of a reading for one place.

    ``value`` is None where the records cannot say. ``records`` counts the records it rests on.
    ``measured_on`` is None for a value computed from the place's own tables at ``as_of``.
    """

    reading: str
    value: Value | None
    records: int
    records_needed: int
    measured_on: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """What a reading must say for a level to hold (METHOD 1, section 4).

    ``value`` is a number, a flag, or a table by population: pairs of (largest population
    included, or None for any larger; the cut point there).
    """

    reading: str
    operator: Operator
    value: Value | tuple[tuple[int | None, Fraction], ...]
