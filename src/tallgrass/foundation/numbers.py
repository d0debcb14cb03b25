"""Exact numbers: rounding half away from zero, levels, and the normal tail.

Marks and cut points are compared and rounded as exact fractions (METHOD 1, section 9); only square roots and
p values are floats.
"""

import math
from fractions import Fraction

#: The two-sided 95 % point of the normal distribution that METHOD 1 uses everywhere.
Z95 = 1.96


def rounded(number: Fraction | float, places: int = 1) -> Fraction:
    """``number`` to ``places`` decimals, half away from zero. A float is taken at its exact binary value."""
    exact = Fraction(number) * 10**places
    whole = (abs(exact.numerator) * 2 + exact.denominator) // (2 * exact.denominator)
    return Fraction(whole if exact >= 0 else -whole, 10**places)


def half_up(number: Fraction) -> int:
    """The nearest whole level, a half going up (for numbers of 0 or more)."""
    return math.floor(number + Fraction(1, 2))


def clipped(number: Fraction, low: int = 0, high: int = 4) -> Fraction:
    """``number``, held within the scale."""
    return min(max(number, Fraction(low)), Fraction(high))


def printed(number: Fraction | float | None, places: int = 1) -> float | None:
    """A number as a file carries it: rounded to ``places`` decimals, never minus zero; None stays None."""
    return None if number is None else float(rounded(number, places)) + 0.0


def mean(numbers: list[Fraction]) -> Fraction:
    """The plain mean of at least one number."""
    return sum(numbers, Fraction(0)) / len(numbers)


def two_sided_p(difference: Fraction | float, standard_error: float) -> float:
    """P(\\|Z\\| >= \\|difference\\| / standard_error) for a standard normal Z.

    With a standard error of 0 any difference is certain: 1.0 for none, else 0.0.
    """
    if standard_error == 0:
        return 1.0 if difference == 0 else 0.0
    return math.erfc(abs(float(difference)) / standard_error / math.sqrt(2))
