"""What attached evidence is worth at a date (METHOD 1, section 4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tallgrass.foundation.freshness import Freshness, freshness
from tallgrass.strength.evidence.method.records import EvidenceItem

#: Grades: none, described, a dated document or link, checked by a player of another kind.
NONE, DESCRIBED, DOCUMENT, CHECKED = range(4)


@dataclass(frozen=True, slots=True)
class EvidenceGrade:
    """The best evidence of a criterion that counts. ``items`` is how many count at all."""

    grade: int
    dated_on: date | None
    items: int


NO_EVIDENCE = EvidenceGrade(NONE, None, 0)


def checker_counts(item: EvidenceItem) -> bool:
    """True if the checker is a player of a known kind, other than the giver's known kind."""
    known = [kind for kind in PLAYER_KINDS if kind != "unknown"]
    checker, giver = item.checked_by_kind, item.provided_by_kind
    return checker in known and giver in known and checker != giver


def grade_at(item: EvidenceItem, as_of: date) -> int:
    """The grade that an item has at ``as_of``: claimed, less what its date and its checker do not carry."""
    grade = min(item.grade, CHECKED if checker_counts(item) else DOCUMENT)
    worth: dict[Freshness, int] = {"fresh": grade, "undated": min(grade, DESCRIBED)}
    return worth.get(freshness(item.dated_on, as_of), NONE)


def grade_evidence(items: Iterable[EvidenceItem], as_of: date) -> EvidenceGrade:
    """The best that counts; of equal grades, the latest date."""
    counting = [(grade_at(item, as_of), item.dated_on or date.min) for item in items if grade_at(item, as_of)]
    if not counting:
        return NO_EVIDENCE
    grade, dated = max(counting)
    return EvidenceGrade(grade, None if dated == date.min else dated, len(counting))
