"""Which texts a reader of a translation is shown, and in which order: what residents read comes first."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from tallgrass.foundation.languages import SOURCE_LANGUAGE, raw_words
from tallgrass.foundation.translation import State, all_files, pairs, states
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.method.document import ELEMENTS

#: The parts of a sheet in their order; each has a name in ``review.json``.
PARTS: Final = ("resident", "short", "full", "measures", "pages", "messages")
_FRAMEWORK: Final = "framework_v1/"
#: What people see on pages and on paper; the other files speak to whoever runs Tallgrass.
_PAGES: Final = frozenset({"scorecard", "site", "paper"})


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One text in both languages; ``own`` is None where the language lacks it."""

    part: str
    file: str
    path: str
    english: str
    own: str | None
    state: State


def review_rows(language: str) -> list[ReviewRow]:
    """Every text of every file in English and in ``language``, in the order of ``PARTS``."""
    found = [row for file in all_files() for row in _rows_of(language, file)]
    questions = {name: at for at, name in enumerate(_order())}
    return sorted(found, key=lambda row: (PARTS.index(row.part), _place(row, questions)))


def _rows_of(language: str, file: str) -> Iterator[ReviewRow]:
    state = states(language, file)
    for path, english, own in pairs(raw_words(SOURCE_LANGUAGE, file) or {}, raw_words(language, file) or {}):
        yield ReviewRow(part_of(file, path), file, path, english, own, state[path])


def part_of(file: str, path: str) -> str:
    """The part of the sheet that a text belongs to."""
    if not file.startswith(_FRAMEWORK):
        return "pages" if file in _PAGES else "messages"
    if path.startswith("readings."):
        return "measures"
    if ".resident." in path or path.startswith("forms.resident"):
        return "resident"
    criterion = _criterion(path)
    return "short" if criterion in packaged().forms["short"] else "full"


def _criterion(path: str) -> str | None:
    parts = path.split(".")
    return parts[1] if parts[0] == "criteria" else None


def _order() -> tuple[str, ...]:
    forms = packaged().forms
    return tuple(dict.fromkeys((*forms["resident"], *forms["short"], *forms["full"])))


def _place(row: ReviewRow, questions: dict[str, int]) -> tuple[int, int]:
    """Where a text stands within its part: by element, then by question; the rest as it stands in its file."""
    element = row.file.removeprefix(_FRAMEWORK)
    at = ELEMENTS.index(element) if element in ELEMENTS else -1
    criterion = _criterion(row.path) if row.file.startswith(_FRAMEWORK) else None
    if row.part == "resident":
        return questions.get(criterion or "", -1), 0
    return at, questions.get(criterion, -1) if criterion else -1
