"""A sheet as it was keyed: turned into what somebody would have sent, and what of it cannot be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tallgrass.strength.rounds.answering.method.typed import ANSWER, MOST_PICKS, PICK, Filled, read
from tallgrass.strength.rounds.keying.method.keys import picked, sign_of
from tallgrass.strength.rounds.method.sheets import NOT_REACHED

Code = Literal["no_answer", "no_such_key", "no_such_pick", "too_long", "nothing"]


@dataclass(frozen=True, slots=True)
class Trouble:
    """What cannot be taken: why, the field it is about, what was typed there, the number of the question, if any."""

    code: Code
    field: str
    typed: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Keyed:
    """A keyed sheet: as somebody would have sent it, every sign that was keyed by criterion, and troubles."""

    filled: Filled
    signs: Mapping[str, str]
    troubles: tuple[Trouble, ...] = field(default=())


def read_keys(
    typed: Mapping[str, str],
    criteria: Sequence[str],
    marks: Mapping[str, str],
    own: Mapping[str, str],
) -> Keyed:
    """What was keyed, by field, into the sheet that asks ``criteria`` and on which ``marks`` stand for what can be
    picked. ``own`` are the letters among the keys in the language of the sheet.

    Every question needs a key, so that nothing is sent half: also one that was left blank on paper.
    """
    signs: dict[str, str] = {}
    troubles: list[Trouble] = []
    for number, criterion in enumerate(criteria, 1):
        key = typed.get(ANSWER + criterion, "").strip()
        sign = sign_of(key, own)
        if sign is not None:
            signs[criterion] = sign
        else:
            code: Code = "no_such_key" if key else "no_answer"
            troubles.append(Trouble(code, ANSWER + criterion, key[:10], number))
    fields = dict(typed) | {ANSWER + criterion: "" for criterion in criteria} | _picks(typed, marks, troubles)
    fields |= {ANSWER + criterion: sign for criterion, sign in signs.items() if sign != NOT_REACHED}
    filled = read(fields, criteria, frozenset(marks))
    troubles += [Trouble("too_long", fault.field) for fault in filled.faults if fault.trouble == "too_long"]
    if filled.empty and not troubles:
        troubles.append(Trouble("nothing", ANSWER + criteria[0]))
    return Keyed(filled, signs, tuple(troubles))


def _picks(typed: Mapping[str, str], marks: Mapping[str, str], troubles: list[Trouble]) -> dict[str, str]:
    found = {}
    for place in range(1, MOST_PICKS + 1):
        name = f"{PICK}{place}"
        mark = typed.get(name, "").strip()
        item = picked(mark, marks) if mark else ""
        if item is None:
            troubles.append(Trouble("no_such_pick", name, mark[:10]))
        found[name] = item or ""
    return found
