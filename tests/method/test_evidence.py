"""What is on record: conditions on readings level by level, and what attached evidence is worth."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.readings import Condition, Measured, Operator, Value
from tallgrass.strength.evidence.method.climb import Show, climb, cut_point
from tallgrass.strength.evidence.method.grades import grade_evidence
from tallgrass.strength.evidence.method.records import EvidenceItem
from tests.method.by_hand import vectors
from tests.method.worlds import AS_OF

V = vectors("evidence")


def at_least(reading: str, value: int | str = 1) -> Condition:
    return Condition(reading, ">=", Fraction(value))


def value_of(
    reading: str, value: Value | int | None, records: int = 9, needed: int = 1, on: date | None = AS_OF
) -> Measured:
    exact = value if value is None or isinstance(value, bool) else Fraction(value)
    return Measured(reading, exact, records, needed, on)


def shown(
    conditions: dict[int, list[Condition]], *measured: Measured, population: int | None = 60_000
) -> Show:
    return climb(
        {level: tuple(found) for level, found in conditions.items()},
        {one.reading: one for one in measured},
        population=population,
        as_of=AS_OF,
    )


LADDER = {level: [at_least("x", level)] for level in (1, 2, 3, 4)}


@pytest.mark.parametrize(("value", "level"), [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (9, 4)])
def test_a_level_holds_with_all_levels_below(value: int, level: int) -> None:
    found = shown(LADDER, value_of("x", value))
    assert found.level == level
    assert found.blocked_by == (None if level == 4 else "x")


def test_a_higher_level_that_holds_does_not_carry_a_lower_one_that_does_not() -> None:
    conditions = {1: [at_least("x", 5)], 2: [at_least("y")], 3: [at_least("y")], 4: [at_least("y")]}
    assert shown(conditions, value_of("x", 1), value_of("y", 9)).level == 0


def test_a_level_without_conditions_does_not_hold() -> None:
    found = shown({1: [at_least("x")], 3: [at_least("x")]}, value_of("x", 9))
    assert (found.level, found.blocked_by) == (1, None)


@pytest.mark.parametrize(
    "gone",
    [
        value_of("y", None),
        value_of("y", 9, on=date(2025, 11, 23)),
        value_of("y", 9, on=date(2026, 11, 25)),
        value_of("y", 9, on=None),
        value_of("y", 9, records=4, needed=5),
    ],
)
def test_a_missing_reading_stops_the_climb_and_is_never_zero(gone: Measured) -> None:
    conditions = {1: [at_least("x")], 2: [at_least("y")], 3: [at_least("z")], 4: [at_least("x")]}
    found = shown(conditions, value_of("x", 9), value_of("z", 9), gone)
    assert (found.level, found.blocked_by, found.coverage) == (1, "y", Fraction(2, 3))
    reading = next(one for one in found.readings if one.id == "y")
    assert (reading.value, reading.holds) == (None, None)
    assert shown(conditions, value_of("x", 9), value_of("z", 9), value_of("y", 9)).level == 4


def test_as_many_records_as_needed_are_enough() -> None:
    assert shown(LADDER, value_of("x", 4, records=5, needed=5)).level == 4


@pytest.mark.parametrize(("named", "present", "says"), V["coverage"]["vectors"])
def test_coverage(named: int, present: int, says: bool) -> None:
    conditions = {1: [at_least("r0")], 2: [at_least(f"r{n}") for n in range(named)]}
    found = shown(conditions, *[value_of(f"r{n}", 9) for n in range(present)])
    assert found.coverage == Fraction(present, named)
    assert (found.level is not None) is says


def test_what_only_the_top_level_names_is_not_coverage() -> None:
    conditions = {
        1: [at_least("x")],
        2: [at_least("x")],
        3: [at_least("x")],
        4: [at_least("a"), at_least("b")],
    }
    found = shown(conditions, value_of("x", 9))
    assert (found.level, found.coverage, found.blocked_by) == (3, Fraction(1), "a")


def test_where_levels_one_to_three_name_no_reading_there_is_nothing_to_say() -> None:
    found = shown({4: [at_least("x")]}, value_of("x", 9))
    assert (found.level, found.coverage) == (None, None)
    assert shown({}) == Show(None, None, None, ())


def test_a_reading_named_twice_covers_once() -> None:
    conditions = {1: [at_least("x")], 2: [at_least("x", 2), at_least("y")], 3: [at_least("x", 3)]}
    assert shown(conditions, value_of("x", 9)).coverage == Fraction(1, 2)


@pytest.mark.parametrize(("population", "cut"), V["population_table"]["vectors"])
def test_cut_points_by_population(population: int | None, cut: int | None) -> None:
    table = tuple((limit, Fraction(number)) for limit, number in V["population_table"]["table"])
    assert cut_point(Condition("x", ">=", table), population) == cut


def test_a_cut_point_by_population_is_missing_where_the_population_is_unknown() -> None:
    table = ((50_000, Fraction(1)), (None, Fraction(2)))
    conditions = {level: [Condition("x", ">=", table)] for level in (1, 2, 3, 4)}
    assert shown(conditions, value_of("x", 1), population=50_000).level == 4
    assert shown(conditions, value_of("x", 1), population=50_001).level == 0
    unknown = shown(conditions, value_of("x", 1), population=None)
    assert (unknown.level, unknown.coverage) == (None, Fraction(0))


@pytest.mark.parametrize(
    ("operator", "holds"),
    [
        (">=", (False, True, True)),
        (">", (False, False, True)),
        ("<", (True, False, False)),
        ("<=", (True, True, False)),
    ],
)
def test_operators(operator: Operator, holds: tuple[bool, bool, bool]) -> None:
    for value, expected in zip((1, 2, 3), holds, strict=True):
        found = shown({1: [Condition("x", operator, Fraction(2))]}, value_of("x", value))
        assert found.level == (1 if expected else 0)


def test_a_flag_is_asked_as_it_is() -> None:
    for wanted in (True, False):
        for value in (True, False):
            found = shown({1: [Condition("x", "is", wanted)]}, value_of("x", value))
            assert found.level == (1 if value is wanted else 0)


def test_each_reading_says_at_which_level_it_comes_in_and_whether_all_it_must_hold_holds() -> None:
    found = shown(
        {2: [at_least("x", 2)], 3: [at_least("x", 5)], 1: [at_least("y")]}, value_of("x", 3), value_of("y", 1)
    )
    assert [(one.id, one.level, one.holds) for one in found.readings] == [("y", 1, True), ("x", 2, False)]


@given(
    st.dictionaries(
        st.integers(1, 4), st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 4)), max_size=3)
    ),
    st.dictionaries(st.sampled_from("abcd"), st.integers(0, 4)),
    st.sampled_from("abcd"),
)
def test_more_on_record_never_lowers_a_level(
    rungs: dict[int, list[tuple[str, int]]], values: dict[str, int], better: str
) -> None:
    conditions = {level: [at_least(*one) for one in rung] for level, rung in rungs.items()}
    before = shown(conditions, *[value_of(*one) for one in values.items()])
    after = shown(
        conditions, *[value_of(*one) for one in {**values, better: values.get(better, 0) + 1}.items()]
    )
    assert before.level is None or (after.level is not None and after.level >= before.level)
    # The level is what a person would find by going up the ladder one rung at a time.
    level = 0
    while level < 4 and rungs.get(level + 1) and all(values.get(r, -1) >= v for r, v in rungs[level + 1]):
        level += 1
    named = {reading for rung in (1, 2, 3) for reading, _ in rungs.get(rung, [])}
    covered = len(named & set(values))
    assert before.level == (level if named and 10 * covered >= 6 * len(named) else None)


@pytest.mark.parametrize(("claimed", "dated", "giver", "checker", "worth"), V["grades"]["vectors"])
def test_what_evidence_is_worth(
    claimed: int, dated: str | None, giver: str | None, checker: str | None, worth: int
) -> None:
    on = date.fromisoformat(dated) if dated else None
    item = EvidenceItem("KP1", "A paper", None, on, claimed, giver, checker)
    found = grade_evidence([item], AS_OF)
    assert found.grade == worth
    assert found.items == (1 if worth else 0)


def test_the_best_that_is_fresh_counts() -> None:
    def item(grade: int, on: date | None) -> EvidenceItem:
        return EvidenceItem("KP1", "A paper", None, on, grade, "government", "community")

    found = grade_evidence([item(1, AS_OF), item(2, date(2026, 3, 1)), item(3, date(2025, 1, 1))], AS_OF)
    assert (found.grade, found.dated_on, found.items) == (2, date(2026, 3, 1), 2)
    assert grade_evidence([], AS_OF).grade == 0
