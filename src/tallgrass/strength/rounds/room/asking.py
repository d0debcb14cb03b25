"""A question as a room meets it, in one language: made once in a process, as a meeting's framework does not change."""

from dataclasses import dataclass
from functools import lru_cache

from tallgrass.foundation.languages import available_languages, forgotten_with_words
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.answering.asked import framework_of
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.room.models import RoomMeeting


@dataclass(frozen=True, slots=True)
class Worded:
    """A question in a language: ``levels`` are the answers 0 to 4 in whole sentences, ``names`` the levels' names."""

    language: str
    criterion: str
    name: str
    part: str
    question: str
    help: str
    we: str
    levels: tuple[str, ...]
    names: tuple[str, ...]


class _Content:
    """A framework that is the same as another of the same content."""

    def __init__(self, framework: Framework) -> None:
        self.framework = framework
        self._key = (framework.id, framework.version, framework.digest, id(framework))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and other._key == self._key


def worded(meeting: RoomMeeting, criterion: str, language: str) -> Worded:
    """A question of a meeting in one of the languages that it can be read in."""
    return _worded(_Content(framework_of(meeting)), criterion, language, meeting.place.name)


def languages_of(meeting: RoomMeeting) -> tuple[str, ...]:
    """The languages that phones can choose from, those of the wall first."""
    texts = framework_of(meeting).texts
    there = [code for code in available_languages() if code in texts]
    own = [code for code in meeting.languages if code in there]
    return tuple(own + [code for code in there if code not in own])


@lru_cache(maxsize=500)
def _worded(content: _Content, criterion: str, language: str, place: str) -> Worded:
    framework = content.framework
    texts = framework.texts[language]
    own = texts.criteria[criterion]
    element = next(one.id for one in framework.elements if criterion in one.criteria)
    return Worded(
        language=language,
        criterion=criterion,
        name=own.name,
        part=texts.elements[element].name,
        question=own.wording.question,
        help=own.wording.help or "",
        we=filled(texts.we, place=place),
        levels=tuple(own.wording.levels),
        names=tuple(texts.levels),
    )


forgotten_with_words(_worded.cache_clear)
