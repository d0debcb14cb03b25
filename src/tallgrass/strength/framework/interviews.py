"""Interviews in which residents tried the questions: counted from ``interviews.csv``, and nothing more is kept."""

import csv
import io
from datetime import date
from pathlib import Path
from typing import Final

from tallgrass.foundation.files.encoding import encoding_of_file
from tallgrass.foundation.languages import available_languages, words

FILE: Final = "interviews.csv"
#: So many interviews make a set of questions one that has been tried.
NEEDED: Final = 5
_LARGEST: Final = 1_000_000


class NotCounted(Exception):
    """``interviews.csv`` is there and cannot be counted."""


def interviews_on_record(folder: Path, as_of: date) -> int | None:
    """How many interviews the folder of a place has on record, up to the day ``as_of``; None without the file.

    An interview is one number (or word) in the column ``interview`` with a day; a row for each question is usual.
    Raises ``NotCounted`` where the file cannot be read or lacks a column.
    """
    text = interviews_text(folder)
    return None if text is None else count_interviews(text, as_of)


def interviews_text(folder: Path) -> str | None:
    """What ``interviews.csv`` of a folder holds; None without it. Raises ``NotCounted`` where it cannot be read."""
    path = folder / FILE
    if not path.is_file() or path.is_symlink():
        return None
    try:
        if path.stat().st_size > _LARGEST:
            raise NotCounted
        return path.read_text(encoding=encoding_of_file(path))
    except (OSError, UnicodeDecodeError):
        raise NotCounted from None


def count_interviews(text: str, as_of: date) -> int:
    """How many interviews a table has on record, up to the day ``as_of``. Raises ``NotCounted``."""
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error:
        raise NotCounted from None
    which, when = _columns(table[0] if table else [])
    held = {
        row[which].strip()
        for row in table[1:]
        if max(which, when) < len(row) and row[which].strip() and _held_by(row[when], as_of)
    }
    return len(held)


def _separator(text: str) -> str:
    head = text.split("\n", 1)[0]
    return max(",;\t", key=head.count)


def _columns(head: list[str]) -> tuple[int, int]:
    """Where the columns ``interview`` and ``day`` stand, by their names in any language."""
    titles = [cell.strip().casefold() for cell in head]
    for language in available_languages():
        interview, day, *_ = words(language, "review")["interviews"]["columns"]
        if interview in titles and day in titles:
            return titles.index(interview), titles.index(day)
    raise NotCounted


def _held_by(cell: str, as_of: date) -> bool:
    try:
        return date.fromisoformat(cell.strip()) <= as_of
    except ValueError:
        return False
