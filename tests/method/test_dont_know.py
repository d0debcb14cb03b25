"""*I don't know* is an answer: it is told, and it never lowers anything."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tallgrass.strength.rounds.method.records import Answers, Count
from tallgrass.strength.rounds.method.results import CriterionSay, round_results
from tests.method.worlds import AS_OF, FRAMEWORK, World, answers_of, scorecard, worlds


def told(**said: Count) -> CriterionSay:
    return round_results(
        forms=FRAMEWORK.forms,
        answers=answers_of({(kind, "KP7"): count for kind, count in said.items()}),
        asked=None,
        agreed=None,
        k=5,
        as_of=AS_OF,
    ).criteria["KP7"]


def test_the_share_gives_every_kind_an_equal_voice_and_leaves_skips_out() -> None:
    found = told(
        civic_tech=Count((0, 0, 10, 0, 0), 10, 99),
        community=Count((0, 0, 30, 0, 0)),
        resident=Count((9, 0, 0, 0, 0), 99),
    )
    assert found.dont_know_share == (0.5 + 0) / 2
    assert not found.blind_spot


def test_kinds_that_chose_no_level_are_left_out() -> None:
    assert told(
        civic_tech=Count((0, 0, 10, 0, 0), 5), community=Count(dont_know=90)
    ).dont_know_share == Fraction(1, 3)


def test_beside_a_cell_under_ten_the_share_leaves_only_in_words() -> None:
    found = told(civic_tech=Count((0, 0, 10, 0, 0), 10), community=Count((0, 0, 9, 0, 0), 9))
    assert found.dont_know_share is None
    assert found.blind_spot


def test_a_blind_spot_needs_more_than_a_third_and_k_people() -> None:
    assert not told(civic_tech=Count((0, 0, 10, 0, 0), 5)).blind_spot
    assert told(civic_tech=Count((0, 0, 10, 0, 0), 6)).blind_spot
    assert not told(civic_tech=Count((0, 0, 7, 0, 0), 4)).blind_spot
    assert told(civic_tech=Count((0, 0, 7, 0, 0), 5)).blind_spot


@settings(max_examples=60, phases=(Phase.explicit, Phase.generate))
@given(worlds(), st.integers(0, 3))
def test_saying_dont_know_never_lowers_a_place(world: World, more: int) -> None:
    inputs = replace(world.inputs, asked=None)
    counts = {
        key: replace(count, dont_know=count.dont_know + more) for key, count in world.answers.counts.items()
    }
    before, after = (
        scorecard(replace(inputs, answers=answers))
        for answers in (world.answers, Answers(counts, world.answers.people))
    )
    for one, other in zip(before["criteria"], after["criteria"], strict=True):
        assert one["standing"] == other["standing"]
        for figure in ("estimate", "bound", "low", "high", "standard_error", "level", "cells"):
            assert one["say"][figure] == other["say"][figure]
    assert [one["word"] for one in before["elements"]] == [one["word"] for one in after["elements"]]
    assert before["gaps"] == after["gaps"]
