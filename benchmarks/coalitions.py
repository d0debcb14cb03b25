"""Generated coalitions with a known truth, in families. The generator of the coverage benchmark.

A coalition is one question asked of 2 to 6 kinds of 5 to 40 people. Everybody holds an opinion, a level 0 to 4; a
part of them, drawn evenly, answers. Only coalitions in which something may leave, with at least one published cell
of 5 to 9 answers, are kept: those are the ones where protection costs precision.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.cells import SMALLEST_K, SPREAD_FROM, Cell, published_cells
from tallgrass.strength.rounds.method.records import Count

#: Draws the opinions of one kind: (number of people) to levels 0 to 4.
Opinions = Callable[[int], np.ndarray]
#: Begins a coalition; each call of the result draws the next kind.
Draw = Callable[[np.random.Generator], Callable[[], Opinions]]


@dataclass(frozen=True, slots=True)
class Family:
    """Coalitions of one sort. ``response`` is the range of the share that answers, drawn once a coalition."""

    words: str
    draw: Draw
    response: tuple[float, float]
    asked_known: bool = True


@dataclass(frozen=True, slots=True)
class Coalition:
    """One coalition as the method sees it, and ``truth``: the mean of the true kind means over the kinds in cells."""

    counts: Mapping[str, Count]
    asked: Mapping[str, int | None]
    cells: tuple[Cell, ...]
    truth: Fraction


def around(low: float, high: float, *, kinds: float, people: float) -> Draw:
    """Opinions around a common level between ``low`` and ``high``, the same chance for each.

    Kinds differ from it with standard deviation ``kinds``, people from their kind with ``people``; the sum is
    rounded to a level and held within 0 to 4.
    """

    def begin(random: np.random.Generator) -> Callable[[], Opinions]:
        common = random.uniform(low, high)

        def kind() -> Opinions:
            centre = common + kinds * random.standard_normal()
            return lambda n: np.clip(np.rint(centre + people * random.standard_normal(n)), 0, 4).astype(int)

        return kind

    return begin


def any_shape(concentration: float) -> Draw:
    """Every kind has its own shares of the five levels, drawn from a Dirichlet distribution.

    No bell, no common level: the hardest case. Small concentrations give kinds of one mind, large ones kinds that
    are spread evenly.
    """

    def begin(random: np.random.Generator) -> Callable[[], Opinions]:
        def kind() -> Opinions:
            shares = random.dirichlet([concentration] * 5)
            return lambda n: random.choice(5, n, p=shares)

        return kind

    return begin


#: How far people of a kind lie apart in the eyes of METHOD 1: the spread of 1.25 that stands in for the real one.
STAND_IN = math.sqrt(1.25)
USUAL = (0.3, 1.0)
FEW = (0.1, 0.4)

#: The four families of which the range must hold the truth in 94 of 100 cases.
FAMILIES: Mapping[str, Family] = {
    "alike": Family("Opinions alike", around(0, 4, kinds=0.2, people=0.5), USUAL),
    "spread": Family("Opinions spread", around(0.5, 3.5, kinds=0.6, people=1.3), USUAL),
    "middling": Family("Opinions middling", around(1.5, 2.5, kinds=0.4, people=0.8), USUAL),
    "few": Family("Few answers", around(0.5, 3.5, kinds=0.5, people=0.9), FEW),
}
#: Others, which nobody promised: they show where the range holds and where it breaks.
HARDER: Mapping[str, Family] = {
    "stand_in": Family("Spread as the method assumes", around(0.5, 3.5, kinds=0.6, people=STAND_IN), USUAL),
    "strong": Family("A strong place", around(3, 4, kinds=0.3, people=0.6), USUAL),
    "everyone": Family("Everyone answers", around(0, 4, kinds=0.4, people=0.8), (1.0, 1.0)),
    "open_link": Family(
        "Nobody knows how many were asked", around(1, 3, kinds=0.4, people=0.9), USUAL, False
    ),
    "far_apart": Family("Kinds far apart", around(0, 4, kinds=1.0, people=1.2), USUAL),
    "one_mind": Family("Any shape, each kind of one mind", any_shape(0.3), USUAL),
    "any_shape": Family("Any shape", any_shape(1.0), USUAL),
    "even": Family("Any shape, each kind spread evenly", any_shape(5.0), USUAL),
    "any_few": Family("Any shape, few answers", any_shape(1.0), FEW),
}


def coalitions(family: Family, random: np.random.Generator, number: int) -> Iterator[Coalition]:
    """``number`` coalitions of a family."""
    while number:
        found = _coalition(family, random)
        if any(cell.answered < SPREAD_FROM for cell in found.cells):
            number -= 1
            yield found


def _coalition(family: Family, random: np.random.Generator) -> Coalition:
    chosen = random.choice(len(SIX_KINDS), int(random.integers(2, 7)), replace=False)
    response = random.uniform(*family.response)
    kind = family.draw(random)
    counts: dict[str, Count] = {}
    sizes: dict[str, int | None] = {}
    means: dict[str, Fraction] = {}
    for place in sorted(chosen):
        name, people = SIX_KINDS[place], int(random.integers(5, 41))
        opinions = kind()(people)
        heard = opinions[: random.binomial(people, response)]
        zero, one, two, three, four = np.bincount(heard, minlength=5).tolist()
        counts[name] = Count((zero, one, two, three, four))
        sizes[name] = people if family.asked_known else None
        means[name] = Fraction(int(opinions.sum()), people)
    cells = published_cells(counts, sizes, SMALLEST_K)
    of = [means[name] for cell in cells for name in cell.kinds]
    return Coalition(counts, sizes, cells, sum(of, Fraction(0)) / max(1, len(of)))
