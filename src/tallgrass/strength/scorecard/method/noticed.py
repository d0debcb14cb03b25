"""What was found in the records and does not count, counted (nothing is dropped in silence)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tallgrass.foundation.freshness import freshness
from tallgrass.strength.evidence.method.grades import CHECKED, checker_counts
from tallgrass.strength.rounds.method.results import RoundResults
from tallgrass.strength.scorecard.method.inputs import Inputs

NoticedKey = Literal[
    "stale",
    "future",
    "undated",
    "unknown_kind",
    "active_unknown",
    "checker_does_not_count",
    "more_answered_than_asked",
    "superseded_by_computed",
]

#: What a person should look into; the rest is only good to know.
PROBLEMS: frozenset[NoticedKey] = frozenset(
    ("stale", "future", "undated", "checker_does_not_count", "more_answered_than_asked")
)


@dataclass(frozen=True, slots=True)
class Noticed:
    """``count`` rows of ``table`` of which ``key`` is true."""

    table: str
    key: NoticedKey
    count: int

    @property
    def is_problem(self) -> bool:
        """True if a person should look into it."""
        return self.key in PROBLEMS


def notice(inputs: Inputs, results: RoundResults, superseded: int) -> tuple[Noticed, ...]:
    """Everything worth telling, table by table, without zeros. ``superseded`` counts readings computed anew."""
    as_of = inputs.place.as_of
    players, evidence = inputs.players or (), inputs.evidence or ()
    confirmed = [tie.confirmed_on for tie in inputs.ties or () if tie.state == "confirmed"]
    wrong_checker = sum(item.grade == CHECKED and not checker_counts(item) for item in evidence)
    found = [
        Noticed("players", "unknown_kind", sum("unknown" in player.kinds for player in players)),
        Noticed("players", "active_unknown", sum(player.active is None for player in players)),
        *_dates("ties", confirmed, as_of),
        Noticed("asked", "more_answered_than_asked", len(results.miscounted)),
        *_dates("agreed", (one.agreed_on for one in inputs.agreed or ()), as_of),
        *_dates("evidence", (one.dated_on for one in evidence), as_of),
        Noticed("evidence", "checker_does_not_count", wrong_checker),
        *_dates("readings", (one.measured_on for one in inputs.readings or ()), as_of),
        Noticed("readings", "superseded_by_computed", superseded),
    ]
    return tuple(one for one in found if one.count)


def _dates(table: str, dates: Iterable[date | None], as_of: date) -> Iterator[Noticed]:
    counts = Counter(freshness(dated, as_of) for dated in dates)
    keys: tuple[Literal["stale", "future", "undated"], ...] = ("stale", "future", "undated")
    return (Noticed(table, key, counts[key]) for key in keys)
