"""What people want to work on first (METHOD 1, section 3, rule 12)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.foundation.numbers import rounded
from tallgrass.strength.rounds.method.agreement import (
    LEAN_TOGETHER,
    MOST_AGREE,
    AgreementKey,
    concordance_of_picks,
)
from tallgrass.strength.rounds.method.records import Ranking

#: Priorities leave only with this many people behind them.
RANKERS_FROM = 10


@dataclass(frozen=True, slots=True)
class Priority:
    """One item and the share of people who picked it, None for fewer than k.

    ``item`` is None for whatever people wrote in that nobody has cleared.
    """

    item: str | None
    share: Fraction | None


@dataclass(frozen=True, slots=True)
class Priorities:
    """What one group of people would work on first. ``rankers`` is None where too few took part."""

    state: Literal["shown", "too_few", "none"]
    rankers: int | None
    items: tuple[Priority, ...]
    agreement: AgreementKey | None


def priorities(
    rankings: Iterable[Ranking], known_items: Iterable[str], k: int
) -> tuple[Priorities, Priorities]:
    """Priorities of the six together, and of residents apart.

    ``known_items`` are ids that nobody wrote in (criteria and elements). Other words are named only once a person has
    cleared them (rule 8).
    """
    rows = tuple(rankings)
    named = frozenset(known_items) | {row.item for row in rows if row.cleared}
    partners = [row for row in rows if row.kind in SIX_KINDS]
    residents = [row for row in rows if row.kind == "resident"]
    return _of(partners, named, k), _of(residents, named, k)


def _of(rows: Sequence[Ranking], named: frozenset[str], k: int) -> Priorities:
    people = {row.respondent for row in rows}
    if len(people) < RANKERS_FROM:
        return Priorities("too_few" if people else "none", None, (), None)
    picks = Counter(item for _, item in {(row.respondent, row.item) for row in rows})
    shown = [
        Priority(item, rounded(Fraction(count, len(people))))
        for item, count in picks.items()
        if count >= k and item in named
    ]
    few = [Priority(item, None) for item, count in picks.items() if count < k and item in named]
    unnamed = [Priority(None, None)] if picks.keys() - named else []
    shown.sort(key=lambda one: (-(one.share or 0), one.item or ""))
    few.sort(key=lambda one: one.item or "")
    widely = frozenset(item for item, count in picks.items() if count >= k or item in named)
    return Priorities("shown", len(people), (*shown, *few, *unnamed), _agreement(rows, widely))


def _agreement(rows: Sequence[Ranking], items: frozenset[str]) -> AgreementKey | None:
    """Kendall's W of these items in words; those that a person did not pick share the ranks that are left."""
    people: dict[str, dict[str, int]] = {row.respondent: {} for row in rows}
    for row in rows:
        if row.item in items:
            people[row.respondent][row.item] = row.rank
    found = concordance_of_picks(people.values(), sorted(items))
    if found is None:
        return None
    return "most_agree" if found >= MOST_AGREE else "lean_together" if found >= LEAN_TOGETHER else "mixed"
