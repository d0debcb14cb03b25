"""What stands first: at most three clauses, in a fixed order (METHOD 1, section 8)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tallgrass.strength.scorecard.method.elements import ElementSay
from tallgrass.strength.scorecard.method.gaps import Gap

#: An element stands out only among this many that have a range.
RANGES_NEEDED = 3
#: Records contradict a weakest or strongest element from this distance on.
CONTRADICTED_FROM = Fraction(1, 2)
MOST_CLAUSES = 3

ClauseKey = Literal[
    "not_asked_yet",
    "kind_lower",
    "weakest",
    "strongest",
    "none_stands_out",
    "people_and_records_differ",
    "not_heard",
]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause as keys; words are added where it is read. A weakest and a strongest element read as one clause."""

    key: ClauseKey
    element: str | None = None
    kind: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class StandsOut:
    """The element that is clearly weakest, and the one that is clearly strongest, if any."""

    weakest: str | None
    strongest: str | None


def stands_out(says: Mapping[str, ElementSay | None], records: Mapping[str, Fraction | None]) -> StandsOut:
    """An element whose range meets no other's, among three or more with ranges, unless records contradict it."""
    ranges = {
        name: (say.low, say.high)
        for name, say in says.items()
        if say is not None and say.low is not None and say.high is not None
    }
    if len(ranges) < RANGES_NEEDED:
        return StandsOut(None, None)
    weakest = strongest = None
    for name, (low, high) in ranges.items():
        others = [pair for other, pair in ranges.items() if other != name]
        on_record = [mean for other, mean in records.items() if other != name and mean is not None]
        own = records.get(name)
        if all(high < other_low for other_low, _ in others):
            contradicted = own is not None and any(other <= own - CONTRADICTED_FROM for other in on_record)
            weakest = None if contradicted else name
        if all(low > other_high for _, other_high in others):
            contradicted = own is not None and any(other >= own + CONTRADICTED_FROM for other in on_record)
            strongest = None if contradicted else name
    return StandsOut(weakest, strongest)


def first_sentence(
    *,
    anybody_asked: bool,
    gaps: Sequence[Gap],
    out: StandsOut,
    differing_elements: int,
    not_heard: Sequence[str],
) -> tuple[Clause, ...]:
    """The clauses of the first sentence. ``not_heard`` lists kinds in order."""
    if not anybody_asked:
        return (Clause("not_asked_yet"),)
    clauses: list[tuple[Clause, ...]] = [
        (clause,) for kind in ("resident", "community") if (clause := _lower(kind, gaps))
    ]
    named = [
        Clause("weakest", out.weakest) if out.weakest else None,
        Clause("strongest", out.strongest) if out.strongest else None,
    ]
    clauses.append(tuple(one for one in named if one) or (Clause("none_stands_out"),))
    if differing_elements:
        clauses.append((Clause("people_and_records_differ", count=differing_elements),))
    if not_heard:
        clauses.append((Clause("not_heard", kind=not_heard[0], count=len(not_heard)),))
    return tuple(part for clause in clauses[:MOST_CLAUSES] for part in clause)


def _lower(kind: str, gaps: Sequence[Gap]) -> Clause | None:
    """The clause for a kind that rates elements clearly lower, naming the one with the largest gap."""
    lower = [gap for gap in gaps if gap.kind == kind and gap.criterion is None and gap.difference < 0]
    if not lower:
        return None
    widest = min(lower, key=lambda gap: gap.difference)
    return Clause("kind_lower", widest.element, kind, len(lower))
