"""Quotation marks and apostrophes as they are printed, in words that were typed with straight ones."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, Final, TypeVar

T = TypeVar("T")

#: A straight mark that begins a quotation: at the start, after a space, or after what opens.
_OPENS: Final = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–]))[\"']")
_PRINTED: Final = {'"': ("“", "”"), "'": ("‘", "’")}


def curled(text: str) -> str:
    """A text with curly quotation marks and apostrophes.

    >>> curled('Here "we" means people\\'s groups')
    'Here “we” means people’s groups'
    """
    opened = _OPENS.sub(lambda found: _PRINTED[found[0]][0], text)
    return opened.replace('"', "”").replace("'", "’")


def all_curled(words: T) -> T:
    """The same words, however they are nested, with curly marks in every text."""
    return _curled(words)  # type: ignore[no-any-return]


def _curled(words: Any) -> Any:
    if isinstance(words, str):
        return curled(words)
    if isinstance(words, tuple):
        return tuple(_curled(one) for one in words)
    if isinstance(words, Mapping):
        return {key: _curled(one) for key, one in words.items()}
    if is_dataclass(words) and not isinstance(words, type):
        return replace(words, **{one.name: _curled(getattr(words, one.name)) for one in fields(words)})
    return words
