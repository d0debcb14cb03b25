"""Everything a scorecard is computed from, as plain typed data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tallgrass.elements.players.method.records import Player, Tie
from tallgrass.foundation.readings import Measured
from tallgrass.places.method.records import PlaceRecord
from tallgrass.strength.evidence.method.records import EvidenceItem
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.method.records import Agreed, Answers, Asked, Comment, Ranking, Signed


@dataclass(frozen=True, slots=True)
class Inputs:
    """One place at one date. A table that is None is absent: unknown, never empty.

    ``previous`` is an earlier scorecard document, as read from its JSON.
    """

    place: PlaceRecord
    framework: Framework
    players: tuple[Player, ...] | None = None
    ties: tuple[Tie, ...] | None = None
    answers: Answers | None = None
    asked: tuple[Asked, ...] | None = None
    agreed: tuple[Agreed, ...] | None = None
    rankings: tuple[Ranking, ...] | None = None
    comments: tuple[Comment, ...] | None = None
    signed: tuple[Signed, ...] | None = None
    evidence: tuple[EvidenceItem, ...] | None = None
    readings: tuple[Measured, ...] | None = None
    rows: Mapping[str, int] = field(default_factory=dict)
    previous: Mapping[str, Any] | None = None
