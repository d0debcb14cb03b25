"""Generated reports with and without a true gap. The generator of the gaps benchmark.

A report is 43 questions answered by everybody who takes part. A person's answer is the level of the question, plus
how that person sees things in general (the same on every question), plus chance, rounded and held within 0 to 4.
Without a gap the kind of a person plays no part at all. With one, one kind sees every question of one element 1.3
levels lower.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.framework.files import packaged

#: A true gap, in levels.
GAP = 1.3
#: Kinds in the order in which a mix lists their sizes, then residents.
GROUPS = (*SIX_KINDS, "resident")


@dataclass(frozen=True, slots=True)
class Mix:
    """Who answers and how. ``sizes`` are answering people by kind, ``response`` their share of those asked.

    ``response`` None: nobody knows how many were asked. ``levels`` is the span of the questions' levels,
    ``person`` and ``chance`` are standard deviations in levels.
    """

    words: str
    sizes: Mapping[str, int]
    response: float | None
    levels: tuple[float, float] = (1.0, 3.0)
    person: float = 0.5
    chance: float = 0.8

    def asked(self, group: str) -> int | None:
        """N of a group."""
        return None if self.response is None else round(self.sizes[group] / self.response)


def _sizes(*sizes: int) -> dict[str, int]:
    return {group: size for group, size in zip(GROUPS, sizes, strict=False) if size}


#: 34 people, as in the published simulation of the rule: 12, 8, 6, 5, 2 and 1.
THIRTY_FOUR = Mix("34 people, half of those asked", _sizes(12, 8, 6, 5, 2, 1), 0.5)

#: Mixes without a true gap, within what the method is made for: at most 0.1 false gaps a report.
WITHOUT_GAP: Mapping[str, Mix] = {
    "thirty_four": THIRTY_FOUR,
    "open_link": replace(THIRTY_FOUR, words="the same, nobody knows how many were asked", response=None),
    "one_silent": Mix("26 people of 48, one kind silent", _sizes(8, 6, 6, 5, 1, 0), 26 / 48),
    "residents": Mix("69 people and 15 residents, half", _sizes(20, 15, 12, 9, 7, 6, 15), 0.5),
    "large": Mix("275 people and 25 residents, half", _sizes(70, 60, 50, 40, 30, 25, 25), 0.5),
}
#: Where the rule may break: nearly everybody answers, everything stands high, people of one mind.
HARDER: Mapping[str, Mix] = {
    "most_answer": replace(THIRTY_FOUR, words="34 people, 8 of 10 of those asked", response=0.8),
    "everyone": replace(THIRTY_FOUR, words="34 people, all that were asked", response=1.0),
    "strong": replace(THIRTY_FOUR, words="34 people, half, a strong place (3 to 4)", levels=(3.0, 4.0)),
    "strong_most": replace(
        THIRTY_FOUR, words="34 people, 8 of 10, a strong place (3 to 4)", levels=(3.0, 4.0), response=0.8
    ),
    "residents_most": replace(
        WITHOUT_GAP["residents"], words="69 people and 15 residents, 8 of 10", response=0.8
    ),
    "tempers": replace(THIRTY_FOUR, words="34 people, half, tempers differ (0.9)", person=0.9),
}


@dataclass(frozen=True, slots=True)
class Questions:
    """The framework's questions as columns: ids, the columns of each element, the columns residents are asked."""

    ids: tuple[str, ...]
    elements: Mapping[str, tuple[int, ...]]
    residents: frozenset[int]


def questions() -> Questions:
    """The 43 questions of the packaged framework."""
    framework = packaged()
    ids = tuple(name for element in framework.elements for name in element.criteria)
    column = {name: place for place, name in enumerate(ids)}
    return Questions(
        ids,
        {one.id: tuple(column[name] for name in one.criteria) for one in framework.elements},
        frozenset(column[name] for name in framework.forms["resident"]),
    )


@dataclass(frozen=True, slots=True)
class Lower:
    """Who sees which columns lower."""

    group: str
    columns: tuple[int, ...]


def report(
    mix: Mix, random: np.random.Generator, columns: int, lower: Lower | None = None
) -> dict[str, np.ndarray]:
    """The answers of one report by group: people by questions, levels 0 to 4."""
    level = random.uniform(*mix.levels, columns)
    found = {}
    for group, people in mix.sizes.items():
        seen = level + mix.person * random.standard_normal((people, 1))
        seen = seen + mix.chance * random.standard_normal((people, columns))
        if lower and lower.group == group:
            seen[:, list(lower.columns)] -= GAP
        found[group] = np.clip(np.rint(seen), 0, 4).astype(np.int8)
    return found
