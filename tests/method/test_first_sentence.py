"""What stands first, and what to do next (METHOD 1, section 8)."""

from fractions import Fraction

import pytest

from tallgrass.strength.rounds.method.asked import Participation, ParticipationState
from tallgrass.strength.scorecard.method.elements import ElementSay
from tallgrass.strength.scorecard.method.first_sentence import Clause, StandsOut, first_sentence, stands_out
from tallgrass.strength.scorecard.method.gaps import Gap
from tallgrass.strength.scorecard.method.next_steps import StandsAt, Step, next_steps

NOBODY = StandsOut(None, None)


def gap(kind: str, element: str, difference: str, criterion: str | None = None) -> Gap:
    return Gap(element, criterion, kind, Fraction(difference), False, 0.01)


def sentence(
    *gaps: Gap,
    out: StandsOut = NOBODY,
    differing: int = 0,
    not_heard: tuple[str, ...] = (),
    asked: bool = True,
) -> list[Clause]:
    return list(
        first_sentence(
            anybody_asked=asked, gaps=gaps, out=out, differing_elements=differing, not_heard=not_heard
        )
    )


def test_where_nobody_was_asked_that_is_all_there_is_to_say() -> None:
    assert sentence(asked=False, differing=3, not_heard=("resident",)) == [Clause("not_asked_yet")]


def test_all_five_things_in_order_and_at_most_three_clauses() -> None:
    residents, community = gap("resident", "players", "-0.6"), gap("community", "culture", "-0.9")
    out = StandsOut("resources", "culture")
    everything = sentence(residents, community, out=out, differing=2, not_heard=("government", "resident"))
    assert everything == [
        Clause("kind_lower", "players", "resident", 1),
        Clause("kind_lower", "culture", "community", 1),
        Clause("weakest", "resources"),
        Clause("strongest", "culture"),
    ]
    assert sentence(residents, out=out, differing=2, not_heard=("government",))[1:] == [
        Clause("weakest", "resources"),
        Clause("strongest", "culture"),
        Clause("people_and_records_differ", count=2),
    ]
    assert sentence(differing=2, not_heard=("government", "resident")) == [
        Clause("none_stands_out"),
        Clause("people_and_records_differ", count=2),
        Clause("not_heard", kind="government", count=2),
    ]


def test_only_lower_and_only_residents_and_community_groups_come_first() -> None:
    assert sentence(gap("resident", "players", "0.9"), gap("government", "players", "-0.9")) == [
        Clause("none_stands_out")
    ]


def test_the_largest_gap_is_named_and_elements_are_counted() -> None:
    found = sentence(
        gap("community", "players", "-0.6"),
        gap("community", "players", "-2", criterion="KP1"),
        gap("community", "culture", "-1.1"),
        gap("community", "data", "1.9"),
    )
    assert found[0] == Clause("kind_lower", "culture", "community", 2)


def test_one_of_weakest_and_strongest_is_enough() -> None:
    assert sentence(out=StandsOut(None, "culture")) == [Clause("strongest", "culture")]


def say(low: str | None, high: str | None) -> ElementSay:
    return ElementSay(
        Fraction(2), None, None if low is None else Fraction(low), None if high is None else Fraction(high)
    )


def out(records: dict[str, str] | None = None, **ranges: tuple[str | None, str | None]) -> StandsOut:
    return stands_out(
        {name: say(*ends) for name, ends in ranges.items()},
        {name: Fraction(value) for name, value in (records or {}).items()},
    )


def test_an_element_stands_out_if_its_range_meets_no_other() -> None:
    assert out(a=("0.5", "1.1"), b=("1.2", "2"), c=("1.5", "2.9")) == StandsOut("a", None)
    assert out(a=("0.5", "1.1"), b=("1.2", "2"), c=("2.1", "2.9")) == StandsOut("a", "c")
    assert out(a=("0.5", "1.2"), b=("1.2", "2"), c=("2", "2.9")) == NOBODY, "ranges that touch meet"


