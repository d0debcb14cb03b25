"""Other ranges of S than the one that is printed: narrower as it was once, and wider as it is proposed.

S and every other figure stay as they are. Both use printed values, bounds and V alone, so the guarantee stands as it
is.
"""

import math
from fractions import Fraction

from tallgrass.foundation.numbers import Z95, clipped, rounded
from tallgrass.strength.rounds.method.say import OPEN_SIDE, Bound, Mark, outwards

Range = tuple[Fraction, Fraction]


def nearest(shares: tuple[Fraction, ...], marks: tuple[Mark, ...]) -> Range:
    """The range of METHOD 1, its limits rounded to the nearest tenth, as they were before decision 0007.

    ``shares`` are the weights of the published ``marks``.
    """
    pairs = list(zip(shares, marks, strict=True))
    value = sum((w * mark.value for w, mark in pairs), Fraction(0))
    reach = _reach(sum((w * w * mark.variance for w, mark in pairs), Fraction(0)))
    low, high = (
        sum((OPEN_SIDE * w for w, mark in pairs if mark.bound == end), Fraction(0))
        for end in ("at_most", "at_least")
    )
    return _to_whole_scale(
        marks, rounded(clipped(value - reach - low)), rounded(clipped(value + reach + high))
    )


def wider(shares: tuple[Fraction, ...], marks: tuple[Mark, ...]) -> Range:
    """An open end counts on its open side as the end of the scale, with certainty.

    *3 or higher* is at most 4, so it adds 4 w to the upper limit and nothing to its error (in place of half a level
    more, with error).
    """
    return outwards(
        _limit(shares, marks, "at_most", Fraction(0), -1), _limit(shares, marks, "at_least", Fraction(4), 1)
    )


def _limit(
    shares: tuple[Fraction, ...], marks: tuple[Mark, ...], end: Bound, certain: Fraction, side: int
) -> Fraction:
    pairs = list(zip(shares, marks, strict=True))
    centre = sum((w * (certain if mark.bound == end else mark.value) for w, mark in pairs), Fraction(0))
    return centre + side * _reach(
        sum((w * w * mark.variance for w, mark in pairs if mark.bound != end), Fraction(0))
    )


def _reach(variance: Fraction) -> Fraction:
    return Fraction(Z95 * math.sqrt(variance))


def _to_whole_scale(marks: tuple[Mark, ...], low: Fraction, high: Fraction) -> Range:
    """Where every cell prints the same end, the range goes to the end of the scale."""
    ends = {mark.bound for mark in marks}
    return Fraction(0) if ends == {"at_most"} else low, Fraction(4) if ends == {"at_least"} else high
