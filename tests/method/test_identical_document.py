"""The guarantee from end to end: other answers behind the same marks leave the same scorecard, to the byte.

Whatever a scorecard says of small groups (S, elements, gaps, standings, differences, change, the first sentence, next
steps, readings) follows from their printed marks. So a whole document cannot tell apart two answer sets that a
mark cannot, and what ``test_guarantee`` proves of a mark holds for the document.
"""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import Phase, event, given, settings
from hypothesis import strategies as st

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.strength.rounds.method.asked import AskedOf
from tallgrass.strength.rounds.method.records import Answers, Count
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.method.worlds import FRAMEWORK, World, answers_of, place, same_printed, scorecard, worlds

SEEDS = st.integers(0, 2**32)
#: Worlds are made from seeds, which do not shrink to anything simpler.
PHASES = (Phase.explicit, Phase.generate)


def numbers(inputs: Inputs) -> dict[tuple[str, str], int | None]:
    asked = AskedOf(FRAMEWORK.forms, inputs.asked, inputs.answers or Answers())
    return {
        (kind, name): asked.number(kind, name)
        for kind in RESPONDENT_KINDS
        for name in FRAMEWORK.forms["full"]
    }


def lines(document: dict[str, Any]) -> list[str]:
    return to_bytes(document).decode().splitlines()


def others(world: World, seed: int) -> Answers:
    """Other answers behind the same marks."""
    k = world.inputs.place.smallest_group
    return same_printed(world.answers, numbers(world.inputs), k, Random(seed))


@pytest.mark.slow
@settings(max_examples=150, phases=PHASES)
@given(worlds(), worlds(), SEEDS, st.booleans())
def test_answers_behind_the_same_marks_leave_the_same_document(
    world: World, earlier: World, seed: int, with_previous: bool
) -> None:
    inputs = world.inputs
    if with_previous:
        inputs = replace(inputs, previous=scorecard(replace(earlier.inputs, place=inputs.place)))
    other = others(world, seed)
    moved = sum(world.answers.counts[key] != other.counts[key] for key in other.counts)
    event("answers moved" if moved else "nothing moved")
    assert lines(scorecard(inputs)) == lines(scorecard(replace(inputs, answers=other)))


@settings(max_examples=50, phases=PHASES)
@given(worlds(), worlds(), SEEDS)
def test_an_earlier_document_carries_no_more_into_a_later_one(world: World, later: World, seed: int) -> None:
    first, second = (
        scorecard(
            replace(
                later.inputs,
                place=world.inputs.place,
                previous=scorecard(replace(world.inputs, answers=one)),
            )
        )
        for one in (world.answers, others(world, seed))
    )
    assert lines(first) == lines(second)


def test_the_property_would_notice_an_unrounded_figure() -> None:
    # Two answer sets of one band that differ in their mean, seen by a document that knows it: not the same.
    a, b = Count((0, 0, 5, 1, 0)), Count((0, 0, 6, 0, 0))
    documents = [
        scorecard(Inputs(place=place(), framework=FRAMEWORK, answers=answers_of({("community", "KP3"): one})))
        for one in (a, b, Count((0, 0, 0, 0, 6)))
    ]
    assert lines(documents[0]) == lines(documents[1]) != lines(documents[2])


def test_no_count_under_k_and_no_spread_under_ten_is_in_the_document() -> None:
    said = {("community", name): Count((9, 0, 0, 0, 0)) for name in FRAMEWORK.forms["short"]}
    said |= {("government", name): Count((0, 0, 0, 3, 0)) for name in FRAMEWORK.forms["short"]}
    document = scorecard(Inputs(place=place(), framework=FRAMEWORK, answers=answers_of(said)))
    by_kind = {one["kind"]: one for one in document["participation"]}
    assert by_kind["government"] == {
        "kind": "government",
        "answered": None,
        "asked": None,
        "state": "fewer_than_k",
    }
    (cell,) = next(one for one in document["criteria"] if one["id"] == "KP7")["say"]["cells"]
    assert cell["kinds"] == ["government", "community"]
    assert (cell["answered"], cell["counts"]) == (12, [9, 0, 0, 3, 0])
    small = {("community", "KP7"): Count((9, 0, 0, 0, 0)), ("government", "KP7"): Count((0, 0, 0, 0, 9))}
    document = scorecard(Inputs(place=place(), framework=FRAMEWORK, answers=answers_of(small)))
    cells = next(one for one in document["criteria"] if one["id"] == "KP7")["say"]["cells"]
    assert [(cell["counts"], cell["low"], cell["high"]) for cell in cells] == [(None, None, None)] * 2


def test_no_table_that_holds_answers_is_counted_in_what_leaves() -> None:
    said = answers_of({("community", "KP7"): Count((9, 0, 0, 0, 0))})
    document = scorecard(
        Inputs(
            place=place(), framework=FRAMEWORK, answers=said, rankings=(), comments=(), signed=(), agreed=()
        )
    )
    assert {one["table"] for one in document["inputs"]} <= {
        "players",
        "ties",
        "asked",
        "evidence",
        "readings",
    }
