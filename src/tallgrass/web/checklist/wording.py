"""The findings in words, for the page and for the terminal alike."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tallgrass.foundation.languages import words
from tallgrass.foundation.ui.parts import Tag, Tone
from tallgrass.web.checklist.facts import Found, Outcome, Size

_TONES: dict[Outcome, Tone] = {
    Outcome.GOOD: "done",
    Outcome.BAD: "attention",
    Outcome.LOOK: "waiting",
    Outcome.NOT_NEEDED: "ended",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A finding in a language: what was looked at, how it is, what to do about it and the command that does it (either
    may be blank), and its mark.
    """

    key: str
    title: str
    text: str
    remedy: str
    command: str
    tag: Tag
    outcome: Outcome


def lines(found: Sequence[Found], language: str) -> list[Line]:
    """Each finding in words."""
    return [_line(each, language) for each in found]


def summed_up(found: Sequence[Found], language: str) -> str:
    """One sentence for all of it."""
    said = words(language, "checklist")["summary"]
    bad = sum(each.outcome is Outcome.BAD for each in found)
    look = sum(each.outcome is Outcome.LOOK for each in found)
    if bad:
        return str(said["bad_one"] if bad == 1 else said["bad_many"].format(count=bad))
    return str(said["look"] if look else said["good"])


def _line(found: Found, language: str) -> Line:
    all_said = words(language, "checklist")
    said = all_said["checks"][found.key]
    sentence = said[found.why]
    values = {name: _written(value, all_said) for name, value in found.values.items()}
    return Line(
        found.key,
        said["title"],
        sentence["text"].format(**values),
        sentence.get("do", "").format(**values),
        sentence.get("command", ""),
        Tag(all_said["outcomes"][found.outcome], _TONES[found.outcome]),
        found.outcome,
    )


def _written(value: Any, said: Any) -> str:
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(value, Size):
        return str(said["megabytes"]).format(
            number=f"{max(value / 1_000_000, 0.1):.{int(value < 10_000_000)}f}"
        )
    return str(value)
