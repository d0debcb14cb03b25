"""The gap rule of METHOD 1, section 6, a second time in arrays, so that ten thousand reports take minutes.

Used twice: to leave out reports that cannot hold a gap before the program's own ``find_gaps`` is asked (the
benchmark checks on a sample that both agree), and to try a change of the rule.
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from benchmarks.printed import Printed
from benchmarks.reports import Questions
from tallgrass.strength.rounds.method.cells import weights
from tallgrass.strength.rounds.method.say import Mark
from tallgrass.strength.scorecard.method.gaps import (
    CRITERION_GAP,
    CRITERION_P,
    ELEMENT_GAP,
    ELEMENT_P,
)
from tallgrass.strength.scorecard.method.many_tests import benjamini_hochberg, holm

#: Arrays add in another order than exact fractions do.
SLACK = 1e-9

#: A flag: kind, element, and the column of a question, or None for the element.
Flag = tuple[str, str, int | None]
#: From the marks of a kind (low, value, high) and of the others to how far they are apart.
Distance = Callable[[np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True, slots=True)
class Pair:
    """One kind on one element: d and SE by column."""

    kind: str
    element: str
    columns: tuple[int, ...]
    difference: np.ndarray
    error: np.ndarray

    @property
    def mean(self) -> float:
        """d of the element."""
        return float(self.difference.mean())

    def p(self, correlation: float) -> float:
        """Two-sided p of the element, the errors of any two of its questions being so correlated.

        METHOD 1 takes 1: the error of the mean is the mean error.
        """
        together = correlation * self.error.mean() ** 2
        apart = (1 - correlation) * (self.error**2).mean() / len(self.error)
        return _p(self.mean, math.sqrt(together + apart))


def as_printed(own: np.ndarray, others: np.ndarray) -> np.ndarray:
    """METHOD 1: the distance of the printed values, an end counting as 1 or 3."""
    apart: np.ndarray = own[1] - others[1]
    return apart


def least_that_ends_allow(own: np.ndarray, others: np.ndarray) -> np.ndarray:
    """A proposal: the smallest distance that open ends allow (3 or higher may be 4, 1 or lower may be 0)."""
    above, below = own[0] - others[2], own[2] - others[0]
    return np.where(above > 0, above, np.where(below < 0, below, 0.0))


def pairs(printed: Printed, questions: Questions, distance: Distance = as_printed) -> list[Pair]:
    """Every kind that is a cell by itself, and residents, on every element."""
    shares = np.array([float(share) for share in weights(printed.cells)])
    spans = np.stack([_spans(marks) for marks in printed.marks], axis=2)  # low/value/high, cell, question
    variances = np.array([[float(mark.variance) for mark in marks] for marks in printed.marks]).T
    found: list[Pair] = []
    if any(printed.residents):
        every = np.arange(len(questions.ids))
        asked = every[[mark is not None for mark in printed.residents]]
        own = _spans([mark for mark in printed.residents if mark is not None])
        error = np.array([float(mark.variance) for mark in printed.residents if mark is not None])
        all_say = np.tensordot(shares, spans, (0, 1))[:, asked]
        # S is printed to one decimal, but d and its ends are taken from it as printed.
        all_say[1] = np.floor(all_say[1] * 10 + 0.5 + SLACK) / 10
        error = np.sqrt(error + (shares**2 @ variances)[asked])
        found += _by_element("resident", asked, distance(own, all_say), error, questions)
    if len(printed.cells) < 2:
        return found
    for place, cell in enumerate(printed.cells):
        if cell.by_itself:
            rest = np.delete(shares, place) / np.delete(shares, place).sum()
            others = np.tensordot(rest, np.delete(spans, place, axis=1), (0, 1))
            error = np.sqrt(variances[place] + rest**2 @ np.delete(variances, place, axis=0))
            columns = np.arange(len(questions.ids))
            found += _by_element(cell.kinds[0], columns, distance(spans[:, place], others), error, questions)
    return found


def _spans(marks: Sequence[Mark]) -> np.ndarray:
    value = np.array([float(mark.value) for mark in marks])
    low = np.array([0.0 if mark.bound == "at_most" else float(mark.value) for mark in marks])
    high = np.array([4.0 if mark.bound == "at_least" else float(mark.value) for mark in marks])
    return np.stack([low, value, high])


def _by_element(
    kind: str, columns: np.ndarray, difference: np.ndarray, error: np.ndarray, questions: Questions
) -> list[Pair]:
    where = {int(column): place for place, column in enumerate(columns)}
    found = []
    for element, of_element in questions.elements.items():
        mine = tuple(column for column in of_element if column in where)
        if mine:
            places = [where[column] for column in mine]
            found.append(Pair(kind, element, mine, difference[places], error[places]))
    return found


def flags(found: Sequence[Pair], correlation: float = 1.0) -> set[Flag]:
    """What the two steps flag."""
    adjusted = holm([pair.p(correlation) for pair in found])
    clear = [
        pair
        for pair, p in zip(found, adjusted, strict=True)
        if p <= ELEMENT_P and abs(pair.mean) >= float(ELEMENT_GAP) - SLACK
    ]
    every = [
        (pair, column, d, error)
        for pair in clear
        for column, d, error in zip(pair.columns, pair.difference, pair.error, strict=True)
    ]
    by_question = benjamini_hochberg([_p(float(d), float(error)) for _, _, d, error in every])
    flagged: set[Flag] = {(pair.kind, pair.element, None) for pair in clear}
    for (pair, column, d, _), p in zip(every, by_question, strict=True):
        if p <= CRITERION_P and abs(d) >= float(CRITERION_GAP) - SLACK:
            flagged.add((pair.kind, pair.element, column))
    return flagged


def may_hold_a_gap(found: Sequence[Pair]) -> bool:
    """False only where no pair comes near either cut of the first step."""
    near = [abs(pair.mean) >= 0.9 * float(ELEMENT_GAP) for pair in found]
    adjusted = holm([pair.p(1.0) for pair in found])
    return any(close and p <= 2 * ELEMENT_P for close, p in zip(near, adjusted, strict=True))


def _p(difference: float, error: float) -> float:
    return math.erfc(abs(difference) / error / math.sqrt(2)) if error else float(abs(difference) < SLACK)
