"""Which answers may be shown together: the cells of METHOD 1, section 3, rules 1 to 3.

A kind with fewer than *k* answers is never shown by itself, and never alone in what is merged, so that nothing
can be worked back by subtraction.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.records import Count

#: The smallest k a place may set.
SMALLEST_K = 5
#: From this many answers on, a cell prints its spread and a mark to one decimal.
SPREAD_FROM = 10


@dataclass(frozen=True, slots=True)
class Cell:
    """People whose answers are shown together. ``asked`` is N, None where it is not known."""

    kinds: tuple[str, ...]
    rule: Literal["shown", "merged"]
    count: Count
    asked: int | None

    @property
    def answered(self) -> int:
        """n: how many chose a level."""
        return self.count.answered

    @property
    def by_itself(self) -> bool:
        """True for a single kind shown as it is."""
        return self.rule == "shown"


def pooled(counts: list[Count]) -> Count:
    """Several counts as one."""
    a, b, c, d, e = (sum(count.levels[level] for count in counts) for level in range(5))
    return Count((a, b, c, d, e), sum(c.dont_know for c in counts), sum(c.skipped for c in counts))


def published_cells(counts: Mapping[str, Count], asked: Mapping[str, int | None], k: int) -> tuple[Cell, ...]:
    """The cells of one criterion, shown kinds first in the order of the six, the merged cell last.

    ``counts`` and ``asked`` are keyed by kind; only the six take part, and of those only kinds that answered.
    An empty result means that nothing may leave. A ``k`` under 5 raises ValueError.
    """
    if k < SMALLEST_K:
        raise ValueError(f"the smallest group shown must be {SMALLEST_K} or more, not {k}")
    answering = {kind: counts[kind] for kind in SIX_KINDS if kind in counts and counts[kind].answered}
    hidden = {kind for kind, count in answering.items() if count.answered < k}
    if hidden:
        while len(hidden) < len(answering) and (
            len(hidden) == 1 or sum(answering[kind].answered for kind in hidden) < k
        ):
            hidden.add(min(answering.keys() - hidden, key=lambda kind: (answering[kind].answered, kind)))
    cells = [
        Cell((kind,), "shown", answering[kind], asked.get(kind)) for kind in answering if kind not in hidden
    ]
    merged = tuple(kind for kind in answering if kind in hidden)
    if merged:
        together = pooled([answering[kind] for kind in merged])
        numbers = [asked.get(kind) for kind in merged]
        known = [number for number in numbers if number is not None]
        if together.answered >= k:
            everyone = sum(known) if len(known) == len(numbers) else None
            cells.append(Cell(merged, "merged", together, everyone))
    return tuple(cells)


def weights(cells: tuple[Cell, ...]) -> tuple[Fraction, ...]:
    """w of each cell: its kinds among all kinds in published cells, so that every kind has an equal voice."""
    kinds = sum(len(cell.kinds) for cell in cells)
    return tuple(Fraction(len(cell.kinds), kinds) for cell in cells)
