"""The small pictures as geometry: where each mark stands, in per cent of the width and in pixels of height.

A scale shows levels 0 to 4 from left to right. Positions are text made from exact decimals, so the same
figures give the same bytes. The SVG templates beside this module only write them down.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal

#: A figure as a scorecard document holds it.
Figure = int | float

#: Where a bound leaves a mark open: towards the upper or the lower end.
Open = Literal["up", "down"]

_LEFT: Final = Decimal(4)
_A_LEVEL: Final = Decimal(23)


def exact(value: Figure) -> Decimal:
    """The figure as it is printed, without binary noise."""
    return Decimal(str(value))


def nearest_level(value: Figure) -> int:
    """The level nearest to a printed mark, halves up."""
    return int(exact(value).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def percent(value: Decimal) -> str:
    """A share of the width, 0 to 100, with at most two decimals and no idle zeros."""
    text = format(value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") + "%"


def at_level(value: Figure) -> str:
    """Where a level between 0 and 4 stands on a scale."""
    return percent(_LEFT + _A_LEVEL * exact(value))


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a scale. ``open`` says on which side its true place is not known."""

    x: str
    open: Open | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a scale from ``x1`` to ``x2``."""

    x1: str
    x2: str
    width: str


@dataclass(frozen=True, slots=True)
class LevelName:
    """The name of a level under every scale on a narrow screen: in two lines where it is long."""

    x: str
    anchor: Literal["start", "middle", "end"]
    shift: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels 0 to 4 with people (dot and range), residents (triangle) and records (diamond).

    A mark that is None is absent: the people's and the records' lanes are hatched then.
    """

    title: str
    description: str
    people: Mark | None
    residents: Mark | None
    records: Mark | None
    span: Stretch | None
    range: Stretch | None
    example_left: bool
    example: str | None


@dataclass(frozen=True, slots=True)
class Strip:
    """One voice on a thin scale: ``shape`` is ``dot``, ``tri`` or ``ring``; ``columns`` is a path that
    shows how answers spread, in per cent of the width and pixels of height (blank: not shown)."""

    shape: Literal["dot", "tri", "ring"]
    mark: Mark | None
    example_left: bool
    range: Stretch | None
    columns: str
    example: str | None


def level_names(names: Sequence[str]) -> tuple[LevelName, ...]:
    """The names of the five levels, each where its level stands, none wider than a level is far from the next."""
    found: list[LevelName] = []
    for level, name in enumerate(names):
        anchor: Literal["start", "middle", "end"] = (
            "start" if level == 0 else "end" if level == 4 else "middle"
        )
        shift = {"start": -10, "middle": 0, "end": 10}[anchor]
        found.append(LevelName(at_level(level), anchor, shift, _in_lines(name)))
    return tuple(found)


def _in_lines(name: str) -> tuple[str, ...]:
    first, _, rest = name.partition(" ")
    return (first, rest) if rest and len(name) > 8 else (name,)


def in_right_half(mark: Mark | None) -> bool:
    """Whether a mark stands where a word at the right end of its picture could touch it."""
    return mark is not None and float(mark.x.rstrip("%")) >= 55


@dataclass(frozen=True, slots=True)
class Square:
    """One question: the level people give (left) beside the level on record (right); None is hatched."""

    people: int | None
    records: int | None


@dataclass(frozen=True, slots=True)
class Bar:
    """How many answered of how many were asked; None where that is not shown or not known."""

    answered: str | None
    asked: str | None
    hidden: bool
    example: str | None


def mark(value: Figure | None, bound: str | None) -> Mark | None:
    """A mark at a printed figure; ``bound`` is ``at_least``, ``at_most`` or None."""
    if value is None:
        return None
    opened: Open | None = {"at_least": "up", "at_most": "down"}.get(bound or "")  # type: ignore[assignment]
    return Mark(at_level(value), opened)


def stretch(low: Figure | None, high: Figure | None) -> Stretch | None:
    """The stretch between two figures, or None where one of them is missing or they are the same."""
    if low is None or high is None or low == high:
        return None
    first, last = sorted((exact(low), exact(high)))
    return Stretch(at_level(float(first)), at_level(float(last)), percent(_A_LEVEL * (last - first)))


def columns(counts: Sequence[int], ground: int, tallest: int) -> str:
    """A path with a column for each level that somebody chose, from ``ground`` up, the most chosen ``tallest`` high."""
    most = max(counts, default=0)
    drawn = []
    for level, count in enumerate(counts):
        if count:
            share = Decimal(tallest * count) / Decimal(most)
            height = max(2, int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP)))
            drawn.append(f"M{at_level(level).rstrip('%')} {ground}V{ground - height}")
    return "".join(drawn)
