"""Where a criterion and an element stand: people and records side by side (METHOD 1, section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tallgrass.foundation.numbers import half_up, mean
from tallgrass.strength.rounds.method.say import Say

#: How high people alone can carry a criterion, by the grade of the evidence beside it (E0 to E3).
PEOPLE_ALONE = (2, 2, 3, 4)
#: How high records alone can.
RECORDS_ALONE = 2
#: The word of an element none of whose equity criteria has a standing.
FAIRNESS_NOT_ANSWERED = 2
#: A difference between people and records is a finding from here on, on a criterion and on an element.
CRITERION_DIFFERENCE = Fraction(1)
ELEMENT_DIFFERENCE = Fraction(3, 4)

DifferenceFinding = Literal["people_higher", "records_higher"]


def standing(say: Fraction | None, records: int | None, grade: int) -> int | None:
    """The standing of a criterion, 0 to 4, before residents and community groups bind it.

    ``say`` is S, ``records`` the level on record, ``grade`` that of the evidence (0 to 3). With both, the lower of the
    two levels; people alone as far as evidence carries; records alone at most 2; with neither, None.

    >>> standing(Fraction(257, 100), 1, 3)
    1
    """
    if say is None:
        return None if records is None else min(records, RECORDS_ALONE)
    if records is None:
        return min(half_up(say), PEOPLE_ALONE[grade])
    return min(half_up(say), records)


def bound_by_voice(found: int | None, levels: Sequence[int]) -> int | None:
    """A standing on fairness, at most one above the lowest of the levels of residents and of community groups."""
    return found if found is None or not levels else min(found, min(levels) + 1)


@dataclass(frozen=True, slots=True)
class ElementWord:
    """The level word of an element, None where too few of its criteria stand anywhere."""

    level: int | None
    fairness_not_answered: bool


def element_word(standings: Sequence[tuple[int | None, bool, bool]]) -> ElementWord:
    """The word of an element from (standing, is it about fairness, was it asked or is it on record) per criterion.

    The mean standing rounded half up, needing one on at least half of the criteria that were asked or have a record
    level; at most one above the lowest standing on fairness; at most Partway where fairness is not answered.
    """
    found = [level for level, _, _ in standings if level is not None]
    counted = sum(touched for _, _, touched in standings)
    if not found or 2 * len(found) < counted:
        return ElementWord(None, False)
    level = half_up(mean([Fraction(one) for one in found]))
    fairness = [one for one, equity, _ in standings if equity and one is not None]
    if not fairness:
        return ElementWord(min(level, FAIRNESS_NOT_ANSWERED), True)
    return ElementWord(min(level, min(fairness) + 1), False)


def difference(say: Say | None, records: int | None) -> Fraction | None:
    """S minus the level on record."""
    return None if say is None or records is None else say.value - records


def difference_finding(say: Say | None, records: int | None) -> DifferenceFinding | None:
    """Whether people and records differ by a level or more, for every value that a bound allows."""
    if say is None or records is None:
        return None
    lowest = Fraction(0) if say.bound == "at_most" else say.value
    highest = Fraction(4) if say.bound == "at_least" else say.value
    if lowest - records >= CRITERION_DIFFERENCE:
        return "people_higher"
    return "records_higher" if records - highest >= CRITERION_DIFFERENCE else None


def element_difference(differences: Sequence[Fraction | None], asked: int) -> Fraction | None:
    """The mean difference over the criteria that have both; None under half of the ``asked`` ones."""
    found = [one for one in differences if one is not None]
    return mean(found) if found and 2 * len(found) >= asked else None


def element_difference_finding(found: Fraction | None) -> DifferenceFinding | None:
    """Whether people and records differ on an element."""
    if found is None or abs(found) < ELEMENT_DIFFERENCE:
        return None
    return "people_higher" if found > 0 else "records_higher"