def test_three_elements_must_have_ranges() -> None:
    assert out(a=("0.5", "1.1"), b=("1.2", "2")) == NOBODY
    assert out(a=("0.5", "1.1"), b=("1.2", "2"), c=(None, None)) == NOBODY


def test_records_half_a_level_beyond_contradict() -> None:
    ranges: dict[str, tuple[str | None, str | None]] = {"a": ("0", "1"), "b": ("1.5", "2"), "c": ("3", "4")}
    assert out({"a": "2", "b": "1.6"}, **ranges).weakest == "a"
    assert out({"a": "2", "b": "1.5"}, **ranges).weakest is None
    assert out({"b": "0"}, **ranges).weakest == "a", "nothing on record about a itself"
    assert out({"c": "2", "b": "2.4"}, **ranges).strongest == "c"
    assert out({"c": "2", "b": "2.5"}, **ranges).strongest is None
    assert out({"a": "2", "b": "1.5"}, **ranges).strongest == "c", "the other end is judged by itself"


# Next steps


def heard(kind: str, state: ParticipationState) -> Participation:
    return Participation(kind, 9 if state == "counted" else None, None, state)


def at(
    name: str, standing: int | None = 2, equity: bool = False, gaps: tuple[str, ...] = (), below: bool = False
) -> StandsAt:
    return StandsAt(name, standing, equity, frozenset(gaps), below)


def order(*criteria: StandsAt) -> list[str | None]:
    return [step.criterion for step in next_steps((), criteria)]


@pytest.mark.parametrize("state", ["fewer_than_k", "none_yet", "not_asked"])
def test_who_was_not_heard_is_asked_first(state: ParticipationState) -> None:
    steps = next_steps(
        [heard("community", state), heard("government", "none_yet"), heard("resident", state)], [at("KP1")]
    )
    why = "fewer_than_k" if state == "fewer_than_k" else "not_heard"
    assert [(step.key, step.why) for step in steps[:-1]] == [("ask_residents", why), ("ask_community", why)]


def test_who_was_heard_is_not_asked_again() -> None:
    assert next_steps([heard("community", "counted"), heard("resident", "counted")], []) == ()


def test_gaps_then_low_standing_then_fairness_then_records_then_name() -> None:
    criteria = [
        at("A9", 2), at("A8", 2, below=True), at("A7", 2, equity=True), at("A6", 1), at("A5", 3, gaps=("community",)),
        at("A4", 2, gaps=("resident",)), at("A3", 2, gaps=("government",)), at("A2", 2, equity=True, below=True),
        at("A1", 2, below=True), at("A0", 0),
    ]  # fmt: skip
    assert order(*criteria) == ["A4", "A5", "A0", "A6", "A2", "A7", "A1", "A8", "A3", "A9"]
    assert order(*criteria[::-1]) == order(*criteria)


def test_what_stands_at_the_top_needs_no_step_and_what_stands_nowhere_comes_last() -> None:
    assert order(at("A", 4), at("B", None, equity=True, gaps=("resident",)), at("C", 3)) == ["C", "B"]


def test_each_step_says_from_where_to_where_and_why() -> None:
    steps = next_steps(
        (), [at("A", 1, gaps=("resident", "community")), at("B", 2, gaps=("community",)), at("C", 2, equity=True),
             at("D", 2, below=True), at("E", 3), at("F", None)],
    )  # fmt: skip
    assert steps == (
        Step("raise", "A", 1, 2, "gap_resident"),
        Step("raise", "B", 2, 3, "gap_community"),
        Step("raise", "C", 2, 3, "fairness"),
        Step("raise", "D", 2, 3, "records_below_people"),
        Step("raise", "E", 3, 4, "low_standing"),
        Step("find_out", "F", None, None, "no_standing"),
    )
