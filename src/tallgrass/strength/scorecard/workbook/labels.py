"""What sheets, columns and choices are called in the workbook, in each language; a reader takes any of them."""

from collections.abc import Mapping
from typing import Final

from tallgrass.elements.players.files import TIE_STATES
from tallgrass.elements.players.method.kinds import PLAYER_KINDS, RESPONDENT_KINDS
from tallgrass.foundation.files import Column, Table
from tallgrass.foundation.languages import available_languages, words
from tallgrass.strength.evidence.files import GRADES
from tallgrass.strength.framework.method.document import FORM_IDS, Framework, FrameworkTexts
from tallgrass.strength.rounds.method.vocabulary import LEVELS, plain

#: Between the code and the words of a choice: ``KP1 · Civic hackers and data people``.
BETWEEN: Final = " · "

_KINDS: Final = frozenset({*PLAYER_KINDS, *RESPONDENT_KINDS})


def sheet_name(table: str, language: str) -> str:
    """What the sheet of a table is called."""
    return str(words(language, "workbook")["sheets"][table])


def sheet_of(title: str) -> str | None:
    """The table (or ``place``, ``read_me``, ``lists``) of a sheet, by its name in any language; None for others."""
    written = plain(title)
    for language in available_languages():
        for table, name in words(language, "workbook")["sheets"].items():
            if written in (plain(name), plain(table)):
                return str(table)
    return None


def language_of(title: str) -> str | None:
    """The language in which a sheet has this name; None where it is the same in several, or in none."""
    found = [
        language
        for language in available_languages()
        if plain(title) in {plain(name) for name in words(language, "workbook")["sheets"].values()}
    ]
    return found[0] if len(found) == 1 else None


def column_of(table: Table, title: str) -> str | None:
    """The column that a header of the workbook names, by its label in any language."""
    written = plain(title)
    for language in available_languages():
        for name, label in words(language, "workbook")["columns"][table.name].items():
            if written in (plain(label), plain(name)):
                return str(name)
    return None


def place_key_of(label: str) -> str | None:
    """The key of ``place.toml`` that a label of the place's sheet names."""
    written = plain(label)
    for language in available_languages():
        for key, name in words(language, "workbook")["place"]["keys"].items():
            if written in (plain(name), plain(key)):
                return str(key)
    return None


def texts_of(framework: Framework, language: str) -> FrameworkTexts:
    """A framework's texts in a language, else in its own."""
    return framework.texts.get(language) or framework.texts[framework.language]


def choices(column: Column, framework: Framework, language: str) -> dict[str, str]:
    """What a drop-down of this column offers: each code with the words it is shown by."""
    told = words(language, "workbook")
    texts = texts_of(framework, language)
    if column.kind == "yes_no":
        return dict(zip(("yes", "no"), told["yes_no"], strict=True))
    if column.choices_from == "criteria":
        return {each.id: f"{each.id}{BETWEEN}{texts.criteria[each.id].name}" for each in framework.criteria}
    if column.choices_from == "readings":
        return {each: f"{each}{BETWEEN}{texts.readings[each]}" for each in framework.readings}
    if column.choices and set(column.choices) <= _KINDS:
        return {kind: told["kinds"][kind] for kind in column.choices}
    if column.choices == FORM_IDS:
        return {form: told["forms"][form] for form in FORM_IDS}
    if column.choices == TIE_STATES:
        return {state: told["states"][state] for state in TIE_STATES}
    if column.choices == GRADES:
        return {grade: f"{grade}{BETWEEN}{told['grades'][grade]}" for grade in GRADES}
    if column.choices[: len(LEVELS)] == LEVELS:
        named = dict(zip(LEVELS, texts.levels, strict=True))
        levels = {level: f"{level}{BETWEEN}{name}" for level, name in named.items()}
        return levels | {word: told[_ANSWERS[word]] for word in column.choices[len(LEVELS) :]}
    return {}


_ANSWERS: Final = {"dk": "dont_know", "skip": "skip"}


def items(framework: Framework, language: str) -> dict[str, str]:
    """What people may put first: the elements by name, then the questions."""
    texts = texts_of(framework, language)
    elements = {each.id: texts.elements[each.id].name for each in framework.elements}
    return elements | {
        each.id: f"{each.id}{BETWEEN}{texts.criteria[each.id].name}" for each in framework.criteria
    }


def codes(column: Column, table: Table, framework: Framework) -> Mapping[str, str]:
    """The code for each way, in any language and in its plain form, in which the workbook shows a choice."""
    found: dict[str, set[str]] = {}
    languages = available_languages()
    for language in languages:
        ranked = (table.name, column.name) == ("rankings", "item")
        offered = items(framework, language) if ranked else choices(column, framework, language)
        for code, label in offered.items():
            for text in (label, code):
                found.setdefault(plain(text), set()).add(code)
    return {text: meant.pop() for text, meant in found.items() if len(meant) == 1}
