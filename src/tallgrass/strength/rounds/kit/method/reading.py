"""How a text reads, and what a steward may want to look at again. Nothing here keeps anybody from a text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from tallgrass.strength.framework.method.readability import ease_es, grade, perspicuity_es, words_of
from tallgrass.strength.rounds.kit.method.blocks import sentences
from tallgrass.strength.rounds.kit.method.facts import Facts, Said
from tallgrass.strength.rounds.kit.method.filling import OwnText, filled, marks_in
from tallgrass.strength.rounds.kit.method.marks import unknown
from tallgrass.strength.rounds.kit.method.pieces import LONGEST_SUBJECT, Piece

#: Years of school after which an English text of the kit is read with ease (Flesch-Kincaid).
HARDEST_GRADE: Final = 6.0
#: From here Spanish is *fairly easy*: Fernández Huerta, and Szigriszt-Pazos on the INFLESZ scale.
LEAST_EASE: Final = 70.0
LEAST_PERSPICUITY: Final = 65.0
#: With fewer words the formulas say nothing.
FEWEST_WORDS: Final = 20
_ADDRESS: Final = re.compile(r"\b\w+://\S+")


@dataclass(frozen=True, slots=True)
class Level:
    """How hard a text is: ``grade`` in English, ``ease`` and ``perspicuity`` in Spanish, None in other languages and
    for what is too short to be measured.
    """

    grade: float | None = None
    ease: float | None = None
    perspicuity: float | None = None

    @property
    def hard(self) -> bool:
        """Whether it is harder than the kit wants to be."""
        return (
            (self.grade is not None and self.grade > HARDEST_GRADE)
            or (self.ease is not None and self.ease < LEAST_EASE)
            or (self.perspicuity is not None and self.perspicuity < LEAST_PERSPICUITY)
        )


@dataclass(frozen=True, slots=True)
class Hint:
    """Something to look at again: its key in the words of the kit, and what is told with it."""

    key: str
    told: Mapping[str, Any]


def level_of(piece: Piece, language: str, said: Said, facts: Facts, own: OwnText | None = None) -> Level:
    """How hard a piece is. Names, addresses and numbers to call are left out: nobody chose them for their length."""
    plain = replace(facts, place="Elm", asked_by="Ana", telephone="5", link="", paid_by="Ana", funder="Ana")
    lines = [_ADDRESS.sub("", line) for line in sentences(filled(piece, said, plain, own).blocks)]
    if sum(len(words_of(line)) for line in lines) < FEWEST_WORDS:
        return Level()
    match language.split("-")[0]:
        case "en":
            return Level(grade=grade(lines))
        case "es":
            return Level(ease=ease_es(lines), perspicuity=perspicuity_es(lines))
    return Level()


def hints(
    piece: Piece, language: str, said: Said, facts: Facts, own: OwnText | None = None
) -> tuple[Hint, ...]:
    """What a steward may want to look at again, the weightiest first: what is left out, marks that stand for nothing,
    length, and how hard it reads.
    """
    made = filled(piece, said, facts, own)
    names = said.kit["marks"]
    found = [Hint("left_out", {"mark": names[missing]}) for missing in _left_out(piece, own)]
    found += [
        Hint("no_mark", {"mark": word})
        for word in (unknown(own.subject + "\n" + own.body, said) if own else ())
    ]
    if len(made.body) > piece.most:
        found.append(Hint("too_long", {"count": len(made.body), "most": piece.most}))
    if piece.sort == "mail" and len(made.subject) > LONGEST_SUBJECT:
        found.append(Hint("long_subject", {"count": len(made.subject), "most": LONGEST_SUBJECT}))
    level = level_of(piece, language, said, facts, own)
    if level.hard:
        found.append(
            Hint("hard" if level.grade is None else "hard_grade", {"grade": round(level.grade or 0)})
        )
    return tuple(found)


def _left_out(piece: Piece, own: OwnText | None) -> list[str]:
    """Marks of what a piece should say and a steward's own words do not; of several that would do, the first."""
    if own is None:
        return []
    there = set(marks_in(own.subject + own.body))
    return [need[0] for need in piece.needs if not there.intersection(need)]
