"""Where one kind of people rates an element clearly apart (METHOD 1, section 6)."""

import math
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

import pytest

from tallgrass.foundation.numbers import two_sided_p
from tallgrass.strength.rounds.method.cells import Cell
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.method.results import Apart, CriterionSay
from tallgrass.strength.rounds.method.say import Bound, Mark, Say, together
from tallgrass.strength.scorecard.method.gaps import Gap, apartness, find_gaps
from tests.method.by_hand import bh_by_definition, holm_by_definition

Voice = tuple[str, str] | tuple[str, str, Bound]
ELEMENTS = {"players": ["KP1", "KP2", "KP8"], "culture": ["CV1", "CV2"]}
RESIDENT_FORM = ("KP8", "CV2")


def mark(voice: Voice) -> Mark:
    value, variance, *bound = voice
    return Mark(Fraction(value), bound[0] if bound else None, None, None, Fraction(variance))


def told(
    name: str = "KP1",
    residents: Voice | None = None,
    asked: bool = True,
    others: tuple[str, ...] = (),
    **voices: Voice,
) -> CriterionSay:
    """A criterion on which each kind prints a mark: its value and V; ``merged`` is the cell of the ``others``."""
    count = Count((0, 0, 6, 0, 0))
    cells = tuple(
        Cell(others, "merged", count, 9) if kind == "merged" else Cell((kind,), "shown", count, 9)
        for kind in voices
    )
    marks = tuple(mark(voice) for voice in voices.values())
    apart = Apart(mark(residents), 6, 9) if residents else None
    return CriterionSay(
        name, asked, cells, marks, together(cells, marks), None, False, None, apart, None, None, False
    )


def gaps(*criteria: CriterionSay, elements: Mapping[str, list[str]] | None = None) -> tuple[Gap, ...]:
    of = elements or ELEMENTS
    silent = {name: told(name, asked=False) for names in of.values() for name in names}
    return find_gaps(of, {**silent, **{one.criterion: one for one in criteria}}, RESIDENT_FORM)


def test_d_is_the_distance_from_the_other_cells_by_their_weights() -> None:
    merged = ("government", "philanthropy", "issue_expert")
    one = told(others=merged, community=("1", "0.04"), civic_tech=("3", "0.05"), merged=("2", "0.02"))
    found = apartness(one, "community")
    assert found is not None
    # The others: civic_tech weighs 1, three merged kinds weigh 3: R = (3 + 6)/4 = 2.25.
    assert found.difference == Fraction("-1.25")
    assert found.variance == Fraction("0.04") + (Fraction("0.05") + 9 * Fraction("0.02")) / 16


def test_residents_are_held_against_what_all_the_six_told() -> None:
    one = told("KP8", residents=("1", "0.05"), community=("3", "0.04"), government=("2.3", "0.06"))
    found = apartness(one, "resident")
    assert found is not None
    assert one.say is not None
    # S = 2.65, printed 2.7; SE^2 = (0.04 + 0.06)/4.
    assert one.say.value == Fraction("2.7")
    assert found.difference == Fraction("-1.7")
    assert found.variance == Fraction("0.05") + Fraction("0.025")


def test_a_kind_alone_or_inside_a_merged_cell_is_apart_from_nobody() -> None:
    assert apartness(told(community=("1", "0.04")), "community") is None
    assert apartness(told(community=("1", "0.04"), government=("1", "0.04")), "philanthropy") is None
    both = told(others=("government", "philanthropy"), community=("1", "0.04"), merged=("3", "0.04"))
    assert apartness(both, "government") is None
    assert apartness(both, "community") is not None


def test_element_stage_takes_means_of_d_and_of_its_standard_error_and_holm_over_all_pairs() -> None:
    criteria = [
        told("KP1", community=("1", "0.04"), government=("2", "0.05")),
        told("KP2", community=("1.5", "0.09"), government=("2.5", "0.07")),
        told("CV1", community=("2", "0.2"), government=("2", "0.2")),
    ]
    found = gaps(*criteria)
    # Pairs: two kinds on two elements. d = -1 and +1 on players with SE (0.3 + 0.4)/2; 0 on culture.
    p = two_sided_p(1.0, 0.35)
    adjusted = holm_by_definition([p, 1.0, p, 1.0])[0]
    elements = [one for one in found if one.criterion is None]
    assert [(one.kind, one.difference) for one in elements] == [
        ("community", Fraction(-1)),
        ("government", Fraction(1)),
    ]
    assert [one.p_adjusted for one in elements] == pytest.approx([adjusted] * 2)
    # Every criterion of the flagged pairs, BH over all of them together.
    each = [two_sided_p(1.0, 0.3), two_sided_p(1.0, 0.4)] * 2
    expected = bh_by_definition(each)
    on_criteria = [one for one in found if one.criterion]
    assert [(one.kind, one.criterion) for one in on_criteria] == [
        ("community", "KP1"), ("community", "KP2"), ("government", "KP1"), ("government", "KP2"),
    ]  # fmt: skip
    assert [one.p_adjusted for one in on_criteria] == pytest.approx(expected)


def test_many_pairs_make_the_first_step_stricter() -> None:
    alone = told("KP1", community=("1", "0.09"), government=("2", "0.09"))
    assert gaps(alone, elements={"players": ["KP1"]})
    elements = {f"e{n}": [f"Q{n}"] for n in range(6)}
    quiet = [told(f"Q{n}", community=("2", "0.09"), government=("2", "0.09")) for n in range(1, 6)]
    loud = told("Q0", community=("1", "0.09"), government=("2", "0.09"))
    # z = 1/sqrt(.18) = 2.357, p = 0.0184: times 2 pairs it is a gap, times 12 it is none.
    assert two_sided_p(1, math.sqrt(0.18)) * 2 < 0.05 < two_sided_p(1, math.sqrt(0.18)) * 12
    assert gaps(loud, *quiet, elements=elements) == ()


