"""METHOD 1 read a second time: slow, plain, and written without looking at how the program does it.

The tests hold the program against these, and against the vectors in ``tests/vectors``.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[1] / "vectors"

Counts = tuple[int, int, int, int, int]


def vectors(name: str) -> Any:
    """One file of vectors."""
    return json.loads((VECTORS / f"{name}.json").read_text(encoding="utf-8"))


def levels(counts: Iterable[int]) -> Counts:
    """Five counts, from level 0 to level 4."""
    nought, one, two, three, four = counts
    return nought, one, two, three, four


def mean_and_variance(counts: Sequence[int], asked: int | None) -> tuple[Fraction, Fraction]:
    """m and Var of a cell by itself, with every alpha written out (section 2)."""
    n = sum(counts)
    alpha = [c + 2 * (Fraction(1, 2) * Fraction(c, n) + Fraction(1, 10)) for c in counts]
    a = sum(alpha, Fraction(0))
    mu = sum((k * alpha[k] for k in range(5)), Fraction(0)) / a
    s2 = sum((k * k * alpha[k] for k in range(5)), Fraction(0)) / a - mu * mu
    if asked is None:
        return mu, s2 / (a + 1)
    u = asked - n
    said = sum(k * counts[k] for k in range(5))
    return (said + u * mu) / asked, u * s2 * (a + u) / ((a + 1) * asked * asked)


def band(mean: Fraction) -> str:
    """What is printed of 5 to 9 answers."""
    for under, words in ((1.25, "1 or lower"), (1.75, "1.5"), (2.25, "2"), (2.75, "2.5")):
        if mean < Fraction(under):
            return words
    return "3 or higher"


@cache
def every_answer_set(n: int) -> tuple[Counts, ...]:
    """All the ways in which n people can spread over five levels."""
    return tuple(
        (a, b, c, d, n - a - b - c - d)
        for a in range(n + 1)
        for b in range(n + 1 - a)
        for c in range(n + 1 - a - b)
        for d in range(n + 1 - a - b - c)
    )


@cache
def answer_sets_by_sum(n: int) -> Mapping[int, tuple[Counts, ...]]:
    """The same, by the sum of the levels."""
    found: dict[int, list[Counts]] = {}
    for counts in every_answer_set(n):
        found.setdefault(sum(k * counts[k] for k in range(5)), []).append(counts)
    return {total: tuple(sets) for total, sets in found.items()}


@cache
def fitting(n: int, asked: int | None, words: str) -> tuple[Counts, ...]:
    """Every answer set of n people, of ``asked``, that prints these words. m depends on the sum alone."""
    return tuple(
        counts
        for sets in answer_sets_by_sum(n).values()
        if band(mean_and_variance(sets[0], asked)[0]) == words
        for counts in sets
    )


def tenths(number: Fraction, places: int = 1) -> Decimal:
    """Rounded half away from zero, by the decimal module."""
    with localcontext() as context:
        context.prec = 400
        exact = Decimal(number.numerator) / Decimal(number.denominator)
        return exact.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def holm_by_definition(p: Sequence[float]) -> list[float]:
    """For each p the largest of (how many are not smaller) times p, over all that are not larger; at most 1."""
    m = len(p)
    return [min(1.0, max(q * (m - sum(r < q for r in p)) for q in p if q <= own)) for own in p]


def bh_by_definition(p: Sequence[float]) -> list[float]:
    """For each p the smallest of m p / (how many are not larger), over all that are not smaller; at most 1."""
    m = len(p)
    return [min(1.0, min(q * m / sum(r <= q for r in p) for q in p if q >= own)) for own in p]


def linked_pairs(players: Iterable[str], ties: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    """Every pair of players with a path between them."""
    piece = {player: {player} for player in players}
    for one, other in ties:
        if one in piece and other in piece and one != other:
            joined = piece[one] | piece[other]
            for player in joined:
                piece[player] = joined
    return {frozenset(pair) for found in piece.values() for pair in combinations(sorted(found), 2)}


def link_loss_by_trial(ties: Sequence[tuple[str, str]]) -> Fraction | None:
    """Take each player out in turn and count the pairs of the others that lose their path."""
    players = {end for one, other in ties if one != other for end in (one, other)}
    before = linked_pairs(players, ties)
    losses = []
    for leaving in players:
        rest = {pair for pair in before if leaving not in pair}
        if rest:
            left = linked_pairs(players - {leaving}, ties)
            losses.append(Fraction(len(rest - left), len(rest)))
    return max(losses, default=None)


def texts_in(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of some JSON with the way to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from texts_in(one, (*path, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from texts_in(one, (*path, place))
