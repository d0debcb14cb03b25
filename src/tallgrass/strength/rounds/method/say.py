"""What people told us: the mark of a cell, and of all cells together (METHOD 1, section 2).

A cell is first rounded to what is printed of it, and only then added to others, so that no figure carries more
of the answers than the page shows. Finite-population Bayes with two pseudo-votes taken from the cell alone
(Ericson 1969; Ghosh and Meeden 1997).
"""

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tallgrass.foundation.numbers import Z95, clipped, half_up, rounded
from tallgrass.strength.rounds.method.cells import SPREAD_FROM, Cell, weights

Bound = Literal["at_most", "at_least"]

#: What is printed of 5 to 9 answers: the first limit that the estimate is under decides.
HALF_LEVELS: tuple[tuple[Fraction, Fraction, Bound | None], ...] = (
    (Fraction(5, 4), Fraction(1), "at_most"),
    (Fraction(7, 4), Fraction(3, 2), None),
    (Fraction(9, 4), Fraction(2), None),
    (Fraction(11, 4), Fraction(5, 2), None),
)
#: Variance of rounding to one decimal and to half a level: width squared over 12.
ROUNDING_TENTH = Fraction(1, 1200)
ROUNDING_HALF = Fraction(1, 48)
#: Each cell that prints an end opens the range of S by half a level times its weight.
OPEN_SIDE = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Estimate:
    """m and its variance: the mean level over everybody of a cell who was asked, from those who answered."""

    mean: Fraction
    variance: Fraction


@dataclass(frozen=True, slots=True)
class Mark:
    """What is printed of one cell. ``value`` is v (an end counts as 1 or 3), ``variance`` is V.

    ``low`` and ``high`` are None for 5 to 9 answers, whose range nobody may see.
    """

    value: Fraction
    bound: Bound | None
    low: Fraction | None
    high: Fraction | None
    variance: Fraction

    @property
    def level(self) -> int:
        """The level of a printed mark: rounded half up."""
        return half_up(self.value)


@dataclass(frozen=True, slots=True)
class Say:
    """S: what people told us on one criterion, from printed marks alone.

    ``value`` to one decimal. A meeting's agreed level has neither range nor standard error, and source ``agreed``.
    """

    value: Fraction
    bound: Bound | None
    low: Fraction | None
    high: Fraction | None
    variance: Fraction | None
    source: Literal["answers", "agreed"]

    @property
    def level(self) -> int:
        """The level of the printed mark: rounded half up."""
        return half_up(self.value)

    @property
    def standard_error(self) -> float | None:
        """SE of S, in levels."""
        return None if self.variance is None else math.sqrt(self.variance)


def estimate(levels: tuple[int, ...], asked: int | None) -> Estimate:
    """m and Var of one cell (METHOD 1, section 2), exactly.

    ``levels`` counts the answers at each level 0 to 4 (at least one answer); ``asked`` is N >= n, or None.

    >>> float(round(estimate((0, 0, 2, 3, 1), 10).mean, 4))
    2.7917
    """
    n = sum(levels)
    total = sum(level * count for level, count in enumerate(levels))
    squares = sum(level * level * count for level, count in enumerate(levels))
    # Pseudo-votes a_k = share_k + 1/5 give alpha_k = count_k (n + 1)/n + 1/5; the sums over k follow.
    mu = Fraction(total * (n + 1) + 2 * n, n * (n + 2))
    spread = Fraction(squares * (n + 1) + 6 * n, n * (n + 2)) - mu * mu
    if asked is None:
        return Estimate(mu, spread / (n + 3))
    unheard = asked - n
    variance = spread * Fraction(unheard * (n + 2 + unheard), (n + 3) * asked * asked)
    return Estimate((total + unheard * mu) / asked, variance)


def mark(cell: Cell) -> Mark:
    """What is printed of one published cell (METHOD 1, section 2)."""
    found = estimate(cell.count.levels, cell.asked)
    if cell.answered >= SPREAD_FROM:
        reach = Fraction(Z95 * math.sqrt(found.variance))
        low, high = outwards(found.mean - reach, found.mean + reach)
        return Mark(rounded(found.mean), None, low, high, found.variance + ROUNDING_TENTH)
    variance = public_variance(cell.answered, cell.asked)
    for limit, value, bound in HALF_LEVELS:
        if found.mean < limit:
            return Mark(value, bound, None, None, variance)
    return Mark(Fraction(3), "at_least", None, None, variance)


def outwards(low: Fraction, high: Fraction) -> tuple[Fraction, Fraction]:
    """A range held within the scale and printed to one decimal, never narrower than it was computed.

    The lower limit goes down and the upper one up: to the nearest, a limit would at times cut off what the range
    needs to hold the truth as often as it says (decision 0007, which stands over METHOD 1 here).

    >>> [float(limit) for limit in outwards(Fraction("2.16"), Fraction("3.3"))]
    [2.1, 3.3]
    """
    return Fraction(math.floor(clipped(low) * 10), 10), Fraction(math.ceil(clipped(high) * 10), 10)


def public_variance(answered: int, asked: int | None) -> Fraction:
    """V of a cell of 5 to 9, from public numbers only: a spread of 1.25 stands in for the real one."""
    if asked is None:
        return Fraction(5, 4) / (answered + 3) + ROUNDING_HALF
    unheard = asked - answered
    return (
        Fraction(5, 4) * unheard * (answered + 2 + unheard) / ((answered + 3) * asked * asked) + ROUNDING_HALF
    )


def together(cells: tuple[Cell, ...], marks: tuple[Mark, ...]) -> Say | None:
    """S over all cells, every kind with an equal voice. None without cells."""
    if not cells:
        return None
    shares = weights(cells)
    value = sum((w * m.value for w, m in zip(shares, marks, strict=True)), Fraction(0))
    variance = sum((w * w * m.variance for w, m in zip(shares, marks, strict=True)), Fraction(0))
    open_low, open_high = (
        sum((OPEN_SIDE * w for w, m in zip(shares, marks, strict=True) if m.bound == end), Fraction(0))
        for end in ("at_most", "at_least")
    )
    reach = Fraction(Z95 * math.sqrt(variance))
    low, high = outwards(value - reach - open_low, value + reach + open_high)
    ends = {m.bound for m in marks}
    bound = ends.pop() if len(ends) == 1 else None
    if bound == "at_least":
        high = Fraction(4)
    elif bound == "at_most":
        low = Fraction(0)
    return Say(rounded(value), bound, low, high, variance, "answers")


def dont_know(cells: tuple[Cell, ...]) -> Fraction | None:
    """Share of *I don't know* among those who answered or did not know, every kind with an equal voice.

    Exact, from the cells; None without cells. Skips stand outside.
    """
    if not cells:
        return None
    shares = (
        w * Fraction(cell.count.dont_know, cell.count.dont_know + cell.answered)
        for w, cell in zip(weights(cells), cells, strict=True)
    )
    return sum(shares, Fraction(0))
