"""The record of an organization as plain data: page, paper and table are rendered from it alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a record speaks of, both included."""

    since: date
    until: date

    def hold(self, day: date | None) -> bool:
        """Whether a day is among them; a day that nobody knows is not."""
        return day is not None and self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a day in words (blank: none), what, and how much or what came of it."""

    day: str
    what: str
    figure: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the record: its title, a sentence that says it all, and some lines. ``more`` says how many are left out
    here, in words; blank where none are.
    """

    key: str
    title: str
    sentence: str
    lines: tuple[Line, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record. ``notes`` say who made it and what it is not for; ``example`` that it is invented, or None."""

    title: str
    days: str
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    example: str | None = None


def shortened(lines: Sequence[Line], most: int) -> tuple[tuple[Line, ...], int]:
    """The first lines, ``most`` of them, and how many are left out.

    >>> [len(shortened([Line("", "x")] * count, 3)[0]) for count in (0, 3, 4)]
    [0, 3, 3]
    """
    return tuple(lines[:most]), max(0, len(lines) - most)
