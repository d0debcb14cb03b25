"""The screens of a form as its templates take them: what was typed is put where it was."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from tallgrass.foundation.languages import Words, words
from tallgrass.foundation.ui.fields import kept
from tallgrass.strength.rounds.answering.asked import Asked
from tallgrass.strength.rounds.answering.method.length import minutes
from tallgrass.strength.rounds.answering.method.typed import (
    ANSWER,
    ELSE,
    LONGEST_REMARK,
    MISSED,
    MOST_PICKS,
    PICK,
    PROBLEM,
    UNFIT,
    WHY,
    Fault,
)
from tallgrass.strength.rounds.asking.form import Item, filled
from tallgrass.strength.rounds.method.sheets import DONT_KNOW, SKIPPED, answers_of

#: Screens after the last question besides the last look.
_AFTER: Final = 2

Typed = Mapping[str, str]


def question(one: Asked, item: Item, typed: Typed) -> dict[str, Any]:
    """A question with its answers, the one that was chosen marked."""
    said = words(one.form.language, "answering")
    texts = [
        *enumerate(item.levels),
        (DONT_KNOW, said["choices"][DONT_KNOW]),
        (SKIPPED, said["choices"][SKIPPED]),
    ]
    criterion, chosen = item.criterion, typed.get(ANSWER + item.criterion)
    fields = [UNFIT + criterion, WHY + criterion, PROBLEM + criterion]
    return {
        "id": criterion,
        "number": item.number,
        "where": where(one, item.number, said),
        "short_where": filled(said["questions"]["where"], number=item.number, count=len(one.criteria)),
        "part": item.part,
        "question": item.question,
        "help": item.help,
        "choices": [
            {"value": str(value), "text": text, "chosen": str(value) == chosen} for value, text in texts
        ],
        "unfit": bool(typed.get(fields[0])),
        "why": kept(typed.get(fields[1], "")),
        "problem": kept(typed.get(fields[2], "")),
        "asks_problem": item.problem is not None,
        "unfolded": bool(typed.get(fields[0]) or typed.get(fields[1])),
        "longest": LONGEST_REMARK,
    }


def where(one: Asked, number: int, said: Words) -> str:
    """How far somebody is: *Question 3 of 6 · about 2 min left*."""
    count = len(one.criteria)
    still = minutes(count - number + 1)
    left = filled(said["questions"]["left_one" if still == 1 else "left"], minutes=still)
    return f"{filled(said['questions']['where'], number=number, count=count)} · {left}"


def first(one: Asked, typed: Typed) -> dict[str, Any]:
    """What to work on first: three lists of the same things, the ones that were picked marked."""
    said = words(one.form.language, "answering")["first"]
    chosen = [typed.get(f"{PICK}{number}", "") for number in range(1, MOST_PICKS + 1)]
    elements = len(one.items) - len(one.criteria)
    return {
        "picks": [
            {
                "field": f"{PICK}{number}",
                "label": said[str(number)],
                "groups": [
                    {"name": said[name], "items": [(each.id, each.name, each.id == picked) for each in part]}
                    for name, part in (("small", one.items[elements:]), ("big", one.items[:elements]))
                ],
            }
            for number, picked in enumerate(chosen, 1)
        ],
        "other": {"field": ELSE, "text": kept(typed.get(ELSE, "")), "longest": LONGEST_REMARK},
    }  # fmt: skip


def missed(typed: Typed) -> dict[str, Any]:
    """What we missed, in people's own words."""
    return {"field": MISSED, "text": kept(typed.get(MISSED, "")), "longest": LONGEST_REMARK}


def whole(one: Asked, typed: Typed) -> dict[str, Any]:
    """Every screen of a form, for one page."""
    return {
        "questions": [question(one, item, typed) for item in one.form.items],
        "first": first(one, typed),
        "missed": missed(typed),
        "count": len(one.criteria) + _AFTER + 1,
    }


def summary(one: Asked, answers: Mapping[str, str], picks: Sequence[str]) -> dict[str, Any]:
    """What was answered, to be looked through before it is sent."""
    said = words(one.form.language, "answering")
    names = {item.id: item.name for item in one.items}
    lines = []
    for item in one.form.items:
        sign = answers.get(item.criterion, "")
        text = item.levels[int(sign)] if sign.isdigit() else said["choices"].get(sign or "-", "")
        lines.append({"number": item.number, "question": item.question, "answer": text})
    return {"lines": lines, "picks": [names[each] for each in picks if each in names]}


def of_sheet(levels: str, picks: str, criteria: Sequence[str]) -> dict[str, str]:
    """What was saved so far, as it would have been typed."""
    typed = {ANSWER + criterion: sign for criterion, sign in answers_of(levels, criteria).items()}
    chosen = [pick for pick in picks.split("|") if pick]
    return {**typed, **{f"{PICK}{number}": pick for number, pick in enumerate(chosen, 1)}}


def troubles(faults: Sequence[Fault], language: str) -> list[dict[str, str]]:
    """Faults as sentences, each with the field it is about."""
    said = words(language, "answering")["faults"]
    return [{"field": fault.field, "text": said[fault.trouble]} for fault in faults]
