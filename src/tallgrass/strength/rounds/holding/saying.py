"""Rounds in a reader's words: days, what people are promised, who was heard."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from tallgrass.foundation.languages import Words, words
from tallgrass.places.models import Place
from tallgrass.strength.rounds.answering.method.length import minutes
from tallgrass.strength.rounds.asking.form import filled
from tallgrass.strength.rounds.models import Round

#: How long it takes is shown as for this many questions; each form says it of itself.
_SHORT_FORM: Final = 12


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of the room in a language."""

    language: str

    @property
    def said(self) -> Words:
        """Every word of the room."""
        return words(self.language, "rounds")

    def day(self, day: date | None) -> str:
        """A day in words; blank for none."""
        if day is None:
            return ""
        month = words(self.language, "files")["months"][day.month - 1][0]
        return str(self.said["day"]).format(day=day.day, month=month, year=day.year)

    def name(self, found: Round) -> str:
        """What a round is called: by the day it opened."""
        if found.state == Round.State.DRAFT:
            return str(self.said["draft_name"])
        return str(self.said["of"]).format(day=self.day(found.opened_on))


def promise_lines(found: Round, place: Place, language: str, *, mode: str | None = None) -> list[str]:
    """What people read before the first question, in the very words that they will read (``answering.json``).

    ``mode`` reads it as if the round had that one. What was not said yet shows as a gap.
    """
    speech = Speech(language)
    said = words(language, "answering")["start"]
    mode = mode or found.mode
    gap = str(speech.said["not_said"])
    values = {
        "who": found.text("asked_by", language) or gap,
        "minutes": minutes(_SHORT_FORM),
        "thanks": found.text("thanks", language),
        "k": place.smallest_group if found.state == Round.State.DRAFT else found.smallest_group,
        "date": speech.day(found.codes_until) or gap,
    }
    public = [said[f"public_{mode}"]] if place.public_body else []
    lines = [said["paid" if found.thanks else "unpaid"], *said[mode], *public, said["words_apart"]]
    result = filled(said["result"], date=speech.day(found.result_by) or gap)
    return [*(filled(line, **values) for line in lines), result]


def heard_so_far(shown: int, asked: int | None, k: int, said: Any) -> str:
    """How many of a kind answered while a round is open. Nobody and fewer than k read the same: else the first answer
    would be seen to come in.
    """
    return str(said["fewer_so_far"]).format(k=k) if shown < k else _of(shown, asked, said)


def heard(answered: int, asked: int | None, k: int, said: Any) -> str:
    """How many of a kind answered a closed round (METHOD 1, section 3, rule 6)."""
    if answered < k:
        return str(said["fewer" if answered else "none"]).format(k=k)
    return _of(answered, asked, said)


def _of(number: int, asked: int | None, said: Any) -> str:
    if asked is None:
        return str(said["a_unknown"]).format(a=number)
    # More answers than people who were asked: the number that was said cannot be right, so it is not repeated.
    return str(said["a_of_b"]).format(a=number, b=asked) if number <= asked else str(number)
