"""What people told us on an element, from the printed marks of its criteria (METHOD 1, section 2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallgrass.foundation.numbers import mean, rounded
from tallgrass.strength.rounds.method.results import CriterionSay
from tallgrass.strength.rounds.method.say import Bound, Mark, Say

#: An element has a record level if this share of its criteria have one.
RECORDS_FROM = Fraction(3, 5)


@dataclass(frozen=True, slots=True)
class ElementSay:
    """The mean mark of an element. ``low`` and ``high`` are None where a criterion was settled in a meeting."""

    estimate: Fraction
    bound: Bound | None
    low: Fraction | None
    high: Fraction | None


def element_say(criteria: Sequence[CriterionSay]) -> ElementSay | None:
    """The mean of S over the asked criteria that have one; None under half of those asked."""
    asked = [one for one in criteria if one.asked]
    says = [one.say for one in asked if one.say is not None]
    if not says or 2 * len(says) < len(asked):
        return None
    low, high = _mean_of([say.low for say in says]), _mean_of([say.high for say in says])
    return ElementSay(rounded(mean([say.value for say in says])), common_bound(says), low, high)


def element_mark(marks: Sequence[Mark | None]) -> ElementSay | None:
    """The mean mark of people who stand apart, from their mark on each criterion that they were asked.

    None under half of these criteria.
    """
    found = [one for one in marks if one is not None]
    if not found or 2 * len(found) < len(marks):
        return None
    return ElementSay(rounded(mean([one.value for one in found])), common_bound(found), None, None)


def element_records(levels: Sequence[int | None]) -> Fraction | None:
    """The mean level on record, if at least 60 % of the criteria have one."""
    found = [Fraction(level) for level in levels if level is not None]
    return mean(found) if found and Fraction(len(found), len(levels)) >= RECORDS_FROM else None


def common_bound(marks: Sequence[Mark | Say]) -> Bound | None:
    """The bound that all marks share; None where one has none or another."""
    bounds = {one.bound for one in marks}
    return bounds.pop() if len(bounds) == 1 else None


def _mean_of(ends: Sequence[Fraction | None]) -> Fraction | None:
    known = [end for end in ends if end is not None]
    return rounded(mean(known)) if len(known) == len(ends) else None
