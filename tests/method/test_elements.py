"""An element over its criteria, from printed marks alone."""

from fractions import Fraction

from tallgrass.strength.rounds.method.results import CriterionSay
from tallgrass.strength.rounds.method.say import Bound, Mark, Say
from tallgrass.strength.scorecard.method.elements import element_mark, element_records, element_say


def told(
    value: str | None, low: str = "1", high: str = "3", bound: Bound | None = None, asked: bool = True
) -> CriterionSay:
    said = None
    if value == "agreed":
        said = Say(Fraction(2), None, None, None, None, "agreed")
    elif value is not None:
        said = Say(Fraction(value), bound, Fraction(low), Fraction(high), Fraction(1, 20), "answers")
    return CriterionSay("KP1", asked, (), (), said, None, False, None, None, None, None, False)


def test_means_of_marks_and_of_ranges() -> None:
    found = element_say([told("2.5", "2.1", "3"), told("1", "0.4", "1.5"), told("2", "1.5", "2.5")])
    assert found is not None
    # 5.5/3, 4.0/3, 7.0/3
    assert [float(one or 0) for one in (found.estimate, found.low, found.high)] == [1.8, 1.3, 2.3]


def test_half_of_the_asked_criteria_are_needed() -> None:
    assert element_say([told("2"), told(None)]) is not None
    assert element_say([told("2"), told(None), told(None)]) is None
    assert element_say([told("2"), told(None, asked=False), told(None, asked=False)]) is not None
    assert element_say([]) is None


def test_a_bound_only_where_all_have_the_same() -> None:
    high, low = told("3", bound="at_least"), told("1", bound="at_most")
    assert (one := element_say([high, high])) is not None
    assert one.bound == "at_least"
    for mixed in ([high, low], [high, told("3")], [high, told("agreed")]):
        assert (one := element_say(mixed)) is not None
        assert one.bound is None


def test_an_agreed_level_counts_in_the_mean_and_takes_the_range() -> None:
    found = element_say([told("agreed"), told("3", "2.5", "3.5")])
    assert found is not None
    assert (found.estimate, found.low, found.high) == (Fraction("2.5"), None, None)


def test_residents_have_an_element_mark_of_their_own() -> None:
    marks = [Mark(Fraction(value), None, None, None, Fraction(1)) for value in (1, 2)]
    found = element_mark([*marks, None])
    assert found is not None
    assert (found.estimate, found.low) == (Fraction("1.5"), None)
    assert element_mark([]) is None


def test_records_need_three_fifths_of_the_criteria() -> None:
    assert element_records([1, 2, 3, None, None]) == 2
    assert element_records([1, 2, None, None, None]) is None
    assert element_records([1, 1, 2, 2, 2, None, None, None]) == Fraction(8, 5)
    assert element_records([1] * 4 + [None] * 4) is None
    assert element_records([1] * 3 + [None] * 2) == 1
    assert element_records([]) is None
