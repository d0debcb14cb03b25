"""Answers of one person as one short text, and many such texts as counts."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tallgrass.strength.rounds.method.records import Answers, Count

DONT_KNOW: Final = "d"
SKIPPED: Final = "s"
#: Not reached: the person stopped before. It counts for nothing.
NOT_REACHED: Final = "-"
LEVELS: Final = "01234"
SIGNS: Final = frozenset(LEVELS + DONT_KNOW + SKIPPED + NOT_REACHED)
#: What ``answers.csv`` calls a sign.
AS_WRITTEN: Final = {**{level: level for level in LEVELS}, DONT_KNOW: "dk", SKIPPED: "skip"}


def signs_of(answers: Mapping[str, str], criteria: Sequence[str]) -> str:
    """Answers by criterion as one text, one sign a criterion of the form, in its order.

    Raises ``ValueError`` for a sign that is none, or a criterion that the form does not hold.
    """
    if not set(answers) <= set(criteria):
        raise ValueError("the form does not hold these criteria")
    text = "".join(answers.get(criterion, NOT_REACHED) for criterion in criteria)
    if len(text) != len(criteria) or not set(text) <= SIGNS:
        raise ValueError("a sign of an answer is 0 to 4, d, s or -")
    return text


def answers_of(signs: str, criteria: Sequence[str]) -> dict[str, str]:
    """What a text says, by criterion; what was not reached is left out."""
    return {criterion: sign for criterion, sign in zip(criteria, signs, strict=True) if sign != NOT_REACHED}


def counted(sheets: Iterable[tuple[str, str, str]], forms: Mapping[str, Sequence[str]]) -> Answers:
    """Many sheets, each a kind, a form and its signs, as the counts of METHOD 1, section 1.

    A person counts as one who answered with at least one level or *I don't know*.
    """
    columns: dict[tuple[str, str], list[str]] = {}
    for kind, form, signs in sheets:
        columns.setdefault((kind, form), []).append(signs)
    counts: dict[tuple[str, str], Counter[str]] = {}
    people: Counter[str] = Counter()
    for (kind, form), texts in columns.items():
        people[kind] += sum(any(sign in text for sign in LEVELS + DONT_KNOW) for text in texts)
        for criterion, signs_given in zip(forms[form], zip(*texts, strict=True), strict=True):
            counts.setdefault((kind, criterion), Counter()).update(signs_given)
    return Answers(
        counts={key: _count(found) for key, found in counts.items() if set(found) != {NOT_REACHED}},
        people={kind: number for kind, number in people.items() if number},
    )


def _count(found: Mapping[str, int]) -> Count:
    zero, one, two, three, four = (found.get(level, 0) for level in LEVELS)
    return Count((zero, one, two, three, four), found.get(DONT_KNOW, 0), found.get(SKIPPED, 0))
