"""Where a criterion stands, where an element does, and where people and records differ."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.strength.rounds.method.say import Bound, Say
from tallgrass.strength.scorecard.method.standing import (
    ElementWord,
    bound_by_voice,
    difference,
    difference_finding,
    element_difference,
    element_difference_finding,
    element_word,
    standing,
)
from tests.method.by_hand import vectors

SAYS = st.one_of(st.none(), st.integers(0, 40).map(lambda tenths: Fraction(tenths, 10)))
RECORDS = st.one_of(st.none(), st.integers(0, 4))
GRADES = st.integers(0, 3)


def say(value: str, bound: Bound | None = None) -> Say:
    return Say(Fraction(value), bound, Fraction(0), Fraction(4), Fraction(1, 20), "answers")


@pytest.mark.parametrize("vector", vectors("standing")["vectors"])
def test_vectors(vector: dict[str, Any]) -> None:
    said = None if vector["say"] is None else Fraction(vector["say"])
    assert standing(said, vector["records"], vector["grade"]) == vector["standing"]


@given(SAYS, RECORDS, GRADES, st.integers(0, 10), st.integers(0, 2), st.integers(0, 3))
def test_better_marks_records_and_evidence_never_lower_a_standing(
    said: Fraction | None, records: int | None, grade: int, more_said: int, more_records: int, more_grade: int
) -> None:
    before = standing(said, records, grade)
    after = standing(
        None if said is None else said + Fraction(more_said, 10),
        None if records is None else records + more_records,
        min(grade + more_grade, 3),
    )
    assert (before is None) == (after is None)
    assert before is None or (after is not None and after >= before)


@given(SAYS, RECORDS, GRADES)
def test_strength_needs_both(said: Fraction | None, records: int | None, grade: int) -> None:
    found = standing(said, records, grade)
    if found is not None and said is not None:
        assert found <= said + Fraction(1, 2)
    if found is not None and records is not None:
        assert found <= records


@pytest.mark.parametrize(
    ("found", "levels", "expected"),
    [
        (4, [1, 3], 2),
        (4, [3, 1], 2),
        (4, [3], 4),
        (4, [0], 1),
        (4, [], 4),
        (1, [4, 4], 1),
        (None, [0], None),
        (2, [2], 2),
    ],
)
def test_voice_binds_fairness_to_one_above_the_lower(
    found: int | None, levels: list[int], expected: int | None
) -> None:
    assert bound_by_voice(found, levels) == expected


def word(*standings: int | None, fair: tuple[int | None, ...] = (4,), untouched: int = 0) -> ElementWord:
    return element_word(
        [
            *[(one, False, True) for one in standings],
            *[(one, True, True) for one in fair],
            *[(None, False, False)] * untouched,
        ]
    )


def test_an_elements_word_is_its_mean_standing_rounded_half_up() -> None:
    assert word(3, 2, fair=(2,)).level == 2
    assert word(3, 3, 2, fair=(2,)).level == 3
    assert word(1, 1, fair=(1,)) == ElementWord(1, False)


def test_an_element_stands_at_most_one_above_its_lowest_fairness() -> None:
    assert word(4, 4, 4, 4, 4, fair=(1,)).level == 2
    assert word(4, 4, 4, 4, 4, fair=(4, 0)).level == 1
    assert word(4, 4, 4, 4, 4, fair=(None, 2)).level == 3
    assert word(0, 0, fair=(4,)).level == 1


def test_without_an_answer_on_fairness_it_is_partway_at_most_and_says_so() -> None:
    assert word(4, 4, 4, fair=(None,)) == ElementWord(2, True)
    assert word(1, 1, 1, fair=(None,)) == ElementWord(1, True)


def test_half_of_what_was_asked_or_is_on_record_must_stand_somewhere() -> None:
    assert word(3, None, fair=(3, None)).level == 3
    assert word(3, None, None, fair=(3, None)).level is None
    assert word(3, 3, fair=(3,), untouched=20).level == 3
    assert word(None, fair=(None,)) == ElementWord(None, False)


def test_people_and_records_differ_from_one_level_on() -> None:
    assert difference(say("2.6"), 1) == Fraction("1.6")
    assert difference(say("2.6"), None) is None
    assert difference(None, 2) is None
    assert difference_finding(say("3.0"), 2) == "people_higher"
    assert difference_finding(say("2.9"), 2) is None
    assert difference_finding(say("1.0"), 2) == "records_higher"
    assert difference_finding(say("1.1"), 2) is None


@pytest.mark.parametrize(
    ("value", "bound", "records", "expected"),
    [
        ("3", "at_least", 2, "people_higher"),
        ("3", "at_least", 3, None),
        ("3", "at_least", 4, None),
        ("1", "at_most", 2, "records_higher"),
        ("1", "at_most", 4, "records_higher"),
        ("1", "at_most", 1, None),
        ("1", "at_most", 0, None),
    ],
)
def test_with_a_bound_a_difference_must_hold_for_every_value_the_bound_allows(
    value: str, bound: Bound, records: int, expected: str | None
) -> None:
    assert difference_finding(say(value, bound), records) == expected
    low, high = (3, 4) if bound == "at_least" else (0, 1)
    allowed = {difference_finding(say(str(low + n / 10)), records) for n in range(11)}
    assert high - low == 1
    assert expected == (allowed.pop() if len(allowed) == 1 else None)


def test_an_elements_difference_needs_half_of_the_asked_ones() -> None:
    found = [Fraction(1), Fraction("0.5"), None, None]
    assert element_difference(found, 4) == Fraction("0.75")
    assert element_difference(found, 5) is None
    assert element_difference([None], 1) is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [("0.75", "people_higher"), ("0.74", None), ("-0.75", "records_higher"), ("-0.74", None)],
)
def test_an_elements_difference_is_a_finding_from_three_quarters_on(found: str, expected: str | None) -> None:
    assert element_difference_finding(Fraction(found)) == expected
    assert element_difference_finding(None) is None
