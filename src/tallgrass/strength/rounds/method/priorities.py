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
    concordance,
)
from tallgrass.strength.rounds.method.records import Ranking

#: Priorities leave only with this many people behind them.
RANKERS_FROM = 10


@dataclass(frozen=True, slots=True)
class Priority:
    """One item and the share of people who picked it, None for fewer than k.

    ``item`` is None where fewer than k picked something in their own words: what one person wrote is not shown.
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

    ``known_items`` are ids that nobody wrote in (criteria and elements).
    """
    rows, known = tuple(rankings), frozenset(known_items)
    partners = [row for row in rows if row.kind in SIX_KINDS]
    residents = [row for row in rows if row.kind == "resident"]
    return _of(partners, known, k), _of(residents, known, k)


def _of(rows: Sequence[Ranking], known: frozenset[str], k: int) -> Priorities:
    people = {row.respondent for row in rows}
    if len(people) < RANKERS_FROM:
        return Priorities("too_few" if people else "none", None, (), None)
    picks = Counter(item for _, item in {(row.respondent, row.item) for row in rows})
    shown = [
        Priority(item, rounded(Fraction(count, len(people)))) for item, count in picks.items() if count >= k
    ]
    few = [Priority(item, None) for item, count in picks.items() if count < k and item in known]
    unnamed = [Priority(None, None)] if any(n < k and item not in known for item, n in picks.items()) else []
    shown.sort(key=lambda one: (-(one.share or 0), one.item or ""))
    few.sort(key=lambda one: one.item or "")
    return Priorities("shown", len(people), (*shown, *few, *unnamed), _agreement(rows))


def _agreement(rows: Sequence[Ranking]) -> AgreementKey | None:
    """Kendall's W in words; items that a person did not pick share the ranks that are left."""
    items = sorted({row.item for row in rows})
    people: dict[str, dict[str, int]] = {}
    for row in rows:
        people.setdefault(row.respondent, {})[row.item] = row.rank
    found = concordance([_midranks([picked.get(item) for item in items]) for picked in people.values()])
    if found is None:
        return None
    return "most_agree" if found >= MOST_AGREE else "lean_together" if found >= LEAN_TOGETHER else "mixed"


def _midranks(ranks: Sequence[int | None]) -> list[Fraction]:
    """Ranks 1 to n with ties, and with what was not ranked, at their mean rank."""
    places = [(rank is None, rank or 0) for rank in ranks]
    order = sorted(places)
    return [Fraction(2 * order.index(place) + order.count(place) + 1, 2) for place in places]
