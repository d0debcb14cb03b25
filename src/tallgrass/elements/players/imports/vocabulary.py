"""The words by which lists are read, gathered from every language at once."""

from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from tallgrass.elements.players.imports.method.columns import FIELDS, NOT_TAKEN, Vocabulary
from tallgrass.elements.players.method.fields import plain_name
from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tallgrass.foundation.languages import available_languages, forgotten_with_words, words

#: The file of words of the room, and the one of the workbook that a place may begin with.
ROOM: Final = "imports"
WORKBOOK: Final = "workbook"
#: What fields are called in ``players.csv``.
IN_FILES: Final = {"kind": "kinds"}


@cache
def vocabulary() -> Vocabulary:
    """Every way in which titles, types and flags may be written."""
    return Vocabulary(dict(_titles()), dict(_kinds()), dict(_flags()))


@cache
def sheet_names() -> dict[str, str]:
    """What a sheet of the workbook holds (``players``, ``answers``, ...), by its name in any language."""
    found = {}
    for language in available_languages():
        for table, name in words(language, WORKBOOK)["sheets"].items():
            found[plain_name(name)] = found[plain_name(table)] = table
    return found


@cache
def tie_titles() -> dict[str, str]:
    """The columns of ``ties.csv``, by what the workbook calls them in any language."""
    return {
        plain_name(title): name
        for language in available_languages()
        for name, title in words(language, WORKBOOK)["columns"]["ties"].items()
    }


@cache
def tie_states() -> dict[str, str]:
    """The states of a working link, by how the workbook says them in any language."""
    return {
        plain_name(said): state
        for language in available_languages()
        for state, said in words(language, WORKBOOK)["states"].items()
    }


for made in (vocabulary, sheet_names, tie_titles, tie_states):
    forgotten_with_words(made.cache_clear)


def _titles() -> Iterator[tuple[str, str]]:
    """Titles by what they mean; those of the program's own files come last, and so stand over the others."""
    for language in available_languages():
        said = words(language, ROOM)["columns"]
        for role in (*FIELDS, NOT_TAKEN):
            for title in said["titles"][role]:
                yield plain_name(title), role
        for role in FIELDS:
            yield plain_name(said["labels"][role]), role
        for name, title in words(language, WORKBOOK)["columns"]["players"].items():
            yield plain_name(title), IN_FILES.get(name, name)
    for role in FIELDS:
        yield plain_name(role), role
    for name, role in IN_FILES.items():
        yield plain_name(name), role


def _kinds() -> Iterator[tuple[str, str]]:
    for language in available_languages():
        told: Any = words(language, WORKBOOK)
        for kind in PLAYER_KINDS:
            also = words(language, ROOM)["columns"]["kinds"].get(kind, ())
            for name in (told["kinds"][kind], *told["form"]["kinds"].get(kind, ()), *also):
                yield plain_name(name), kind
    for kind in PLAYER_KINDS:
        yield plain_name(kind), kind


def _flags() -> Iterator[tuple[str, str]]:
    for language in available_languages():
        for word, meant in zip(words(language, WORKBOOK)["yes_no"], ("yes", "no"), strict=True):
            yield plain_name(word), meant
