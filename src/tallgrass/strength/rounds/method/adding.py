"""The answers of several files, put together."""

from collections import Counter
from collections.abc import Iterable

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.strength.rounds.method.records import Answers, Count


def added(parts: Iterable[Answers], criteria: tuple[str, ...]) -> Answers:
    """All answers together, in the order of kinds and criteria. Nobody may be in two of the parts."""
    counts: dict[tuple[str, str], Count] = {}
    people: Counter[str] = Counter()
    for part in parts:
        people.update(part.people)
        for key, count in part.counts.items():
            counts[key] = _sum(counts[key], count) if key in counts else count
    return Answers(
        {(kind, each): counts[kind, each] for kind in RESPONDENT_KINDS for each in criteria if (kind, each) in counts},
        {kind: people[kind] for kind in RESPONDENT_KINDS if people[kind]},
    )  # fmt: skip


def _sum(a: Count, b: Count) -> Count:
    zero, one, two, three, four = (x + y for x, y in zip(a.levels, b.levels, strict=True))
    return Count((zero, one, two, three, four), a.dont_know + b.dont_know, a.skipped + b.skipped)
