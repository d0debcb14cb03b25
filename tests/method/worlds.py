"""Made-up places, whole: people who answer, records, and everything between, for properties of a scorecard."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from random import Random
from typing import Any

from hypothesis import strategies as st

from tallgrass.elements.players.method.kinds import PLAYER_KINDS, RESPONDENT_KINDS, SIX_KINDS
from tallgrass.elements.players.method.records import Player, Tie, TieState
from tallgrass.foundation.readings import Measured
from tallgrass.places.method.records import PlaceRecord
from tallgrass.strength.evidence.method.records import EvidenceItem
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.rounds.method.cells import published_cells
from tallgrass.strength.rounds.method.records import (
    Agreed,
    Answers,
    Asked,
    Comment,
    Count,
    Form,
    Ranking,
    Signed,
)
from tallgrass.strength.scorecard.method.compute import compute
from tallgrass.strength.scorecard.method.document import to_document
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.method.by_hand import Counts, band, fitting, levels, mean_and_variance

FRAMEWORK = packaged("v1")
AS_OF = date(2026, 11, 24)
STATES: tuple[TieState, ...] = ("confirmed", "confirmed", "one_sided_silent", "disputed")
TABLES = (
    "players",
    "ties",
    "answers",
    "asked",
    "agreed",
    "rankings",
    "comments",
    "signed",
    "evidence",
    "readings",
)


def place(**changes: Any) -> PlaceRecord:
    """A place of 60,000 people."""
    return replace(PlaceRecord("Prairie Junction", 60_000, AS_OF, "v1", example=True), **changes)


def scorecard(inputs: Inputs) -> dict[str, Any]:
    """The document of a place."""
    return to_document(compute(inputs))


def answers_of(said: Mapping[tuple[str, str], Count]) -> Answers:
    """Answers whose people are the most that answered any one criterion."""
    people: dict[str, int] = {}
    for (kind, _), count in said.items():
        people[kind] = max(people.get(kind, 0), count.answered + count.dont_know)
    return Answers(said, {kind: number for kind, number in people.items() if number})


def spread(random: Random, n: int, leaning: float) -> Counts:
    """n answers around a leaning."""
    counts = [0] * 5
    for _ in range(n):
        counts[min(max(round(random.gauss(leaning, 1.1)), 0), 4)] += 1
    return levels(counts)


@st.composite
def rounds(draw: st.DrawFn, most: int = 14) -> tuple[Answers, tuple[Asked, ...] | None]:
    """Answers of some kinds to some criteria, and an asked table that may be absent, short of rows or too low."""
    random = Random(draw(st.integers(0, 2**32)))
    people = draw(st.fixed_dictionaries({kind: st.integers(0, most) for kind in RESPONDENT_KINDS}))
    criteria = draw(
        st.sampled_from([FRAMEWORK.forms["full"], FRAMEWORK.forms["short"], ("KP3", "CA7", "IN7")])
    )
    said: dict[tuple[str, str], Count] = {}
    for kind, number in people.items():
        leaning = random.uniform(0, 4)
        for criterion in FRAMEWORK.forms["resident"] if kind == "resident" else criteria:
            n = number if random.random() < 0.6 else random.randint(0, number)
            if number:
                dont_know = random.randint(0, number - n)
                said[kind, criterion] = Count(spread(random, n, leaning), dont_know, number - n - dont_know)
    rows: list[Asked] = []
    for kind, number in people.items():
        if random.random() < 0.8:
            form: Form = "resident" if kind == "resident" else random.choice(("full", "full", "short"))
            asked = random.choice((None, number, number + random.randint(0, 30), max(number - 1, 0)))
            rows.append(Asked(kind, form, asked))
    return answers_of(said), tuple(rows) if draw(st.booleans()) else None


class World:
    """One made-up place; its short name is what a failing test prints."""

    def __init__(self, name: str, inputs: Inputs, answers: Answers) -> None:
        self.name, self.inputs, self.answers = name, inputs, answers

    def __repr__(self) -> str:
        return f"World({self.name})"


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Whole places, some of whose tables are absent."""
    answers, asked = draw(rounds())
    seed = draw(st.integers(0, 2**32))
    random = Random(seed)
    criteria = FRAMEWORK.forms["full"]

    def day() -> date | None:
        return random.choice((None, AS_OF - timedelta(random.randint(0, 500)), AS_OF + timedelta(3)))

    def kind() -> str | None:
        return random.choice((*PLAYER_KINDS, None))

    ids = [f"p{number}" for number in range(random.randint(0, 12))]
    tables: dict[str, Any] = {
        "answers": answers,
        "asked": asked,
        "players": tuple(
            Player(
                one,
                f"Partner {one}",
                tuple(random.sample(PLAYER_KINDS, random.randint(1, 2))),
                random.choice((True, False, None)),
                tuple(random.sample(("builder", "data", "advocate"), random.randint(0, 2))),
            )
            for one in ids
        ),
        "ties": tuple(
            Tie(one, other, "works_with", random.choice(STATES), None, day())
            for one, other in (random.sample(ids, 2) for _ in range(20 if len(ids) > 1 else 0))
        ),
        "agreed": tuple(
            Agreed(one, random.randint(0, 4), "A note", day(), ("community",), False, random.random() < 0.5)
            for one in random.sample(criteria, 5)
        ),
        "rankings": tuple(
            Ranking(f"r{person}", random.choice(("community", "resident")), item, rank)
            for person in range(random.randint(0, 30))
            for rank, item in enumerate(random.sample(("KP1", "CA2", "data", "our own words"), 3), 1)
        ),
        "comments": tuple(
            Comment(random.choice((*criteria, None)), f"Words {number}", random.random() < 0.5)
            for number in range(random.randint(0, 4))
        ),
        "signed": tuple(
            Signed(one, random.choice(criteria), random.choice(("0", "4", "dk", "skip"))) for one in ids[:3]
        ),
        "evidence": tuple(
            EvidenceItem(
                random.choice(criteria), "A paper", None, day(), random.randint(0, 3), kind(), kind()
            )
            for _ in range(random.randint(0, 20))
        ),
        "readings": tuple(
            Measured(
                name, value_for(name, random), random.randint(0, 30), random.randint(1, 9), day(), "a list"
            )
            for name in random.sample(sorted(FRAMEWORK.readings), random.randint(0, 120))
        ),
    }
    absent = draw(st.sets(st.sampled_from([name for name in TABLES if name != "answers"]), max_size=5))
    tables.update(dict.fromkeys(absent))
    population = draw(st.sampled_from([None, 800, 50_000, 60_000, 2_000_000]))
    k = draw(st.sampled_from([5, 5, 7]))
    inputs = Inputs(place=place(population=population, smallest_group=k), framework=FRAMEWORK, **tables)
    return World(f"seed {seed}, k {k}, people {answers.people}, without {sorted(absent)}", inputs, answers)


