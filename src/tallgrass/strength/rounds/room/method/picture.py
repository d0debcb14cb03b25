"""The picture of what a room said, as geometry: a scale of five levels with a mark on it, on a field 440 by 150.

From 10 answers on: a column a level, as high as it was chosen often, its number above it, and the range as a line. For
5 to 9: the half level that is printed, as a band, and nothing else. The template writes it down (``room/picture.svg``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

_LEFT: Final = 44
_A_LEVEL: Final = 88
_AXIS: Final = 112
_HIGHEST: Final = 76
_COLUMN: Final = 52
_HALF_BAND: Final = Decimal("0.25")


@dataclass(frozen=True, slots=True)
class Column:
    """One level: where its middle is, its column from ``y`` down to the axis, and how many chose it."""

    level: int
    x: int
    left: int
    y: int
    height: int
    count: int | None


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture: ``mark`` is None for a band; ``begins`` and ``width`` are the range or the band."""

    columns: tuple[Column, ...]
    mark: int | None
    begins: int
    width: int


def picture_of(
    value: Decimal,
    bound: str,
    low: Decimal | None,
    high: Decimal | None,
    counts: Sequence[int] | None,
) -> Picture:
    """The picture of a printed cell."""
    if counts is None:
        begins = Decimal(0) if bound == "at_most" else value - _HALF_BAND
        ends = Decimal(4) if bound == "at_least" else value + _HALF_BAND
    else:
        begins, ends = low or value, high or value
    return Picture(
        tuple(_column(level, counts) for level in range(5)),
        None if counts is None else _at(value),
        _at(begins),
        max(2, _at(ends) - _at(begins)),
    )


def _column(level: int, counts: Sequence[int] | None) -> Column:
    x, count = _at(Decimal(level)), None if counts is None else counts[level]
    height = round(_HIGHEST * count / max(counts)) if counts and count else 0
    return Column(level, x, x - _COLUMN // 2, _AXIS - height, height, count)


def _at(value: Decimal) -> int:
    return round(_LEFT + _A_LEVEL * value)
