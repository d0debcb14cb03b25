"""How a table says what it holds: its columns, what a cell may be, and what is refused.

The same declarations read the files, make the published schemas and the reference page.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final, Literal, TypeAlias

from tallgrass.foundation.files.problems import Detail
from tallgrass.foundation.files.writing import meant

CellKind = Literal["text", "number", "whole", "yes_no", "date", "one_of", "several_of"]
CellValue: TypeAlias = str | Fraction | int | bool | tuple[str, ...]

#: Between several words in one cell.
BETWEEN: Final = "|"

YES: Final = ("yes", "y", "true", "1", "sí", "si")
NO: Final = ("no", "n", "false", "0")

_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,30}(\.[0-9]{1,30})?")
_WHOLE: Final = re.compile(r"[+-]?[0-9]{1,18}(\.0{1,6})?")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    ``present``: the column must be in the header. ``filled``: none of its cells may be blank. ``choices``
    are the words a ``one_of`` or ``several_of`` cell may hold (``several_of`` without choices takes any);
    ``choices_from`` names a list that is known only when the file is read (``criteria``, ``readings``).
    ``unknown`` is the key of the sentence for any other word, ``unclear`` maps words that could mean two
    things to a sentence of their own. ``least`` bounds a whole number.
    """

    name: str
    kind: CellKind = "text"
    present: bool = True
    filled: bool = False
    choices: tuple[str, ...] = ()
    choices_from: str | None = None
    unknown: str = "not_one_of"
    unclear: Mapping[str, str] = field(default_factory=dict)
    least: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One file of a folder: ``<name>.csv`` with its columns. ``answers`` marks tables that hold what people
    said.
    """

    name: str
    columns: tuple[Column, ...]
    answers: bool = False

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """The column of this name."""
        return next(column for column in self.columns if column.name == name)


class Unreadable(Exception):
    """A cell that does not hold what its column says: the key of the sentence, and its details."""

    def __init__(self, key: str, details: Mapping[str, Detail] | None = None) -> None:
        self.key = key
        self.details: Mapping[str, Detail] = details or {}
        super().__init__(key)


def header_name(text: str) -> str:
    """A column's name however it is written: ``Player ID`` and ``player-id`` are ``player_id``."""
    return re.sub(r"[\s\-]+", "_", text.strip().casefold())


def read_cell(column: Column, text: str, choices: Mapping[str, str]) -> CellValue | None:
    """What one cell says; None where it is blank. Dates are not read here: their whole column decides.

    ``choices`` maps words in their plain form (see ``plain_word``) to the word meant. Raises ``Unreadable``.
    """
    text = text.strip()
    if not text:
        if column.filled:
            raise Unreadable("blank")
        return None
    match column.kind:
        case "number":
            return exact_number(text)
        case "whole":
            return _whole(column, text)
        case "yes_no":
            return yes_or_no(text)
        case "one_of":
            return one_of(column, text, choices)
        case "several_of":
            words = [word.strip() for word in meant(text).split(BETWEEN) if word.strip()]
            free = not column.choices and not column.choices_from
            return tuple(dict.fromkeys(plain_word(w) if free else one_of(column, w, choices) for w in words))
        case _:
            return meant(text)


def plain_word(text: str) -> str:
    """A word as it is compared: case, spaces, hyphens and commas do not matter."""
    return re.sub(r"[\s,\-_]+", "_", text.strip().casefold())


def choices_by_word(choices: tuple[str, ...]) -> dict[str, str]:
    """Each choice by its plain form."""
    return {plain_word(choice): choice for choice in choices}


def one_of(column: Column, text: str, choices: Mapping[str, str]) -> str:
    """The choice that a cell names. Raises ``Unreadable`` for any other word."""
    word = plain_word(text)
    if (found := choices.get(word)) is not None:
        return found
    if word in column.unclear:
        raise Unreadable(column.unclear[word], {"value": text})
    raise Unreadable(column.unknown, {"value": text, "allowed": tuple(choices.values())})


def yes_or_no(text: str) -> bool:
    """A flag. Raises ``Unreadable`` for anything that is neither yes nor no."""
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise Unreadable("not_yes_or_no", {"value": text})


def exact_number(text: str) -> Fraction:
    """A number with a point, kept exact. Raises ``Unreadable``, saying how to write a comma or a percent
    sign.
    """
    if _NUMBER.fullmatch(text):
        return Fraction(text)
    if text.endswith("%"):
        raise Unreadable("number_percent", {"value": text})
    if "," in text:
        raise Unreadable("number_comma", {"value": text})
    raise Unreadable("not_a_number", {"value": text})


def _whole(column: Column, text: str) -> int:
    """A whole number; ``12.0``, as some programs save it, is 12."""
    if not _WHOLE.fullmatch(text):
        raise Unreadable("not_whole", {"value": text})
    number = int(text.partition(".")[0])
    if column.least is not None and number < column.least:
        raise Unreadable("too_small", {"value": text, "least": column.least})
    return number