def value_for(reading: str, random: Random) -> Fraction | bool | None:
    """A value that the reading could have."""
    unit = FRAMEWORK.readings[reading].unit
    if unit == "flag":
        return random.choice((True, False, None))
    return Fraction(random.randint(0, 100), 100) if unit == "share" else Fraction(random.randint(0, 12))


def same_printed(
    answers: Answers, asked: Mapping[tuple[str, str], int | None], k: int, random: Random
) -> Answers:
    """Other answers of which the same is printed: every cell of 5 to 9 gets another answer set of its band.

    Inside a merged cell, who said what is dealt out anew, and so is how many chose a level and how many skipped in
    each hidden kind. What is too little to be shown is replaced by anything at all. ``asked`` is N by kind and
    criterion, as the program takes it.
    """
    counts = dict(answers.counts)
    for criterion in {criterion for _, criterion in counts}:
        here = {kind: counts[kind, criterion] for kind in RESPONDENT_KINDS if (kind, criterion) in counts}
        cells = published_cells(here, {kind: asked[kind, criterion] for kind in here}, k)
        groups = [(cell.kinds, cell.asked) for cell in cells]
        groups += [((kind,), asked[kind, criterion]) for kind in ("resident", "other") if kind in here]
        shown = {kind for kinds, _ in groups for kind in kinds}
        groups += [((kind,), None) for kind in SIX_KINDS if kind in here and kind not in shown]
        for kinds, of in groups:
            sizes = [here[kind].answered for kind in kinds]
            n = sum(sizes)
            if not n or n >= 10:
                continue
            alone = len(kinds) == 1 and (kinds[0] not in shown or n < k)
            if alone:
                other = spread(random, n, random.uniform(0, 4))
            else:
                together = [sum(here[kind].levels[level] for kind in kinds) for level in range(5)]
                other = random.choice(fitting(n, of, band(mean_and_variance(together, of)[0])))
            deck = [level for level in range(5) for _ in range(other[level])]
            random.shuffle(deck)
            most = [here[kind].answered + here[kind].skipped for kind in kinds]
            if len(kinds) > 1 and all(size < k for size in sizes):
                sizes = redealt(sizes, [min(one, k - 1) for one in most], random)
            for kind, size, answering in zip(kinds, sizes, most, strict=True):
                hand, deck = deck[:size], deck[size:]
                counts[kind, criterion] = replace(
                    here[kind], levels=levels(hand.count(x) for x in range(5)), skipped=answering - size
                )
    return Answers(counts, answers.people)


def redealt(sizes: list[int], most: list[int], random: Random) -> list[int]:
    """As many in all, each at least 1 and at most its own limit."""
    found = [1] * len(sizes)
    for _ in range(sum(sizes) - len(sizes)):
        found[random.choice([place for place, one in enumerate(found) if one < most[place]])] += 1
    return found