@pytest.mark.parametrize(("variance", "is_gap"), [("0.195", True), ("0.205", False)])
def test_an_element_is_a_gap_up_to_five_in_a_hundred(variance: str, is_gap: bool) -> None:
    # d = 1; two pairs, so p times 2: 0.0471 at V 0.195, 0.0544 at 0.205 (z 2.2646 and 2.2086).
    one = told("KP1", community=("1", variance), government=("2", "0"))
    assert bool(gaps(one, elements={"players": ["KP1"]})) is is_gap


@pytest.mark.parametrize(("error", "shown"), [("0.48", True), ("0.49", False)])
def test_a_criterion_of_a_gap_is_shown_up_to_ten_in_a_hundred(error: str, shown: bool) -> None:
    # d = -0.8: p 0.0956 and 0.1025, the largest of four, so BH leaves it as it is.
    unsure = str(Fraction(error) ** 2)
    found = gaps(
        told("KP1", community=("1", "0.04"), government=("3", "0.05")),
        told("KP2", community=("1.2", unsure), government=("2", "0")),
    )
    assert [one.criterion for one in found if one.kind == "community"] == [None, "KP1", *["KP2"] * shown]


def test_under_half_a_level_is_no_gap_however_sure() -> None:
    assert (
        gaps(
            told("KP1", community=("1.5", "0.0001"), government=("1.9", "0.0001")),
            elements={"players": ["KP1"]},
        )
        == ()
    )
    found = gaps(
        told("KP1", community=("1.5", "0.0001"), government=("2", "0.0001")), elements={"players": ["KP1"]}
    )
    assert {one.criterion for one in found} == {None}, (
        "half a level flags the element, three quarters the criterion"
    )


def test_without_any_variance_only_a_difference_counts() -> None:
    same = told("KP1", community=("2", "0"), government=("2", "0"))
    assert gaps(same, elements={"players": ["KP1"]}) == ()
    apart = told("KP1", community=("1", "0"), government=("2", "0"))
    assert [one.p_adjusted for one in gaps(apart, elements={"players": ["KP1"]})] == [0.0] * 4


def test_half_of_the_asked_criteria_must_show_the_kind_by_itself() -> None:
    def criteria(missing: int) -> list[CriterionSay]:
        return [
            told("KP1", community=("1", "0.01"), government=("3", "0.01")),
            *[told(name, government=("3", "0.01")) for name in ("KP2", "KP8")[:missing]],
        ]

    assert gaps(*criteria(1))
    assert gaps(*criteria(2)) == ()


def test_a_question_that_was_not_asked_is_not_counted_as_missing() -> None:
    one = told("KP1", community=("1", "0.01"), government=("3", "0.01"))
    assert gaps(one), "KP2 and KP8 were not asked"


def test_residents_are_counted_over_the_questions_of_their_form_that_have_a_mark_of_the_six() -> None:
    one = told("KP8", residents=("1", "0.01"), community=("3", "0.01"), government=("3", "0.01"))
    silent = [told(name, community=("3", "0.01"), government=("3", "0.01")) for name in ("KP1", "KP2")]
    found = gaps(one, *silent)
    assert [(one.kind, one.criterion) for one in found] == [("resident", None), ("resident", "KP8")]
    without_s = told("CV2", residents=("1", "0.01"))
    assert all(one.element == "players" for one in gaps(one, without_s))


def test_residents_and_community_groups_come_first_whatever_the_sign() -> None:
    found = gaps(
        told(
            "KP8", residents=("4", "0.01"), civic_tech=("1", "0.01"), government=("3.5", "0.01"),
            community=("3.9", "0.01"), issue_expert=("2", "0.01"),
        )
    )  # fmt: skip
    order = list(dict.fromkeys(one.kind for one in found))
    assert order[:2] == ["resident", "community"]
    assert all(one.criterion is None for one in [next(g for g in found if g.kind == kind) for kind in order])


@pytest.mark.parametrize(
    ("own", "rest", "at_least"),
    [
        (("3", "0.001", "at_least"), ("1.5", "0.001"), True),
        (("1", "0.001", "at_most"), ("2.5", "0.001"), True),
        (("1.5", "0.001"), ("3", "0.001", "at_least"), True),
        (("2.5", "0.001"), ("1", "0.001", "at_most"), True),
        (("3", "0.001", "at_least"), ("1", "0.001", "at_most"), True),
        (("2.5", "0.001"), ("1.5", "0.001"), False),
        (("3", "0.001", "at_least"), ("4", "0.001"), False),
    ],
)
def test_where_an_end_made_the_distance_it_is_at_least(own: Voice, rest: Voice, at_least: bool) -> None:
    found = gaps(told("KP1", community=own, government=rest), elements={"players": ["KP1"]})
    assert len(found) == 4
    assert {one.at_least for one in found} == {at_least}


def test_an_element_in_which_a_meeting_s_level_stands_enters_no_gap() -> None:
    low = [told(name, community=("1", "0.01"), government=("3", "0.01")) for name in ("KP1", "KP2")]
    apart = {(gap.element, gap.criterion, gap.kind) for gap in gaps(*low)}
    assert ("players", None, "community") in apart
    settled = replace(told("KP8"), say=Say(Fraction(2), None, None, None, None, "agreed"))
    assert gaps(*low, settled) == ()


def test_an_agreed_level_enters_no_gap() -> None:
    one = told("KP8", residents=("1", "0.01"))
    assert apartness(one, "resident") is None
    assert gaps(one) == ()
