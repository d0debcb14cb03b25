"""What people told us: one cell, and all cells together."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.cells import Cell, published_cells, weights
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.method.say import Mark, Say, dont_know, estimate, mark, outwards, together
from tests.method.by_hand import Counts, band, every_answer_set, levels, mean_and_variance, tenths, vectors

V = vectors("say")

COUNTS = st.tuples(*[st.integers(0, 8)] * 5).filter(any)
SMALL = COUNTS.filter(lambda counts: 5 <= sum(counts) <= 9)
UNHEARD = st.one_of(st.none(), st.integers(0, 60))


def asked_of(counts: Counts, unheard: int | None) -> int | None:
    return None if unheard is None else sum(counts) + unheard


def one_cell(counts: Counts, asked: int | None, *kinds: str) -> Cell:
    return Cell(kinds or ("community",), "merged" if len(kinds) > 1 else "shown", Count(counts), asked)


def words(found: Mark) -> str:
    """A mark as it is printed for 5 to 9 answers."""
    return {"at_most": "1 or lower", "at_least": "3 or higher"}.get(
        found.bound or "", f"{float(found.value):g}"
    )


@pytest.mark.parametrize("vector", V["estimates"]["vectors"])
def test_estimate_vectors(vector: dict[str, object]) -> None:
    counts, asked = levels(vector["counts"]), vector["asked"]  # type: ignore[arg-type]
    assert isinstance(asked, int)
    found, printed = estimate(counts, asked), mark(one_cell(counts, asked))
    assert round(float(found.mean), 4) == vector["mean"]
    assert round(float(found.variance), 5) == vector["variance"]
    assert (printed.value, printed.bound, printed.low, printed.high) == (
        vector["value"],
        vector["bound"],
        None,
        None,
    )


def test_the_vector_of_all_cells_together() -> None:
    v = V["together"]
    counts = {kind: Count(levels(v["counts"][kind]), v["dont_know"][kind]) for kind in SIX_KINDS}
    cells = published_cells(counts, v["asked"], 5)
    said = together(cells, tuple(mark(cell) for cell in cells))
    assert said is not None
    assert [float(x) for x in (said.value, said.low or 0, said.high or 0)] == [
        v["value"],
        v["low"],
        v["high"],
    ]
    assert round(said.standard_error or 0, 4) == v["standard_error"]
    assert (said.bound, said.level, said.source) == (None, v["level"], "answers")
    share = dont_know(cells)
    assert share is not None
    assert round(float(share), 4) == v["dont_know_from_cells"]


@given(COUNTS, UNHEARD)
def test_the_estimate_is_what_the_method_writes_out(counts: Counts, unheard: int | None) -> None:
    asked = asked_of(counts, unheard)
    found = estimate(counts, asked)
    assert (found.mean, found.variance) == mean_and_variance(counts, asked)


@given(COUNTS, UNHEARD)
def test_a_mark_stays_on_the_scale_and_in_its_range(counts: Counts, unheard: int | None) -> None:
    found = mark(one_cell(counts, asked_of(counts, unheard)))
    assert 0 <= found.value <= 4
    assert 0 <= found.level <= 4
    assert found.variance > 0
    if sum(counts) >= 10:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.value <= found.high <= 4


@given(COUNTS.filter(lambda counts: sum(counts) >= 10), UNHEARD)
def test_ten_or_more_print_a_tenth_and_a_range(counts: Counts, unheard: int | None) -> None:
    asked = asked_of(counts, unheard)
    mean, variance = mean_and_variance(counts, asked)
    found = mark(one_cell(counts, asked))
    assert found.value == Fraction(tenths(mean))
    assert found.bound is None
    assert found.variance == variance + Fraction(1, 100) / 12
    reach = Fraction(1.96 * math.sqrt(variance))
    low, high = max(Fraction(0), mean - reach), min(Fraction(4), mean + reach)
    assert found.low is not None
    assert found.high is not None
    assert 0 <= low - found.low < Fraction(1, 10)
    assert 0 <= found.high - high < Fraction(1, 10)


@pytest.mark.parametrize("answering", [10, 14, 20])
@pytest.mark.parametrize(
    "everybody", [(0, 4, 8, 6, 2), (4, 4, 4, 4, 4), (0, 0, 1, 9, 10), (10, 0, 0, 0, 10), (1, 6, 7, 5, 1)]
)
def test_the_range_of_ten_or_more_holds_the_truth_in_94_of_100_draws(
    everybody: Counts, answering: int
) -> None:
    # Every way in which `answering` of 20 people can be heard, with its chance: nothing is drawn.
    truth = Fraction(sum(k * everybody[k] for k in range(5)), 20)
    held = Fraction(0)
    for heard in every_answer_set(answering):
        chance = math.prod(map(math.comb, everybody, heard))
        if chance:
            found = mark(one_cell(heard, 20))
            assert found.low is not None
            assert found.high is not None
            held += chance * (found.low <= truth <= found.high)
    assert held / math.comb(20, answering) >= Fraction(94, 100)


@given(SMALL, UNHEARD)
def test_five_to_nine_print_one_of_five_words_and_nothing_else(counts: Counts, unheard: int | None) -> None:
    asked, n = asked_of(counts, unheard), sum(counts)
    found = mark(one_cell(counts, asked))
    assert words(found) == band(mean_and_variance(counts, asked)[0])
    assert found.low is None
    assert found.high is None
    if asked is None:
        assert found.variance == Fraction(5, 4) / (n + 3) + Fraction(1, 48)
    else:
        u = asked - n
        assert found.variance == Fraction(5, 4) * u * (n + 2 + u) / ((n + 3) * asked**2) + Fraction(1, 48)


@pytest.mark.parametrize(("mean", "value", "bound"), V["bands"]["vectors"])
def test_where_the_bands_meet(mean: list[int], value: float, bound: str | None) -> None:
    expected = {"at_most": "1 or lower", "at_least": "3 or higher"}.get(bound or "", f"{value:g}")
    assert band(Fraction(*mean)) == expected


def test_a_mean_exactly_on_a_limit_belongs_to_the_band_above() -> None:
    # 8 of 8 answered: m is the plain mean, 10/8 = 1.25 and 22/8 = 2.75.
    assert words(mark(one_cell((2, 3, 2, 1, 0), 8))) == "1.5"
    assert words(mark(one_cell((0, 0, 4, 2, 2), 8))) == "3 or higher"
    assert words(mark(one_cell((0, 0, 4, 3, 1), 8))) == "2.5"


@given(COUNTS)
def test_when_everyone_answered_only_rounding_is_left(counts: Counts) -> None:
    found = estimate(counts, sum(counts))
    assert found.mean == Fraction(sum(k * counts[k] for k in range(5)), sum(counts))
    assert found.variance == 0


def mark_at(value: str, bound: str | None, variance: str = "0.05") -> Mark:
    return Mark(Fraction(value), bound, None, None, Fraction(variance))  # type: ignore[arg-type]


def said_of(*marks: Mark) -> Say:
    cells = tuple(one_cell((0, 0, 6, 0, 0), 9, kind) for kind in SIX_KINDS[: len(marks)])
    said = together(cells, marks)
    assert said is not None
    return said


def test_where_every_cell_prints_the_same_end_all_together_print_it_too() -> None:
    high = said_of(mark_at("3", "at_least"), mark_at("3", "at_least"))
    assert (high.value, high.bound, high.high) == (Fraction(3), "at_least", Fraction(4))
    low = said_of(mark_at("1", "at_most"), mark_at("1", "at_most"))
    assert (low.value, low.bound, low.low) == (Fraction(1), "at_most", Fraction(0))


def test_an_end_opens_the_range_on_its_side_by_half_a_level_times_its_weight() -> None:
    # SE = sqrt(2 x .25 x .05) = 0.158114, reach 0.309903; half a level x 1/2 = .25 on the open side.
    # 2.190097 to 3.059903 goes down to 2.1 and up to 3.1; 0.940097 to 1.809903 to 0.9 and 1.9.
    said = said_of(mark_at("3", "at_least"), mark_at("2", None))
    assert (said.bound, said.value) == (None, Fraction("2.5"))
    assert (said.low, said.high) == (Fraction("2.1"), Fraction("3.1"))
    said = said_of(mark_at("1", "at_most"), mark_at("2", None))
    assert (said.low, said.high) == (Fraction("0.9"), Fraction("1.9"))


def test_ends_that_point_apart_open_both_sides_and_leave_no_bound() -> None:
    said = said_of(mark_at("1", "at_most"), mark_at("3", "at_least"))
    assert (said.bound, said.value, said.low, said.high) == (
        None,
        Fraction(2),
        Fraction("1.4"),
        Fraction("2.6"),
    )


def test_one_inner_mark_is_enough_for_no_bound() -> None:
    assert said_of(mark_at("3", "at_least"), mark_at("3", None)).bound is None


def test_without_cells_nobody_has_told_us_anything() -> None:
    assert together((), ()) is None
    assert dont_know(()) is None


@given(st.dictionaries(st.sampled_from(SIX_KINDS), st.tuples(COUNTS, UNHEARD), min_size=1))
def test_all_together_stay_on_the_scale_and_in_their_range(
    voices: dict[str, tuple[Counts, int | None]],
) -> None:
    counts = {kind: Count(of) for kind, (of, _) in voices.items()}
    cells = published_cells(counts, {kind: asked_of(*voice) for kind, voice in voices.items()}, 5)
    marks = tuple(mark(cell) for cell in cells)
    said = together(cells, marks)
    if said is None:
        assert not cells
        return
    assert said.low is not None
    assert said.high is not None
    assert 0 <= said.low <= said.value <= said.high <= 4
    plain = sum((w * m.value for w, m in zip(weights(cells), marks, strict=True)), Fraction(0))
    assert said.value == Fraction(tenths(plain))
    assert said.variance == sum(w * w * m.variance for w, m in zip(weights(cells), marks, strict=True))
    if all(len(cell.kinds) and cell.answered < 10 for cell in cells):
        assert 1 <= said.level <= 3


@given(st.dictionaries(st.sampled_from(SIX_KINDS), st.tuples(COUNTS, UNHEARD), min_size=1))
def test_the_printed_range_holds_the_computed_one_and_is_at_most_a_fifth_of_a_level_wider(
    voices: dict[str, tuple[Counts, int | None]],
) -> None:
    counts = {kind: Count(of) for kind, (of, _) in voices.items()}
    cells = published_cells(counts, {kind: asked_of(*voice) for kind, voice in voices.items()}, 5)
    marks = tuple(mark(cell) for cell in cells)
    said = together(cells, marks)
    if said is None:
        return
    low, high = computed_range(weights(cells), marks)
    assert said.low is not None
    assert said.high is not None
    assert said.low <= low <= high <= said.high
    # A bound opens its side to the end of the scale.
    assert said.bound == "at_most" or low - said.low < Fraction(1, 10)
    assert said.bound == "at_least" or said.high - high < Fraction(1, 10)
    assert {said.low * 10, said.high * 10} <= set(range(41))


def computed_range(shares: tuple[Fraction, ...], marks: tuple[Mark, ...]) -> tuple[Fraction, Fraction]:
    """The range of S before it is printed, within the scale."""
    pairs = list(zip(shares, marks, strict=True))
    value = sum(w * one.value for w, one in pairs)
    reach = Fraction(1.96 * math.sqrt(sum(w * w * one.variance for w, one in pairs)))
    below = sum(w / 2 for w, one in pairs if one.bound == "at_most")
    above = sum(w / 2 for w, one in pairs if one.bound == "at_least")
    return max(Fraction(0), value - reach - below), min(Fraction(4), value + reach + above)


@pytest.mark.parametrize(
    ("low", "high", "printed"),
    [
        ("2.16", "3.31", ("2.1", "3.4")),
        ("2.19999", "3.30001", ("2.1", "3.4")),
        ("2.1", "3.4", ("2.1", "3.4")),
        ("-0.02", "4.13", ("0", "4")),
        ("0.01", "3.99", ("0", "4")),
    ],
)
def test_limits_go_outwards_and_stay_where_they_are_on_a_tenth(
    low: str, high: str, printed: tuple[str, str]
) -> None:
    assert outwards(Fraction(low), Fraction(high)) == tuple(Fraction(limit) for limit in printed)


@given(SMALL, st.integers(0, 3), UNHEARD)
def test_a_higher_answer_never_lowers_a_mark(counts: Counts, level: int, unheard: int | None) -> None:
    if not counts[level]:
        return
    higher = list(counts)
    higher[level] -= 1
    higher[level + 1] += 1
    asked = asked_of(counts, unheard)
    assert mark(one_cell(levels(higher), asked)).value >= mark(one_cell(counts, asked)).value


@given(COUNTS, st.integers(0, 60), st.integers(0, 60))
def test_the_more_are_unheard_the_less_is_sure(counts: Counts, one: int, other: int) -> None:
    n = sum(counts)
    few, many = sorted((one, other))
    assert estimate(counts, n + few).variance <= estimate(counts, n + many).variance
    assert estimate(counts, n + many).variance <= estimate(counts, None).variance
