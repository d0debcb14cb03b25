"""How often one person may be asked, whatever the order in which they are asked, and by whichever name."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.asks.method.budget import MONTH, YEAR, Budget, Found, Limits, Made, Over
from tallgrass.elements.players.asks.method.people import People

FIRST = date(2026, 1, 1)
USUAL = Limits(a_month=2, a_year=1)


def a_round(day: int, number: int, *marks: str, begun: int | None = None) -> Made:
    """That whoever has these marks is asked in a round of that number, so many days after the first."""
    began = FIRST + timedelta(days=day if begun is None else begun)
    return Made(frozenset(marks), FIRST + timedelta(days=day), "rounds.invitation", number, began)


def a_question(day: int, *marks: str, number: int | None = None) -> Made:
    """That they are asked for something that is no round."""
    return Made(frozenset(marks), FIRST + timedelta(days=day), "groups.task", number)


def answers(wanted: Sequence[Made], limits: Limits = USUAL) -> list[Found]:
    """What is found of each, one after the other."""
    budget = Budget([], limits)
    return [budget.one_more(each) for each in wanted]


def test_the_third_within_a_month_is_too_many() -> None:
    found = answers([a_question(day, "bea") for day in (0, 10, 20)])
    assert [each.over for each in found] == [None, None, Over.MONTH]
    assert found[2].this_month == 2
    assert found[2].first_of_month == FIRST
    assert found[2].may_again == FIRST + MONTH


def test_a_month_is_no_page_of_a_calendar() -> None:
    end_of_january = [a_question(day, "bea") for day in (29, 30)]
    found = answers([*end_of_january, a_question(31, "bea"), a_question(29 + 31, "bea")])
    assert [each.over for each in found] == [None, None, Over.MONTH, None]


def test_a_second_round_within_a_year_is_too_many() -> None:
    found = answers([a_round(0, 1, "bea"), a_round(200, 2, "bea"), a_round(365, 3, "bea")])
    assert [each.over for each in found] == [None, Over.YEAR, None]
    assert found[1].may_again == FIRST + YEAR


def test_who_was_asked_late_in_a_round_is_asked_when_the_next_begins_a_year_after() -> None:
    found = answers([a_round(25, 1, "bea", begun=0), a_round(364, 2, "bea"), a_round(365, 2, "bea")])
    assert [each.over for each in found] == [None, Over.YEAR, None]


def test_a_reminder_is_no_new_ask() -> None:
    found = answers([a_round(0, 1, "bea"), a_round(5, 1, "bea"), a_round(9, 1, "bea"), a_question(10, "bea")])
    assert [each.again for each in found] == [False, True, True, False]
    assert found[3].this_month == 1


def test_who_was_asked_in_both_ways_is_one_person_from_then_on() -> None:
    wanted = [a_question(0, "p:1", "d:a"), a_question(1, "p:1"), a_question(2, "d:a")]
    assert [each.over for each in answers(wanted)] == [None, None, Over.MONTH]


def test_what_was_refused_leaves_no_trace() -> None:
    wanted = [a_question(0, "p:1"), a_question(1, "p:1"), a_question(2, "p:1", "d:a"), a_question(3, "d:a")]
    assert [each.over for each in answers(wanted)] == [None, None, Over.MONTH, None]


def test_nobody_we_know_is_not_counted() -> None:
    found = answers([a_question(0)] * 9)
    assert all(each.unknown and each.over is None for each in found)


DAYS = st.integers(0, 500)
MARKS = st.sets(st.sampled_from(["p:1", "p:2", "d:a", "d:b", "d:c"]), min_size=1, max_size=2)
ONE = st.one_of(
    st.builds(lambda day, marks: a_question(day, *marks), DAYS, MARKS),
    st.builds(
        lambda day, marks, number: a_question(day, *marks, number=number), DAYS, MARKS, st.integers(1, 5)
    ),
    st.builds(lambda day, marks, number: a_round(day, number, *marks), DAYS, MARKS, st.integers(1, 5)),
)
LIMITS = st.builds(Limits, st.integers(1, 4), st.integers(1, 3))


@given(st.lists(ONE, max_size=30), LIMITS)
def test_nobody_is_asked_more_than_the_budget_in_any_month_or_year(
    wanted: list[Made], limits: Limits
) -> None:
    ordered = sorted(wanted, key=lambda each: each.day)
    asked = [
        each
        for each, found in zip(ordered, answers(ordered, limits), strict=True)
        if found.over is None and not found.again
    ]
    by_mark: dict[str, list[Made]] = {}
    for each in asked:
        for mark in each.marks:
            by_mark.setdefault(mark, []).append(each)
    for asks in by_mark.values():
        for some in combinations(asks, limits.a_month + 1):
            assert max(each.day for each in some) - min(each.day for each in some) >= MONTH
        rounds = [each for each in asks if each.round_begun is not None]
        for some in combinations(rounds, limits.a_year + 1):
            begun = [each.day for each in some]
            assert max(begun) - min(begun) >= YEAR


@given(st.lists(ONE, max_size=12), st.randoms(use_true_random=False), LIMITS)
def test_however_often_it_is_computed_anew_it_decides_the_same(
    wanted: list[Made], order: object, limits: Limits
) -> None:
    """What was let through, given back in any order as it comes from a database, decides as the first time."""
    ordered = sorted(wanted, key=lambda each: each.day)
    kept: list[Made] = []
    at_once = Budget([], limits)
    for each in ordered:
        shuffled = sorted(kept, key=lambda _: order.random())  # type: ignore[attr-defined]
        anew = Budget(shuffled, limits).one_more(each)
        assert anew == at_once.one_more(each)
        if anew.over is None and not anew.again:
            kept.append(each)


@given(st.lists(st.sets(st.sampled_from("abcdefgh"), min_size=1, max_size=3), max_size=12))
def test_one_person_is_whatever_was_ever_seen_together(together: list[set[str]]) -> None:
    people = People(together)
    groups: list[set[str]] = []
    for marks in together:
        touched = [group for group in groups if group & marks]
        groups = [group for group in groups if group not in touched] + [marks.union(*touched)]
    for group in groups:
        assert len({people.of([mark]) for mark in group}) == 1
    assert len({people.of(group) for group in groups}) == len(groups)
