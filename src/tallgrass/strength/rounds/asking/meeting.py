"""A meeting that agrees on levels: agendas for 60 and 90 minutes, and the sheet to write on, as plain data."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tallgrass.foundation.files import table_text
from tallgrass.foundation.languages import words
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking.form import PARTNER_KINDS, Behind, Form, filled, form_of

Length = Literal[60, 90]
#: How long each step takes, in minutes, for a meeting of so many.
STEPS: Final[dict[Length, tuple[tuple[str, int], ...]]] = {
    60: (("open", 5), ("room", 5), ("questions", 36), ("next", 9), ("close", 5)),
    90: (("open", 8), ("room", 7), ("questions", 48), ("break", 5), ("next", 14), ("close", 8)),
}
#: The questions that a meeting takes: two from each part.
MEETING_FORM: Final = "short"
AGREED_COLUMNS: Final = (
    "criterion", "level", "note", "agreed_on", "kinds_in_room", "disagreed", "cleared", "question",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an agenda: from which minute to which, what is done and how."""

    begins: int
    ends: int
    what: str
    how: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """A two-page agenda."""

    minutes: int
    title: str
    lead: str
    steps: tuple[Step, ...]
    form: Form


def agenda_of(framework: Framework, minutes: Length, language: str, behind: Behind) -> Agenda:
    """The agenda of a meeting. Raises ``LookupError`` for a language without the framework's texts."""
    form = form_of(framework, MEETING_FORM, language, behind)
    said = words(language, "paper")["meeting"]
    count = len(form.items)
    steps, begins = [], 0
    for key, length in STEPS[minutes]:
        told = said["steps"][key]
        each = max(1, length // count)
        what = filled(told["what"], count=count, each=each)
        steps.append(Step(begins, begins + length, what, told["how"]))
        begins += length
    title = filled(said["agenda_title"], minutes=minutes)
    return Agenda(minutes, title, filled(said["lead"], count=count), tuple(steps), form)


def agreed_to_fill(form: Form) -> str:
    """``agreed.csv`` with a row for each question of the meeting, to be filled in afterwards."""
    rows: Sequence[Sequence[str]] = [
        (item.criterion, "", "", "", "", "", "", f"{item.number}. {item.question}") for item in form.items
    ]
    return table_text(AGREED_COLUMNS, rows)


def room_kinds(form: Form) -> tuple[str, ...]:
    """The types of people who may be in the room, by name: the partners' and residents."""
    said = words(form.language, "paper")
    return (*(said["forms"]["kinds"][kind] for kind in PARTNER_KINDS[:-1]), said["meeting"]["residents"])
