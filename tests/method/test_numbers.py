"""Rounding, halves and the normal tail."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.numbers import clipped, half_up, mean, printed, rounded, two_sided_p
from tests.method.by_hand import tenths, vectors

NUMBERS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**6)


@given(NUMBERS, st.integers(0, 6))
def test_rounding_goes_half_away_from_zero_as_decimals_do(number: Fraction, places: int) -> None:
    assert rounded(number, places) == Fraction(tenths(number, places))


@given(st.integers(-(10**6), 10**6), st.integers(0, 4))
def test_an_exact_half_goes_away_from_zero(whole: int, places: int) -> None:
    half = Fraction(2 * whole + 1, 2 * 10**places)
    assert abs(rounded(half, places)) == abs(half) + Fraction(1, 2 * 10**places)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e9, max_value=1e9))
def test_a_float_is_rounded_at_its_exact_value(number: float) -> None:
    assert rounded(number, 2) == rounded(Fraction(number), 2)


def test_what_a_file_carries_is_never_minus_zero() -> None:
    assert math.copysign(1, printed(Fraction(-1, 100)) or 0.0) == 1
    assert printed(None) is None
    assert printed(Fraction(12345, 10000), 4) == 1.2345


@pytest.mark.parametrize(("mark", "shown", "level"), vectors("say")["levels"]["vectors"])
def test_the_level_of_a_mark_is_that_of_the_printed_figure(mark: float, shown: float, level: int) -> None:
    printed_mark = rounded(Fraction(str(mark)))
    assert float(printed_mark) == shown
    assert half_up(printed_mark) == level


@pytest.mark.parametrize(("number", "level"), [("0.5", 1), ("1.5", 2), ("2.5", 3), ("3.5", 4), ("2.49", 2)])
def test_a_half_level_goes_up(number: str, level: int) -> None:
    assert half_up(Fraction(number)) == level


def test_clipping_and_the_mean() -> None:
    assert [clipped(Fraction(n)) for n in (-1, 0, 3, 4, 5)] == [0, 0, 3, 4, 4]
    assert mean([Fraction(1), Fraction(2), Fraction(2)]) == Fraction(5, 3)


def test_the_normal_tail_on_both_sides() -> None:
    assert two_sided_p(1.959964, 1.0) == pytest.approx(0.05, abs=1e-7)
    assert two_sided_p(-1.644854, 1.0) == pytest.approx(0.10, abs=1e-7)
    assert two_sided_p(0, 1.0) == 1.0


def test_without_any_error_a_difference_is_certain() -> None:
    assert two_sided_p(Fraction(0), 0.0) == 1.0
    assert two_sided_p(Fraction(1, 10), 0.0) == 0.0
    assert two_sided_p(Fraction(-1, 10), 0.0) == 0.0
