"""Is a framework document whole? Every fault is named by criterion and field.

A document is the JSON of ``tallgrass-framework/1``. What passes here can be built (see ``build``) and rendered; what
does not pass is refused whole, so that no round is ever asked with half a framework.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, get_args

from tallgrass.foundation.readings import Operator
from tallgrass.strength.framework.method.document import ELEMENTS, FORM_IDS, GENERAL_STEPS

SCHEMA: Final = "tallgrass-framework/1"
UNITS: Final = ("count", "share", "ratio", "months", "days", "flag")
LONGEST_TEXT: Final = 2000
STEP_FIELDS: Final = ("what", "who", "how_long", "first_30_minutes")
LEVEL_NAMES: Final = 5
_HALF: Final = re.compile("[\ud800-\udfff]")
#: A framework nests 7 deep; beyond this nobody can have meant it.
DEEPEST: Final = 40


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: ``problem`` is a key of the word list, ``field`` a path, ``criterion`` may be None."""

    problem: str
    field: str
    criterion: str | None = None
    found: str = ""


def faults(document: object) -> tuple[Fault, ...]:
    """Everything wrong with a framework document; empty for a whole one. Never raises on any JSON."""
    if not isinstance(document, Mapping):
        return (Fault("not_an_object", "the file"),)
    if unreadable := tuple(_unreadable(document)):
        return unreadable
    return (
        *_header(document),
        *_elements(document),
        *_readings(document),
        *_conditions(document),
        *_forms(document),
        *_texts(document),
    )


