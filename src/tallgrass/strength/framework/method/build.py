"""From a whole framework document to typed data, and what makes two wordings the same."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tallgrass.foundation.readings import Condition, Reading
from tallgrass.strength.framework.method.check import criteria_of
from tallgrass.strength.framework.method.document import (
    ELEMENTS,
    FORM_IDS,
    GENERAL_STEPS,
    Criterion,
    CriterionTexts,
    Element,
    ElementTexts,
    Framework,
    FrameworkTexts,
    NextStep,
    Wording,
)
from tallgrass.strength.framework.method.translated import filled


def canonical(value: object) -> str:
    """JSON with sorted keys and no spare space: the same text for the same content."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest(value: object) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def build(document: Mapping[str, Any], base: Framework | None = None) -> Framework:
    """The framework of a document that has no faults.

    Beside ``base``, criteria whose wording or conditions differ are marked adapted, and so is the framework.
    """
    texts = {code: _texts(words, document) for code, words in _in_each_language(document, base).items()}
    source = document["texts"][document["language"]]["criteria"]
    wordings = {one["id"]: wording_digest(source[one["id"]]) for one in criteria_of(document)}
    criteria = [
        _criterion(one, element["id"], wordings[one["id"]], base)
        for element in document["elements"]
        for one in element["criteria"]
    ]
    known = base is None or {one.id for one in base.criteria} == {one.id for one in criteria}
    return Framework(
        id=document["id"],
        version=document["version"],
        language=document["language"],
        digest=digest(_asked(document)),
        adapted=not known or any(one.adapted for one in criteria),
        elements=tuple(
            Element(one["id"], tuple(criterion["id"] for criterion in one["criteria"]))
            for one in document["elements"]
        ),
        criteria=tuple(criteria),
        forms={form: tuple(document["forms"][form]) for form in FORM_IDS},
        readings={one["id"]: _reading(one) for one in document["readings"]},
        wordings=wordings,
        texts=texts,
        tried_with_residents=document.get("tried_with_residents") is True,
        document=document,
    )


def _asked(document: Mapping[str, Any]) -> dict[str, Any]:
    """What makes one framework another: all of it, but for translations, and for who has tried the questions."""
    asked = {key: value for key, value in document.items() if key != "tried_with_residents"}
    return {**asked, "texts": {document["language"]: document["texts"][document["language"]]}}


def _in_each_language(document: Mapping[str, Any], base: Framework | None) -> dict[str, Any]:
    """The texts of each language, those that it lacks in the source language."""
    source = document["texts"][document["language"]]
    former = base.document.get("texts", {}) if base else {}
    return {
        code: own
        if code == document["language"]
        else filled(source, own, former.get(document["language"]), former.get(code))
        for code, own in document["texts"].items()
    }


def wording_digest(words: Mapping[str, Any]) -> str:
    """What people were asked, as a short digest: the question and its levels, the residents' wording included."""
    resident = words.get("resident") or {}
    asked = [words["question"], words["levels"], resident.get("question"), resident.get("levels")]
    return digest(asked)[:16]


def exact(number: int | float) -> Fraction:
    """A cut point as written: 0.1 is one tenth."""
    return Fraction(str(number))


def _criterion(one: Mapping[str, Any], element: str, wording: str, base: Framework | None) -> Criterion:
    conditions = {
        int(level): tuple(_condition(condition) for condition in found)
        for level, found in sorted(one["conditions"].items())
    }
    former = next((other for other in base.criteria if other.id == one["id"]), None) if base else None
    adapted = base is not None and (
        former is None
        or base.wordings[former.id] != wording
        or (former.conditions, former.equity, former.element) != (conditions, one["equity"], element)
    )
    return Criterion(one["id"], element, one["equity"], tuple(one["source"]), conditions, adapted)


def _condition(one: Mapping[str, Any]) -> Condition:
    value = one["value"]
    if isinstance(value, list):
        table = tuple((limit, exact(number)) for limit, number in value)
        return Condition(one["reading"], one["op"], table)
    return Condition(one["reading"], one["op"], value if isinstance(value, bool) else exact(value))


def _reading(one: Mapping[str, Any]) -> Reading:
    return Reading(one["id"], one["unit"], tuple(one["tables"]), one.get("records_needed", 1))


def _texts(words: Mapping[str, Any], document: Mapping[str, Any]) -> FrameworkTexts:
    """The texts of what the document holds; a text for anything else is left aside."""
    elements, readings = words["elements"], [one["id"] for one in document["readings"]]
    return FrameworkTexts(
        we=words["we"],
        levels=_five(words["levels"]),
        elements={
            name: ElementTexts(*(elements[name][field] for field in ("name", "question", "source")))
            for name in ELEMENTS
        },
        criteria={one["id"]: _criterion_texts(words["criteria"][one["id"]]) for one in criteria_of(document)},
        general_steps={name: _step(words["next_steps"][name]) for name in GENERAL_STEPS},
        readings={name: words["readings"][name]["measures"] for name in readings},
        reading_formulas={name: words["readings"][name]["formula"] for name in readings},
    )


def _criterion_texts(one: Mapping[str, Any]) -> CriterionTexts:
    first, second, third, fourth = (_step(step) for step in one["next_steps"])
    return CriterionTexts(
        name=one["name"],
        wording=_wording(one),
        why=one["why"],
        evidence=tuple(one["evidence"]),
        next_steps=(first, second, third, fourth),
        resident=_wording(one["resident"]) if one.get("resident") else None,
    )


def _wording(one: Mapping[str, Any]) -> Wording:
    return Wording(one["question"], _five(one["levels"]), one.get("help"))


def _five(levels: list[str]) -> tuple[str, str, str, str, str]:
    nought, one, two, three, four = levels
    return nought, one, two, three, four


def _step(one: Mapping[str, Any]) -> NextStep:
    return NextStep(one["what"], one["who"], one["how_long"], one["first_30_minutes"])
