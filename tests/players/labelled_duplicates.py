"""Invented names, labelled by hand: which are of one organization. And how suggestions do beside the labels.

The names are shaped like those on real lists. They were written and labelled before there was anything to judge them;
the rules were then tried on the part ``tuned`` alone, and no pair of ``held_out`` was looked at. ``hard`` was written
afterwards, to find where the rules end; some of it they were then taught.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

from tallgrass.elements.players.method.duplicates import Comparable, Likeness, alike

FILE = Path(__file__).with_suffix(".csv")
PARTS = ("tuned", "hard", "held_out")

Pairs = set[tuple[int | str, int | str]]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Records with the pairs that are of one organization, by their keys."""

    records: tuple[Comparable, ...]
    same: frozenset[tuple[int | str, int | str]]


@dataclass(frozen=True, slots=True)
class Judged:
    """Suggestions beside the labels."""

    found: Pairs
    wrong: Pairs
    missed: Pairs

    @property
    def precision(self) -> float:
        """Share of the suggestions that are right."""
        return 1 - len(self.wrong) / len(self.found)

    @property
    def recall(self) -> float:
        """Share of the pairs of one organization that were suggested."""
        right = len(self.found) - len(self.wrong)
        return right / (right + len(self.missed))


@cache
def labelled(*parts: str) -> Labelled:
    """The names of these parts, compared as one list."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["part"] in parts]
    records = tuple(
        Comparable(key, row["name"], row["website"] or None, _identifiers(row["identifier"]))
        for key, row in enumerate(rows)
    )
    same = (
        (one, other)
        for one, other in combinations(range(len(rows)), 2)
        if rows[one]["organization"] == rows[other]["organization"]
    )
    return Labelled(records, frozenset(same))


def judged(labels: Labelled, found: Iterable[Likeness] | None = None) -> Judged:
    """How suggestions (by default, all of them) do."""
    pairs: Pairs = {(one.one, one.other) for one in (alike(labels.records) if found is None else found)}
    return Judged(pairs, pairs - labels.same, set(labels.same) - pairs)


def _identifiers(text: str) -> tuple[tuple[str, str], ...]:
    scheme, colon, value = text.partition(":")
    return ((scheme, value),) if colon else ()
