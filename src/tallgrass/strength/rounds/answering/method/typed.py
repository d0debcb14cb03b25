"""What somebody typed into a form, as answers, picks and words; and what of it cannot be taken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tallgrass.strength.rounds.method.sheets import NOT_REACHED, SIGNS

#: What may be chosen for a question.
CHOICES: Final = SIGNS - {NOT_REACHED}
#: So many things at most may be picked to work on first.
MOST_PICKS: Final = 3
#: Characters of one remark.
LONGEST_REMARK: Final = 2000
#: Names of the fields, before the id of a criterion or the number of a pick.
ANSWER, UNFIT, WHY, PROBLEM, PICK, MISSED = "answer-", "unfit-", "why-", "problem-", "pick-", "missed"
#: What else to work on first, in one's own words.
ELSE: Final = "pick-else"

Trouble = Literal["too_long", "not_offered", "nothing"]


@dataclass(frozen=True, slots=True)
class Said:
    """Words to be kept apart from all answers: that a question did not fit (then ``text`` may be blank), what we
    missed, or something else to work on first.
    """

    sort: Literal["did_not_fit", "missed", "something_else"]
    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What cannot be taken: the trouble, and the field it is about."""

    trouble: Trouble
    field: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as it was filled in: signs by criterion, picks in their order, remarks, and faults."""

    answers: Mapping[str, str]
    picks: tuple[str, ...]
    remarks: tuple[Said, ...]
    faults: tuple[Fault, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not (self.answers or self.picks or self.remarks)


def read(typed: Mapping[str, str], criteria: Sequence[str], items: frozenset[str]) -> Filled:
    """What was typed, by field, into a form (or a screen of it) that asks ``criteria`` and offers ``items``.

    Whatever else was sent is not looked at.
    """
    faults: list[Fault] = []
    answers = {}
    for criterion in criteria:
        sign = typed.get(ANSWER + criterion, "")
        if sign in CHOICES:
            answers[criterion] = sign
        elif sign:
            faults.append(Fault("not_offered", ANSWER + criterion))
    worded = {name.partition("-")[2] for name, text in typed.items() if text and not name.startswith(ANSWER)}
    remarks = [
        said for criterion in criteria if criterion in worded for said in _remarks(typed, criterion, faults)
    ]
    if missed := _words(typed, MISSED, faults):
        remarks.append(Said("missed", "", missed))
    if other := _words(typed, ELSE, faults):
        remarks.append(Said("something_else", "", other))
    return Filled(answers, _picks(typed, items, faults), tuple(remarks), tuple(faults))


def _remarks(typed: Mapping[str, str], criterion: str, faults: list[Fault]) -> list[Said]:
    why, problem = _words(typed, WHY + criterion, faults), _words(typed, PROBLEM + criterion, faults)
    found: list[Said] = []
    if why or typed.get(UNFIT + criterion):
        found.append(Said("did_not_fit", criterion, why))
    if problem:
        found.append(Said("missed", criterion, problem))
    return found


def _picks(typed: Mapping[str, str], items: frozenset[str], faults: list[Fault]) -> tuple[str, ...]:
    """The items picked, the first one first; what was picked twice counts once."""
    picked = []
    for number in range(1, MOST_PICKS + 1):
        item = typed.get(f"{PICK}{number}", "")
        if item and item not in items:
            faults.append(Fault("not_offered", f"{PICK}{number}"))
        elif item:
            picked.append(item)
    return tuple(dict.fromkeys(picked))


def _words(typed: Mapping[str, str], field: str, faults: list[Fault]) -> str:
    """Words without what no screen can show, with plain ends of lines."""
    text = typed.get(field, "")
    if not text:  # most boxes are left empty
        return ""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(letter for letter in text if letter.isprintable() or letter == "\n").strip()
    if len(text) > LONGEST_REMARK:
        faults.append(Fault("too_long", field))
    return text
