"""What a round asks, ready in a language: made once in a process, as an open round does not change."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Final

from tallgrass.foundation.languages import available_languages, forgotten_with_words, words
from tallgrass.foundation.shelf import Shelf
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.answering.packing import Piece
from tallgrass.strength.rounds.answering.pages import piece
from tallgrass.strength.rounds.asking.form import Behind, Form, form_of
from tallgrass.strength.rounds.models import RoomMeeting, Round

_OWN: Final = Shelf[Framework](20)


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be picked to work on first: the id of an element or of a criterion, and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Answered:
    """What somebody answered to one question, and what comes next: the text of the next level, and a step there."""

    criterion: str
    question: str
    answer: str
    next_level: str
    step: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The form of a round in a language, with what can be picked."""

    form: Form
    criteria: tuple[str, ...]
    items: tuple[Item, ...]

    @property
    def item_ids(self) -> frozenset[str]:
        """The ids of what can be picked."""
        return frozenset(item.id for item in self.items)


def framework_of(held: Round | RoomMeeting) -> Framework:
    """The framework that was frozen when a round was opened, or a meeting began."""
    document = held.framework_document
    if not document:
        return packaged(held.framework)
    key = sha256(document.encode()).hexdigest()
    return _OWN.get(key, lambda: build(json.loads(document), packaged()))


def languages_of(held: Round) -> tuple[str, ...]:
    """The languages that a round can be answered in, its first one first."""
    has = framework_of(held).texts
    found = [code for code in held.languages if code in has and code in available_languages()]
    return tuple(found) or (framework_of(held).language,)


def asked(held: Round, form: str, language: str) -> Asked:
    """What a round asks on a form, in one of its languages."""
    place = held.place
    behind = Behind(
        place=place.name,
        run_by=place.run_by or None,
        paid_by=place.paid_by or None,
        asked_chosen_by=place.asked_chosen_by or None,
        smallest_group=held.smallest_group,
        example=place.example,
    )
    return _asked(_Content(framework_of(held)), form, language, behind)


def answered(held: Round, form: str, language: str, answers: Mapping[str, str]) -> list[Piece]:
    """What signs say to somebody who gave them, question by question, as pieces of a page that are made once."""
    content = _Content(framework_of(held))
    made = _pieces(content, form, language)
    given = [(each, answers[each]) for each in content.framework.forms[form] if each in answers]
    return [made.get(one) or made.setdefault(one, _piece(content, form, language, *one)) for one in given]


@lru_cache(maxsize=200)
def _pieces(content: "_Content", form: str, language: str) -> dict[tuple[str, str], Piece]:
    """Pieces that were made before, by criterion and sign."""
    return {}


def _piece(content: "_Content", form: str, language: str, criterion: str, sign: str) -> Piece:
    line = _answered(content, form, language, criterion, sign)
    return piece("answering/own.html", language, {"line": line, "resident": form == "resident"})


class _Content:
    """A framework that is the same as another of the same content."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._key = (framework.id, framework.version, framework.digest, id(framework))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other._key == self._key


@lru_cache(maxsize=200)
def _asked(content: _Content, form: str, language: str, behind: Behind) -> Asked:
    framework = content.framework
    criteria = framework.forms[form]
    return Asked(form_of(framework, form, language, behind), criteria, _items(framework, form, language))


def _items(framework: Framework, form: str, language: str) -> tuple[Item, ...]:
    """Elements first, then what the form asks. Residents meet names of their own where there are some."""
    texts = framework.texts[language]
    plain: Mapping[str, str] = words(language, "answering")["resident_items"] if form == "resident" else {}
    elements = [
        Item(each.id, plain.get(each.id) or texts.elements[each.id].name) for each in framework.elements
    ]
    questions = [Item(each, plain.get(each) or texts.criteria[each].name) for each in framework.forms[form]]
    return (*elements, *questions)


def _answered(content: _Content, form: str, language: str, criterion: str, sign: str) -> Answered:
    texts = content.framework.texts[language].criteria[criterion]
    said = words(language, "answering")
    wording = texts.resident if form == "resident" and texts.resident else texts.wording
    if not sign.isdigit():
        return Answered(criterion, wording.question, said["choices"][sign], "", "")
    level = int(sign)
    further = level + 1 < len(wording.levels)
    return Answered(
        criterion=criterion,
        question=wording.question,
        answer=wording.levels[level],
        next_level=wording.levels[level + 1] if further else "",
        step=texts.next_steps[level].what if further else "",
    )


forgotten_with_words(_asked.cache_clear)
forgotten_with_words(_pieces.cache_clear)