def _unreadable(document: object) -> Iterator[Fault]:
    """Texts that are half a character (a lone surrogate, which JSON can spell), and what is nested too deep to read."""
    waiting: list[tuple[object, str, int]] = [(document, "", 0)]
    while waiting:
        value, at, depth = waiting.pop()
        if depth > DEEPEST:
            yield Fault("too_deep", _short(at))
        elif isinstance(value, str) and _HALF.search(value):
            yield Fault("half_a_character", at.removeprefix("."))
        elif isinstance(value, Mapping):
            waiting += [(key, f"{at}.(a name)", depth) for key in value]
            waiting += [(one, f"{at}.{ascii(key)[1:-1]}", depth + 1) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [(one, f"{at}[{place}]", depth + 1) for place, one in enumerate(value)]


def mapping(value: object) -> Mapping[str, Any]:
    """``value`` if it is an object with fields, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: object) -> Sequence[Any]:
    """``value`` if it is a list, else an empty one."""
    return value if isinstance(value, list) else ()


def criteria_of(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Every criterion of a document, in order."""
    elements = (mapping(element) for element in sequence(document.get("elements")))
    return [mapping(one) for element in elements for one in sequence(element.get("criteria"))]


def _header(document: Mapping[str, Any]) -> Iterator[Fault]:
    if document.get("schema") != SCHEMA:
        yield Fault("wrong_schema", "schema", found=_short(document.get("schema")))
    for field in ("id", "version", "language"):
        yield from _text(document.get(field), field)


def _elements(document: Mapping[str, Any]) -> Iterator[Fault]:
    elements = sequence(document.get("elements"))
    ids = [mapping(element).get("id") for element in elements]
    if ids != list(ELEMENTS):
        yield Fault("wrong_elements", "elements", found=_short(ids))
    # Addresses and anchors know no upper case, so neither may two ids, nor an id and an element.
    seen: set[str] = set(ELEMENTS)
    for place, element in enumerate(elements):
        criteria = sequence(mapping(element).get("criteria"))
        if not criteria:
            yield Fault("no_criteria", f"elements[{place}].criteria")
        for number, criterion in enumerate(criteria):
            name = mapping(criterion).get("id")
            if not isinstance(name, str) or not name.isalnum() or not name.isascii():
                yield Fault("bad_id", f"elements[{place}].criteria[{number}].id", found=_short(name))
                continue
            if name.casefold() in seen:
                yield Fault("doubled_id", "id", name)
            seen.add(name.casefold())
            yield from _criterion(mapping(criterion), name)


def _criterion(criterion: Mapping[str, Any], name: str) -> Iterator[Fault]:
    if not isinstance(criterion.get("equity"), bool):
        yield Fault("not_yes_or_no", "equity", name, _short(criterion.get("equity")))
    source = criterion.get("source")
    if not isinstance(source, list) or not all(isinstance(words, str) and words for words in source):
        yield Fault("not_a_list_of_texts", "source", name)


def _readings(document: Mapping[str, Any]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, reading in enumerate(sequence(document.get("readings"))):
        field, found = f"readings[{number}]", mapping(reading)
        name = found.get("id")
        if not isinstance(name, str) or "." not in name:
            yield Fault("bad_reading_id", f"{field}.id", found=_short(name))
            continue
        if name in seen:
            yield Fault("doubled_reading", f"{field}.id", found=name)
        seen.add(name)
        if found.get("unit") not in UNITS:
            yield Fault("unknown_unit", f"{field}.unit", found=_short(found.get("unit")))
        needed = found.get("records_needed", 1)
        if isinstance(needed, bool) or not isinstance(needed, int) or needed < 1:
            yield Fault("not_a_count", f"{field}.records_needed", found=_short(needed))
        tables = found.get("tables")
        if not isinstance(tables, list) or not all(isinstance(table, str) for table in tables):
            yield Fault("not_a_list_of_texts", f"{field}.tables")


def _conditions(document: Mapping[str, Any]) -> Iterator[Fault]:
    units = {
        one["id"]: one.get("unit")
        for one in map(mapping, sequence(document.get("readings")))
        if isinstance(one.get("id"), str)
    }
    for criterion in criteria_of(document):
        name = str(criterion.get("id"))
        levels = mapping(criterion.get("conditions"))
        for level in ("1", "2", "3", "4"):
            if not sequence(levels.get(level)):
                yield Fault("no_conditions", f"conditions.{level}", name)
        for level in levels:
            if level not in ("1", "2", "3", "4"):
                yield Fault("unknown_level", f"conditions.{level}", name)
            for number, condition in enumerate(sequence(levels[level])):
                yield from _condition(mapping(condition), units, f"conditions.{level}[{number}]", name)


def _condition(
    condition: Mapping[str, Any], units: Mapping[str, Any], field: str, criterion: str
) -> Iterator[Fault]:
    reading, operator, value = (condition.get(key) for key in ("reading", "op", "value"))
    if not isinstance(reading, str) or reading not in units:
        yield Fault("unknown_reading", f"{field}.reading", criterion, _short(reading))
    if not isinstance(operator, str) or operator not in get_args(Operator):
        yield Fault("unknown_operator", f"{field}.op", criterion, _short(operator))
    flag = units.get(str(reading)) == "flag"
    if flag != isinstance(value, bool) or flag != (operator == "is"):
        yield Fault("flag_and_number_mixed", f"{field}.value", criterion, _short(value))
    elif not flag and not _is_number(value) and not _is_table(value):
        yield Fault("bad_value", f"{field}.value", criterion, _short(value))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def _is_table(value: object) -> bool:
    """Cut points by population: limits rise, the last one is open."""
    rows = sequence(value)
    if not rows or not all(isinstance(row, list) and len(row) == 2 and _is_number(row[1]) for row in rows):
        return False
    limits = [row[0] for row in rows]
    if not all(isinstance(limit, int) and not isinstance(limit, bool) for limit in limits[:-1]):
        return False
    return limits[-1] is None and limits[:-1] == sorted(set(limits[:-1]))


def _forms(document: Mapping[str, Any]) -> Iterator[Fault]:
    forms = mapping(document.get("forms"))
    ids = [str(criterion.get("id")) for criterion in criteria_of(document)]
    for form in FORM_IDS:
        criteria = sequence(forms.get(form))
        if not criteria:
            yield Fault("no_form", f"forms.{form}")
        for name in criteria:
            if name not in ids:
                yield Fault("form_names_unknown", f"forms.{form}", found=_short(name))
        if len(set(map(str, criteria))) != len(criteria):
            yield Fault("form_names_twice", f"forms.{form}")
    if sorted(map(str, sequence(forms.get("full")))) != sorted(ids):
        yield Fault("full_form_not_full", "forms.full")


def _texts(document: Mapping[str, Any]) -> Iterator[Fault]:
    texts = mapping(document.get("texts"))
    language = document.get("language")
    if not isinstance(language, str) or language not in texts:
        yield Fault("no_source_texts", f"texts.{language}")
    source = mapping(texts.get(language)) if isinstance(language, str) else {}
    for code in texts:
        own = mapping(texts[code])
        # A question or a measure that a translation lacks is said in the source language; what it has must be whole.
        lent = {
            part: {**mapping(source.get(part)), **mapping(own.get(part))} for part in ("criteria", "readings")
        }
        yield from _language(document, own if code == language else {**own, **lent}, f"texts.{code}")


def _language(document: Mapping[str, Any], texts: Mapping[str, Any], at: str) -> Iterator[Fault]:
    yield from _text(texts.get("we"), f"{at}.we")
    yield from _levels(texts.get("levels"), f"{at}.levels", None)
    for step in GENERAL_STEPS:
        yield from _step(mapping(texts.get("next_steps")).get(step), f"{at}.next_steps.{step}", None)
    for element in ELEMENTS:
        for field in ("name", "question", "source"):
            words = mapping(mapping(texts.get("elements")).get(element)).get(field)
            yield from _text(words, f"{at}.elements.{element}.{field}")
    resident = sequence(mapping(document.get("forms")).get("resident"))
    for criterion in criteria_of(document):
        name = str(criterion.get("id"))
        words = mapping(mapping(texts.get("criteria")).get(name))
        yield from _criterion_texts(words, name, f"{at}.criteria", resident=name in resident)
    for reading in map(mapping, sequence(document.get("readings"))):
        words = mapping(mapping(texts.get("readings")).get(str(reading.get("id"))))
        for field in ("measures", "formula"):
            yield from _text(words.get(field), f"{at}.readings.{reading.get('id')}.{field}")


def _criterion_texts(words: Mapping[str, Any], name: str, at: str, *, resident: bool) -> Iterator[Fault]:
    at = f"{at}.{name}"
    for field in ("name", "why"):
        yield from _text(words.get(field), f"{at}.{field}", name)
    yield from _wording(words, at, name)
    evidence = sequence(words.get("evidence"))
    if not evidence:
        yield Fault("missing_text", f"{at}.evidence", name)
    for number, text in enumerate(evidence):
        yield from _text(text, f"{at}.evidence[{number}]", name)
    steps = sequence(words.get("next_steps"))
    if len(steps) != LEVEL_NAMES - 1:
        yield Fault("not_four_steps", f"{at}.next_steps", name, str(len(steps)))
    for number, step in enumerate(steps):
        yield from _step(step, f"{at}.next_steps[{number}]", name)
    if resident or words.get("resident") is not None:
        yield from _wording(mapping(words.get("resident")), f"{at}.resident", name)


def _wording(words: Mapping[str, Any], at: str, name: str) -> Iterator[Fault]:
    yield from _text(words.get("question"), f"{at}.question", name)
    if words.get("help") is not None:
        yield from _text(words.get("help"), f"{at}.help", name)
    yield from _levels(words.get("levels"), f"{at}.levels", name)


def _levels(value: object, at: str, criterion: str | None) -> Iterator[Fault]:
    levels = sequence(value)
    if len(levels) != LEVEL_NAMES:
        yield Fault("not_five_levels", at, criterion, str(len(levels)))
    for number, text in enumerate(levels):
        yield from _text(text, f"{at}[{number}]", criterion)


def _step(value: object, at: str, criterion: str | None) -> Iterator[Fault]:
    for field in STEP_FIELDS:
        yield from _text(mapping(value).get(field), f"{at}.{field}", criterion)


def _text(value: object, field: str, criterion: str | None = None) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield Fault("missing_text", field, criterion)
    elif len(value) > LONGEST_TEXT:
        yield Fault("text_too_long", field, criterion, str(len(value)))


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
