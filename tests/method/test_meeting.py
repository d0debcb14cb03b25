"""A level that a meeting agreed on: useful for one room, never mixed with answers."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from tallgrass.strength.rounds.method.records import Agreed, Asked, Count
from tallgrass.strength.rounds.method.results import RoundResults, round_results
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.method.worlds import AS_OF, FRAMEWORK, answers_of, place, scorecard


def agreed(criterion: str = "KP7", level: int = 3, on: date | None = AS_OF, cleared: bool = False) -> Agreed:
    return Agreed(criterion, level, "We all said so", on, ("community", "government"), True, cleared)


def results(*meetings: Agreed, said: dict[tuple[str, str], Count] | None = None) -> RoundResults:
    return round_results(
        forms=FRAMEWORK.forms, answers=answers_of(said or {}), asked=None, agreed=meetings, k=5, as_of=AS_OF
    )


def test_it_stands_where_nobody_of_the_six_answered() -> None:
    found = results(agreed()).criteria["KP7"]
    assert found.asked
    assert found.say is not None
    assert (found.say.value, found.say.level, found.say.source) == (Fraction(3), 3, "agreed")
    assert (found.say.low, found.say.high, found.say.standard_error, found.say.bound) == (None,) * 4


@pytest.mark.parametrize("n", [1, 4, 6])
def test_beside_answers_of_the_six_it_is_listed_and_enters_nothing(n: int) -> None:
    found = results(agreed(), said={("community", "KP7"): Count((n, 0, 0, 0, 0))}).criteria["KP7"]
    assert found.agreed is not None
    assert found.say is None or found.say.source == "answers"


def test_answers_of_residents_do_not_displace_it() -> None:
    found = results(agreed("KP8"), said={("resident", "KP8"): Count((9, 0, 0, 0, 0))}).criteria["KP8"]
    assert found.say is not None
    assert found.say.source == "agreed"


@pytest.mark.parametrize("on", [None, date(2025, 11, 23), date(2026, 11, 25)])
def test_a_stale_later_or_undated_one_counts_for_nothing(on: date | None) -> None:
    found = results(agreed(on=on)).criteria["KP7"]
    assert found.say is None
    assert found.agreed is None


def test_the_latest_stands() -> None:
    found = results(agreed(level=1), agreed(level=4, on=date(2026, 5, 1))).criteria["KP7"]
    assert found.say is not None
    assert found.say.level == 1


def test_its_note_leaves_only_once_cleared() -> None:
    def document(cleared: bool) -> dict[str, object]:
        made = scorecard(Inputs(place=place(), framework=FRAMEWORK, agreed=(agreed(cleared=cleared),)))
        found = next(one["agreed"] for one in made["criteria"] if one["id"] == "KP7")
        assert isinstance(found, dict)
        return found

    assert document(cleared=False)["note"] is None
    assert document(cleared=True)["note"] == "We all said so"
    assert document(cleared=True)["disagreed"] is True


def test_its_note_stays_where_one_type_alone_was_in_the_room() -> None:
    alone = replace(agreed(cleared=True), kinds_in_room=("community",))
    made = scorecard(Inputs(place=place(), framework=FRAMEWORK, agreed=(alone,)))
    assert [one["agreed"]["note"] for one in made["criteria"] if one["agreed"]] == [None]


def test_an_element_with_one_has_no_range_and_is_never_weakest_or_in_a_gap() -> None:
    names = [name for name in FRAMEWORK.forms["full"] if name != "KP7"]
    low = {"KP": 0, "CA": 20, "KN": 20, "RE": 20, "IN": 20, "CV": 20}
    said = {("government", name): Count((20 - low[name[:2]], 0, 0, 0, low[name[:2]])) for name in names}
    asked = (Asked("government", "full", 20),)
    plain = {**said, ("government", "KP7"): Count((20, 0, 0, 0, 0))}
    without = scorecard(Inputs(place=place(), framework=FRAMEWORK, answers=answers_of(plain), asked=asked))
    assert without["elements"][0]["weakest"] is True
    with_one = scorecard(
        Inputs(
            place=place(),
            framework=FRAMEWORK,
            answers=answers_of(said),
            asked=asked,
            agreed=(agreed(level=0),),
        )
    )
    players = with_one["elements"][0]
    assert players["say"] == {"estimate": 0.0, "bound": None, "low": None, "high": None}
    assert players["weakest"] is False
    assert with_one["gaps"] == []


def test_one_meeting_alone_makes_a_scorecard_that_says_it_asked_in_a_meeting() -> None:
    document = scorecard(
        Inputs(
            place=place(),
            framework=FRAMEWORK,
            agreed=tuple(agreed(name, 2) for name in FRAMEWORK.forms["full"]),
        )
    )
    assert [one["say"]["estimate"] for one in document["elements"]] == [2.0] * 6
    assert [one["key"] for one in document["first_sentence"]] == ["none_stands_out"]
    assert {one["standing"] for one in document["criteria"]} == {2}
