"""Where one kind of people rates an element clearly apart from the rest (METHOD 1, section 6).

Two steps on printed figures: first every kind on every element (Holm at .05, and half a level or more), then the
criteria of the pairs found (Benjamini and Hochberg at .10, and three quarters of a level or more).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.foundation.numbers import mean, two_sided_p
from tallgrass.strength.rounds.method.cells import weights
from tallgrass.strength.rounds.method.results import CriterionSay
from tallgrass.strength.rounds.method.say import Bound
from tallgrass.strength.scorecard.method.many_tests import benjamini_hochberg, holm

ELEMENT_P, ELEMENT_GAP = 0.05, Fraction(1, 2)
CRITERION_P, CRITERION_GAP = 0.10, Fraction(3, 4)

#: Residents and community groups come first, whatever the sign.
GAP_KINDS = ("resident", "community", *(kind for kind in SIX_KINDS if kind != "community"))


@dataclass(frozen=True, slots=True)
class Apartness:
    """d of one kind on one criterion, its variance, and which ends made it.

    ``widening`` ends would make the distance larger, ``narrowing`` ones smaller.
    """

    difference: Fraction
    variance: Fraction
    widening: bool
    narrowing: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """A clear gap: on a whole element where ``criterion`` is None. ``at_least`` says that an end made it."""

    element: str
    criterion: str | None
    kind: str
    difference: Fraction
    at_least: bool
    p_adjusted: float


def apartness(told: CriterionSay, kind: str) -> Apartness | None:
    """How far a kind's mark lies from the others' on one criterion; None where either has no mark from answers."""
    own = told.mark_of(kind)
    if own is None or told.say is None or told.say.source != "answers" or told.say.variance is None:
        return None
    if kind == "resident":
        difference = own.value - told.say.value
        variance = own.variance + told.say.variance
        others: list[Bound | None] = [mark.bound for mark in told.marks]
    else:
        rest = [
            (weight, mark)
            for weight, cell, mark in zip(weights(told.cells), told.cells, told.marks, strict=True)
            if cell.kinds != (kind,)
        ]
        if not rest:
            return None
        total = sum((weight for weight, _ in rest), Fraction(0))
        difference = own.value - sum((w * m.value for w, m in rest), Fraction(0)) / total
        variance = own.variance + sum((w * w * m.variance for w, m in rest), Fraction(0)) / total**2
        others = [mark.bound for _, mark in rest]
    up = own.bound == "at_least" or "at_most" in others
    down = own.bound == "at_most" or "at_least" in others
    return Apartness(difference, variance, *((up, down) if difference > 0 else (down, up)))


def find_gaps(
    elements: Mapping[str, Sequence[str]],
    told: Mapping[str, CriterionSay],
    resident_form: Sequence[str],
) -> tuple[Gap, ...]:
    """Every clear gap, residents first, then community groups; each element before its criteria.

    ``elements`` maps an element to its criteria. One in which a meeting's level stands never enters (section 1).
    """
    pairs: list[tuple[str, str, list[tuple[str, Apartness]]]] = []
    for kind in GAP_KINDS:
        for element, criteria in elements.items():
            if any(told[name].from_meeting for name in criteria):
                continue
            eligible = [name for name in criteria if _eligible(told[name], kind, name in resident_form)]
            found = [(name, apart) for name in eligible if (apart := apartness(told[name], kind))]
            if found and 2 * len(found) >= len(eligible):
                pairs.append((kind, element, found))
    flagged = _on_elements(pairs)
    on_criteria = _on_criteria([pairs[place] for place in flagged])
    gaps: list[Gap] = []
    for place, gap in flagged.items():
        kind, element, _ = pairs[place]
        gaps += [gap, *(one for one in on_criteria if (one.kind, one.element) == (kind, element))]
    return tuple(gaps)


def _eligible(told: CriterionSay, kind: str, in_resident_form: bool) -> bool:
    """The criteria over which a pair is judged: those asked; for residents those of their form that have an S."""
    if kind == "resident":
        return in_resident_form and told.say is not None and told.say.source == "answers"
    return told.asked


def _on_elements(pairs: Sequence[tuple[str, str, list[tuple[str, Apartness]]]]) -> dict[int, Gap]:
    differences = [mean([apart.difference for _, apart in found]) for _, _, found in pairs]
    errors = [
        math.fsum(math.sqrt(apart.variance) for _, apart in found) / len(found) for _, _, found in pairs
    ]
    adjusted = holm([two_sided_p(d, error) for d, error in zip(differences, errors, strict=True)])
    return {
        place: Gap(element, None, kind, differences[place], _at_least(found), adjusted[place])
        for place, (kind, element, found) in enumerate(pairs)
        if adjusted[place] <= ELEMENT_P and abs(differences[place]) >= ELEMENT_GAP
    }


def _on_criteria(pairs: Sequence[tuple[str, str, list[tuple[str, Apartness]]]]) -> list[Gap]:
    every = [(kind, element, name, apart) for kind, element, found in pairs for name, apart in found]
    adjusted = benjamini_hochberg(
        [two_sided_p(apart.difference, math.sqrt(apart.variance)) for _, _, _, apart in every]
    )
    return [
        Gap(element, name, kind, apart.difference, apart.widening and not apart.narrowing, p)
        for (kind, element, name, apart), p in zip(every, adjusted, strict=True)
        if p <= CRITERION_P and abs(apart.difference) >= CRITERION_GAP
    ]


def _at_least(found: Sequence[tuple[str, Apartness]]) -> bool:
    """True if ends made the mean distance, and none of them could make it smaller."""
    total = sum((apart.difference for _, apart in found), Fraction(0))
    same = [(apart.difference > 0) == (total > 0) for _, apart in found]
    widening = any(
        apart.widening if one else apart.narrowing for one, (_, apart) in zip(same, found, strict=True)
    )
    narrowing = any(
        apart.narrowing if one else apart.widening for one, (_, apart) in zip(same, found, strict=True)
    )
    return widening and not narrowing
