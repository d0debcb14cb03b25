"""Does the range of S hold the truth, how wide is it, and how far off is S?

Beside METHOD 1 stand the formula that protects nobody (METHOD 1, section 2, last words of the vector), made on the
true kinds, the range as it was when its limits were rounded to the nearest, and a wider one that is proposed.
"""

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from benchmarks.chunks import in_chunks
from benchmarks.coalitions import FAMILIES, HARDER, Coalition, coalitions
from benchmarks.tables import Column, Figures, Row, Table, verdict
from benchmarks.wider_range import nearest, wider
from tallgrass.strength.rounds.method.cells import weights
from tallgrass.strength.rounds.method.say import mark, together
from tallgrass.strength.rounds.method.unprotected import unprotected

RULES = ("method", "nearest", "wider", "unprotected")
BAR = 0.94
#: Coalitions a family.
FULL, QUICK = 10_000, 400
COLUMNS = (
    Column("Coalitions", "words"),
    Column("promised", "promised"),
    Column("METHOD 1", "method_coverage", ".4f"),
    Column(f"bar {BAR}", "verdict"),
    Column("width", "method_width", ".2f"),
    Column("RMSE", "method_rmse", ".3f"),
    Column("nearest", "nearest_coverage", ".4f"),
    Column("width", "nearest_width", ".2f"),
    Column("wider", "wider_coverage", ".4f"),
    Column("width", "wider_width", ".2f"),
    Column("unprotected", "unprotected_coverage", ".4f"),
    Column("width", "unprotected_width", ".2f"),
    Column("RMSE", "unprotected_rmse", ".3f"),
)
#: What the quick run asks for: it must notice a broken rule, not a weak one.
LOOSE = 0.85


@dataclass(frozen=True, slots=True)
class Judged:
    """Sums over coalitions, by rule: how often the range held the truth, its widths, squared errors of the mark."""

    number: int
    held: np.ndarray
    width: np.ndarray
    squares: np.ndarray


def judge_family(name: str, random: np.random.Generator, number: int) -> Judged:
    """``number`` coalitions of one family, judged."""
    family = {**FAMILIES, **HARDER}[name]
    each = np.array([_judge(one) for one in coalitions(family, random, number)])
    held, width, squares = each.sum(axis=0)
    return Judged(number, held, width, squares)


def _judge(coalition: Coalition) -> tuple[list[float], list[float], list[float]]:
    cells, truth = coalition.cells, coalition.truth
    marks = tuple(mark(cell) for cell in cells)
    shares = weights(cells)
    say = together(cells, marks)
    if say is None or say.low is None or say.high is None:
        raise AssertionError("a coalition with cells has a range")
    open_to_all = unprotected(
        [(count.levels, coalition.asked[kind]) for kind, count in coalition.counts.items() if count.answered]
    )
    ranges: list[tuple[Fraction | float, Fraction | float]] = [
        (say.low, say.high),
        nearest(shares, marks),
        wider(shares, marks),
        (open_to_all.low, open_to_all.high),
    ]
    off = float(say.value - truth)
    return (
        [float(_holds(low, high, truth)) for low, high in ranges],
        [float(high - low) for low, high in ranges],
        [off * off, off * off, off * off, (open_to_all.mean - float(truth)) ** 2],
    )


def _holds(low: Fraction | float, high: Fraction | float, truth: Fraction) -> bool:
    slack = 1e-9 if isinstance(low, float) else 0
    return low - slack <= truth <= high + slack


def run(quick: bool) -> Figures:
    """Every family, judged by every rule."""
    number = QUICK if quick else FULL
    families = {**FAMILIES, **HARDER}
    judged = in_chunks(judge_family, list(families), number, salt=1)
    rows = [_row(families[name].words, name, parts) for name, parts in judged.items()]
    if quick and any(row["method_coverage"] < LOOSE for row in rows if row["promised"]):
        raise AssertionError(f"a range holds the truth in fewer than {LOOSE:.0%} of the cases")
    chance = 1.96 * math.sqrt(0.05 * 0.95 / number)
    table = Table(
        "Coverage, width and error of the range of S",
        COLUMNS,
        rows,
        f"{number:,} coalitions each, at least one published cell of 5 to 9; chance moves a coverage by {chance:.4f}."
        "\nNearest is what was, wider a proposal (RMSE as for METHOD 1); unprotected sees every answer.",
    )
    return Figures("coverage", {"coalitions": number, "bar": BAR, "families": rows}, [table])


def _row(words: str, name: str, parts: list[Judged]) -> Row:
    number = sum(part.number for part in parts)
    held, width, squares = (
        sum(getattr(part, which) for part in parts) / number for which in ("held", "width", "squares")
    )
    row: Row = {"family": name, "words": words, "promised": name in FAMILIES}
    for place, rule in enumerate(RULES):
        row[f"{rule}_coverage"] = round(float(held[place]), 4)
        row[f"{rule}_width"] = round(float(width[place]), 4)
        row[f"{rule}_rmse"] = round(math.sqrt(squares[place]), 4)
    row["verdict"] = verdict(row["method_coverage"] >= BAR) if row["promised"] else None
    return row
