"""Levels that a meeting agreed on (METHOD 1, section 1)."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from tallgrass.foundation.freshness import is_fresh
from tallgrass.strength.rounds.method.records import Agreed
from tallgrass.strength.rounds.method.say import Say


def latest_agreed(agreed: Sequence[Agreed], as_of: date) -> dict[str, Agreed]:
    """The latest agreed level of each criterion that is fresh; of one day, the lower level stands."""
    found: dict[str, Agreed] = {}
    for one in sorted(agreed, key=lambda one: (one.agreed_on or date.min, -one.level, one.note or "")):
        if is_fresh(one.agreed_on, as_of):
            found[one.criterion] = one
    return found


def say_agreed(agreed: Agreed) -> Say:
    """What people told us where only a meeting's level stands: no range, no standard error."""
    return Say(Fraction(agreed.level), None, None, None, None, "agreed")
