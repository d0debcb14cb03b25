"""Evidence that people attach to a criterion."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One attachment. ``grade`` is the grade claimed, 0 to 3 for E0 to E3; what counts is decided at ``as_of``.

    The two kinds are kinds of player, or None where blank.
    """

    criterion: str
    title: str
    link: str | None
    dated_on: date | None
    grade: int
    provided_by_kind: str | None
    checked_by_kind: str | None
