"""The framework as typed data: elements, criteria, forms, conditions and every text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tallgrass.foundation.readings import Condition, Reading

#: The six elements in the order of the source.
ELEMENTS = ("players", "approach", "knowledge", "resources", "infrastructure", "culture")
#: Which questions people are asked: partners the full or the short form, residents theirs.
FORM_IDS = ("full", "short", "resident")
#: Next steps that belong to no criterion.
GENERAL_STEPS = ("ask_residents", "ask_community", "find_out")


@dataclass(frozen=True, slots=True)
class NextStep:
    """How to move on from one level: what to do, who could, about how long, and the first 30 minutes."""

    what: str
    who: str
    how_long: str
    first_30_minutes: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as one kind of person reads it, with the five level texts (0 to 4) that answer it."""

    question: str
    levels: tuple[str, str, str, str, str]
    help: str | None = None


@dataclass(frozen=True, slots=True)
class CriterionTexts:
    """Every text of a criterion in one language. ``next_steps`` holds those from level 0, 1, 2 and 3."""

    name: str
    wording: Wording
    why: str
    evidence: tuple[str, ...]
    next_steps: tuple[NextStep, NextStep, NextStep, NextStep]
    resident: Wording | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One of the questions an ecosystem is asked. ``conditions`` maps levels 1 to 4 to what records must show.

    ``equity`` marks the questions about fairness, where residents and community groups bind the standing.
    """

    id: str
    element: str
    equity: bool
    source: tuple[str, ...]
    conditions: Mapping[int, tuple[Condition, ...]]
    adapted: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One of the six elements with the ids of its criteria, in order."""

    id: str
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ElementTexts:
    """The heading of an element, the question it asks, and the source's own words (a quotation)."""

    name: str
    question: str
    source: str


@dataclass(frozen=True, slots=True)
class FrameworkTexts:
    """All words of a framework in one language.

    ``we`` says who "we" is, with ``{place}`` left open. ``general_steps`` holds the next
    steps that belong to no criterion: ``ask_residents``, ``ask_community``, ``find_out``. ``readings`` says what each
    reading measures, ``reading_formulas`` how it is counted.
    """

    we: str
    levels: tuple[str, str, str, str, str]
    elements: Mapping[str, ElementTexts]
    criteria: Mapping[str, CriterionTexts]
    general_steps: Mapping[str, NextStep]
    readings: Mapping[str, str]
    reading_formulas: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Framework:
    """A whole framework.

    ``digest`` is the SHA-256 of its canonical JSON in the source language alone (neither a translation nor an
    interview changes what was asked), ``wordings`` the digest of each criterion's
    source-language question and levels (the resident wording included), by which two rounds are known to have
    asked the same thing. ``tried_with_residents`` is False until interviews with residents are on record.
    ``document`` is the JSON that it was built from, to be kept beside what was made with it.
    """

    id: str
    version: str
    language: str
    digest: str
    adapted: bool
    elements: tuple[Element, ...]
    criteria: tuple[Criterion, ...]
    forms: Mapping[str, tuple[str, ...]]
    readings: Mapping[str, Reading]
    wordings: Mapping[str, str]
    texts: Mapping[str, FrameworkTexts]
    tried_with_residents: bool = False
    document: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
