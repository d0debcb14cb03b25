"""Every way in which a question, an answer and a type of person may be written, in any language at once."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from tallgrass.strength.framework.method.document import Framework, Wording

#: The answers besides the five levels.
DONT_KNOW: Final = "dk"
SKIP: Final = "skip"
LEVELS: Final = ("0", "1", "2", "3", "4")

_TAG: Final = re.compile(r"<[^<>]{1,80}>")
_NOT_A_WORD: Final = re.compile(r"[\W_]+")
_MARKED: Final = re.compile(
    r"\s*[(\[]?(required|optional|obligatori[oa]|opcional|residents?|residentes)[)\]]?\s*$", re.IGNORECASE
)
_COUNTED: Final = re.compile(r"\s*(?:q|p|question|pregunta)?\s*[0-9]{1,3}\s*[.):–—-]\s*(?=\S)", re.IGNORECASE)
_WITH_LEVEL: Final = re.compile(r"\s*([0-4])(?:\.0+)?\s*[.):=·•–—-]?\s+(\S.*)", re.DOTALL)
_LEVEL_NAMED: Final = re.compile(r"(?:level|nivel|l|n) ?([0-4])")
_BARE_LEVEL: Final = re.compile(r"([0-4])(?:\.0+)?")


def plain(text: str) -> str:
    """A text as it is compared: no case, accents, punctuation, mark-up or spaces to speak of."""
    letters = unicodedata.normalize("NFKD", _TAG.sub(" ", text).casefold())
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", bare).strip()


def uncounted(text: str) -> str:
    """A question without the number in front and the *required* behind that form makers add."""
    return _MARKED.sub("", _COUNTED.sub("", text, count=1))


@dataclass(frozen=True, slots=True)
class Target:
    """What a column asks: a criterion, in the residents' wording (True), in the partners' (False), or unknown."""

    criterion: str
    resident: bool | None = None


@dataclass(frozen=True, slots=True)
class FormWords:
    """The words of one language that forms use besides the framework's own.

    ``kinds`` maps a kind to the ways it is called; ``kind_titles`` are headers of the column that holds it;
    ``not_read`` headers that form makers add; ``personal`` headers of names, addresses and the like.
    """

    kinds: Mapping[str, tuple[str, ...]]
    kind_titles: tuple[str, ...] = ()
    dont_know: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    not_read: tuple[str, ...] = ()
    personal: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Texts in their plain form, each with what it may mean; two meanings are never decided here.

    ``answers`` holds per criterion and wording (residents' or not) the levels that a text may be; ``words``
    the answers that a text is for any question.
    """

    criteria: tuple[str, ...]
    resident_form: frozenset[str]
    questions: Mapping[str, frozenset[Target]]
    answers: Mapping[tuple[str, bool], Mapping[str, frozenset[str]]]
    words: Mapping[str, frozenset[str]]
    kinds: Mapping[str, frozenset[str]]
    kind_titles: frozenset[str] = frozenset()
    not_read: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()
    shown: Mapping[Target, str] = field(default_factory=dict)

    def answer(self, target: Target, text: str) -> str | None:
        """The answer (``0`` to ``4``, ``dk``, ``skip``) that a cell gives; None where it could mean two or none."""
        word = plain(text)
        if bare := _BARE_LEVEL.fullmatch(text.strip()):
            return bare[1]
        found = set(self._texts(target, word)) | self.words.get(word, frozenset())
        if found:
            return found.pop() if len(found) == 1 else None
        if named := _LEVEL_NAMED.fullmatch(word):
            return named[1]
        if numbered := _WITH_LEVEL.fullmatch(text):
            rest = plain(numbered[2])
            meant = self._texts(target, rest) | self.words.get(rest, frozenset())
            return numbered[1] if numbered[1] in meant else None
        return None

    def _texts(self, target: Target, word: str) -> frozenset[str]:
        """The levels that a text may be: in the column's own wording, else in the other."""
        wordings = (False, True) if target.resident is None else (target.resident, not target.resident)
        levels = [self.answers.get((target.criterion, each), {}).get(word, frozenset()) for each in wordings]
        if target.resident is not None:
            return levels[0] or levels[1]
        return levels[0] | levels[1]

    def kind(self, text: str) -> str | None:
        """The kind that a cell names; None where it could be two or none."""
        found = self.kinds.get(plain(text), frozenset())
        return next(iter(found)) if len(found) == 1 else None


def vocabulary(framework: Framework, languages: Iterable[FormWords]) -> Vocabulary:
    """What may be written, from the texts of a framework and the words of every language."""
    questions: dict[str, set[Target]] = {}
    answers: dict[tuple[str, bool], dict[str, set[str]]] = {}
    words: dict[str, set[str]] = {}
    shown: dict[Target, str] = {}
    for code, texts in sorted(framework.texts.items(), key=lambda each: each[0] != framework.language):
        for level, name in zip(LEVELS, texts.levels, strict=True):
            words.setdefault(plain(name), set()).add(level)
        for criterion, told in texts.criteria.items():
            for resident, wording in ((False, told.wording), (True, told.resident)):
                if wording is not None:
                    target = Target(criterion, resident)
                    _add(questions, answers, target, wording)
                    if code == framework.language or target not in shown:
                        shown[target] = wording.question
    kinds: dict[str, set[str]] = {}
    many = tuple(languages)
    for one in many:
        for answer, said in ((DONT_KNOW, (*one.dont_know, DONT_KNOW)), (SKIP, (*one.skip, SKIP))):
            for text in said:
                words.setdefault(plain(text), set()).add(answer)
        for kind, labels in one.kinds.items():
            for label in (kind, *labels):
                kinds.setdefault(plain(label), set()).add(kind)
    return Vocabulary(
        criteria=tuple(criterion.id for criterion in framework.criteria),
        resident_form=frozenset(framework.forms.get("resident", ())),
        questions={text: frozenset(found) for text, found in questions.items()},
        answers={key: {text: frozenset(found) for text, found in at.items()} for key, at in answers.items()},
        words={text: frozenset(found) for text, found in words.items()},
        kinds={text: frozenset(found) for text, found in kinds.items()},
        kind_titles=frozenset(plain(title) for one in many for title in one.kind_titles),
        not_read=frozenset(plain(title) for one in many for title in one.not_read),
        personal=frozenset(plain(title) for one in many for title in one.personal),
        shown=shown,
    )


def _add(
    questions: dict[str, set[Target]],
    answers: dict[tuple[str, bool], dict[str, set[str]]],
    target: Target,
    wording: Wording,
) -> None:
    asked = [wording.question]
    if wording.help:
        asked.append(f"{wording.question} {wording.help}")
    for text in asked:
        questions.setdefault(plain(text), set()).add(target)
    at = answers.setdefault((target.criterion, bool(target.resident)), {})
    for level, text in zip(LEVELS, wording.levels, strict=True):
        at.setdefault(plain(text), set()).add(level)
