"""Which column of a form asks what: by the id in its header, or by the words of the question. Never by likeness.

What is only alike is a question to a person, with the likeliest answers. A header alone does not decide: where
most of a column's cells are no answers to the question, a person is asked too.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Final, Literal

from tallgrass.strength.rounds.method.vocabulary import Target, Vocabulary, plain, uncounted

Role = Literal["question", "kind", "not_read", "open"]
How = Literal[
    "id", "words", "values", "title", "remembered", "added_by_form_maker", "personal", "empty", "unlike"
]

#: What a person writes for a column that is no question of ours.
IGNORE: Final = "ignore"
KIND: Final = "kind"
RESIDENT: Final = "resident"

#: A text beside an id that is so much like the id's question is that question with a slip in it.
_SAME_BUT_A_SLIP: Final = 0.9
_ALIKE: Final = 0.55
_MOST_SUGGESTED: Final = 3

#: Columns of our own XLSForms that hold no answer to a question.
_BESIDE: Final = re.compile(r"(?:^|[/.-])(?:(?:unfit|problem)_[0-9]+|other_question|who_asks|what_happens)$")
_BRACKETS: Final = re.compile(r"\[([^\[\]]+)\]\s*$")
_PATH: Final = re.compile(r"[/.:\-_\s]+")
_EMAIL: Final = re.compile(r"\s*[^@\s]+@[^@\s]+\.[^@\s]+\s*")


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column as it stands in a file: where, its header, and how often each cell text that is not blank occurs."""

    position: int
    header: str
    values: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a person has said about a file.

    ``columns`` maps a header to an id (``KP1``, ``KP8 resident``), ``kind`` or ``ignore``; ``answers`` maps,
    per criterion, a cell's text to an answer or ``ignore``; ``kinds`` a cell's text to a kind or ``ignore``.
    ``everybody`` is the kind of everyone in the file, ``counted_from`` the number that the form's lowest
    level has (0 or 1; None where nobody has said).
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    everybody: str | None = None
    counted_from: int | None = None


@dataclass(frozen=True, slots=True)
class ColumnMatch:
    """What a column is taken for, and why. ``suggested`` are the likeliest questions for an open one, whose
    ``how`` is ``values`` where its cells name kinds; ``unread`` the cell texts that are no answer (or no kind).
    """

    column: FormColumn
    role: Role
    how: How
    target: Target | None = None
    suggested: tuple[Target, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matching:
    """Every column of a form. ``kind_missing``: no column holds the kind, and nobody has said it for all."""

    columns: tuple[ColumnMatch, ...]
    kind_missing: bool
    scale_unclear: bool = False

    @property
    def open(self) -> tuple[ColumnMatch, ...]:
        """The columns that a person must say something about."""
        return tuple(each for each in self.columns if each.role == "open" or each.unread)

    @property
    def settled(self) -> bool:
        """Whether the form can be read as it is."""
        return not self.open and not self.kind_missing and not self.scale_unclear


def match(
    columns: Sequence[FormColumn],
    known: Vocabulary,
    remembered: Remembered | None = None,
    *,
    typed: bool = False,
) -> Matching:
    """Match every column of a form.

    ``typed``: the columns are our own and somebody typed into them, so that a cell that is no answer is a slip
    in that cell and says nothing about its column.

    ``remembered`` stands over everything. The kind's column is the one a person named, else the one whose
    header says so. One whose cells name kinds is suggested, and no more: it may say who should be asked next.
    """
    said = remembered or Remembered()
    matched = [_match(column, known, said, typed) for column in columns]
    if typed:
        matched = [replace(each, unread=()) for each in matched]
    has_kind = said.everybody is not None or any(each.role == "kind" for each in matched)
    has_questions = any(each.role == "question" for each in matched)
    unclear = not typed and _scale_unclear(matched, said)
    return Matching(tuple(matched), has_questions and not has_kind, unclear)


def answer_of(text: str, target: Target, known: Vocabulary, said: Remembered) -> str | None:
    """The answer in a cell: as remembered, else as the words say; ``ignore`` leaves it out, None is unread."""
    mine = said.answers.get(target.criterion, {}).get(text.strip())
    if mine is not None:
        return mine
    number = text.strip().removesuffix(".0")
    if said.counted_from and number.isdecimal():
        level = int(number) - said.counted_from
        return str(level) if 0 <= level <= 4 else None
    return known.answer(target, text)


def kind_of(text: str, known: Vocabulary, said: Remembered) -> str | None:
    """The kind in a cell: as remembered, else as the words say; ``ignore`` leaves the row out, None is unread."""
    return said.kinds.get(text.strip()) or known.kind(text)


def said_target(written: str, known: Vocabulary) -> Target | None:
    """The question that a person wrote, such as ``KP1`` or ``kp8 resident``; None for anything else."""
    parts = _PATH.split(written.strip().casefold())
    ids = {criterion.casefold(): criterion for criterion in known.criteria}
    if not parts or parts[0] not in ids:
        return None
    criterion = ids[parts[0]]
    if parts[1:] == [RESIDENT] and criterion in known.resident_form:
        return Target(criterion, True)
    return Target(criterion) if len(parts) == 1 else None


def _match(column: FormColumn, known: Vocabulary, said: Remembered, typed: bool) -> ColumnMatch:
    mine = said.columns.get(column.header.strip())
    if mine is not None:
        if mine == IGNORE:
            return ColumnMatch(column, "not_read", "remembered")
        if mine == KIND:
            return _kind_column(column, "remembered", known, said)
        if (target := said_target(mine, known)) is not None:
            unread = _unread(column, target, known, said)
            return ColumnMatch(column, "question", "remembered", target, unread=unread)
    title = plain(column.header)
    if title in known.kind_titles:
        if said.everybody is not None:
            return ColumnMatch(column, "not_read", "remembered")
        return _kind_column(column, "title", known, said)
    if title in known.personal or _mostly_addresses(column):
        return ColumnMatch(column, "not_read", "personal")
    if title in known.not_read or _BESIDE.search(column.header.strip()):
        return ColumnMatch(column, "not_read", "added_by_form_maker")
    targets, how, sure = _targets(column, known)
    if sure and len({each.criterion for each in targets}) == 1:
        target = _one(targets)
        unread = _unread(column, target, known, said)
        filled = sum(column.values.values())
        if typed or sum(column.values[text] for text in unread) * 2 <= filled:
            return ColumnMatch(column, "question", how, target, unread=unread)
        return ColumnMatch(column, "open", "unlike", suggested=(target,))
    if not column.values:
        return ColumnMatch(column, "not_read", "empty")
    if _share_of_kinds(column, known) >= 0.5:
        return ColumnMatch(column, "open", "values")
    suggested = tuple(sorted(targets, key=_order)) or _alike(column, known)
    return ColumnMatch(column, "open", "unlike", suggested=suggested[:_MOST_SUGGESTED])


def _targets(column: FormColumn, known: Vocabulary) -> tuple[frozenset[Target], How, bool]:
    """What a header may ask; the last says whether that is for sure if it is one criterion.

    A part of a header counts only by a question's own words, and only where some cell answers in the words of
    that question too: what stands around it may ask something else, for which a number is an answer as well.
    """
    header = column.header
    if (path := _by_path(header, known)) is not None:
        return frozenset({path}), "id", True
    found: set[Target] = set()
    how: How = "words"
    unsure: set[Target] = set()
    for part in _parts(header):
        ids = _ids(part, known)
        whole = part == header.strip()
        rest = _without(part, ids)
        asked = known.questions.get(plain(rest)) or known.questions.get(plain(uncounted(rest)))
        if not whole and not (asked and all(_answered_in_words(column, target, known) for target in asked)):
            unsure |= asked or set()
            continue
        if not ids:
            found |= asked or set()
            continue
        how = "id"
        for criterion in ids:
            if asked and any(target.criterion == criterion for target in asked):
                found |= {target for target in asked if target.criterion == criterion}
            elif not plain(rest) or _COUNT_ONLY.fullmatch(plain(rest)):
                found.add(Target(criterion))
            elif (near := _near(rest, criterion, known)) is not None:
                found.add(near)
            else:
                unsure.add(Target(criterion))
        if asked and not any(target.criterion in ids for target in asked):
            unsure |= asked
    criteria = {target.criterion for target in found}
    conflict = {target.criterion for target in unsure} - criteria
    return frozenset(found or unsure), how, bool(found) and not (conflict and how == "id")


_COUNT_ONLY: Final = re.compile(r"(?:q|p|question|pregunta)? ?[0-9]{0,3}")


def _answered_in_words(column: FormColumn, target: Target, known: Vocabulary) -> bool:
    """Whether some cell of a column is a level of this question in its own words."""
    levels = known.answers.get((target.criterion, bool(target.resident)), {})
    return any(plain(text) in levels for text in column.values)


def _by_path(header: str, known: Vocabulary) -> Target | None:
    """A header of names alone, as ODK and Kobo write them: ``players/KP1``, ``residents-IN7_resident``."""
    if " " in header.strip() or not header.strip():
        return None
    parts = [part for part in _PATH.split(header.strip().casefold()) if part]
    ids = {criterion.casefold(): criterion for criterion in known.criteria}
    named = [part for part in parts if part in ids]
    if len(named) != 1 or parts[-1] not in (*named, RESIDENT, "r"):
        return None
    criterion = ids[named[0]]
    if any(part in (RESIDENT, "residents", "r") for part in parts):
        return Target(criterion, True) if criterion in known.resident_form else None
    return Target(criterion)


def _parts(header: str) -> list[str]:
    """A header, and what of it may be the question itself: a row's name in brackets, a line, the end of a path."""
    text = header.strip()
    found = [text]
    if bracketed := _BRACKETS.search(text):
        found.append(bracketed[1])
    found += [line for line in text.splitlines() if line.strip()] if "\n" in text else []
    found += text.split("/")[-1:] if "/" in text else []
    return list(dict.fromkeys(each.strip() for each in found if each.strip()))


def _ids(text: str, known: Vocabulary) -> tuple[str, ...]:
    """The ids of criteria in a text, written as they are."""
    found = re.findall(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{1,2}(?![A-Za-z0-9])", text)
    return tuple(dict.fromkeys(each for each in found if each in known.criteria))


def _without(text: str, ids: tuple[str, ...]) -> str:
    for each in ids:
        text = re.sub(rf"[(\[]?(?<![A-Za-z0-9]){each}(?![A-Za-z0-9])[)\]]?\s*[.:)·|–—-]?", " ", text)
    return text.strip()


def _near(text: str, criterion: str, known: Vocabulary) -> Target | None:
    """The question of this criterion that a text is but for a slip; None where it is more than that."""
    written = plain(uncounted(text))
    for asked, targets in known.questions.items():
        for target in targets:
            if target.criterion == criterion and _likeness(written, asked) >= _SAME_BUT_A_SLIP:
                return target
    return None


def _alike(column: FormColumn, known: Vocabulary) -> tuple[Target, ...]:
    """The questions a column most likely asks: those whose answers its cells are, then those with like words."""
    texts = [text for text in column.values if not text.strip().isdecimal()]
    answered = [
        Target(criterion, resident)
        for (criterion, resident), levels in known.answers.items()
        if texts and all(plain(text) in levels or plain(text) in known.words for text in texts)
        and any(plain(text) in levels for text in texts)
    ]  # fmt: skip
    written = plain(uncounted(column.header))
    scored: dict[Target, float] = {}
    for asked, targets in known.questions.items():
        likeness = _likeness(written, asked)
        for target in targets:
            scored[target] = max(likeness, scored.get(target, 0.0))
    near = [target for target, likeness in scored.items() if likeness >= _ALIKE and target not in answered]
    near.sort(key=lambda target: (-scored[target], _order(target)))
    return tuple(dict.fromkeys([*sorted(answered, key=_order), *near]))


def _likeness(a: str, b: str) -> float:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _one(targets: frozenset[Target]) -> Target:
    """One target for a criterion: its wording where that is known and the same for all."""
    wordings = {target.resident for target in targets if target.resident is not None}
    criterion = next(iter(targets)).criterion
    return Target(criterion, wordings.pop() if len(wordings) == 1 else None)


def _order(target: Target) -> tuple[str, bool]:
    return (target.criterion, bool(target.resident))


def _unread(column: FormColumn, target: Target, known: Vocabulary, said: Remembered) -> tuple[str, ...]:
    return tuple(text for text in column.values if answer_of(text, target, known, said) is None)


def _kind_column(column: FormColumn, how: How, known: Vocabulary, said: Remembered) -> ColumnMatch:
    unread = tuple(text for text in column.values if kind_of(text, known, said) is None)
    return ColumnMatch(column, "kind", how, unread=unread)


def _share_of_kinds(column: FormColumn, known: Vocabulary) -> float:
    """How much of a column names kinds, by its cells that are not blank."""
    filled = sum(column.values.values())
    named = sum(number for text, number in column.values.items() if known.kind(text) is not None)
    return named / filled if filled else 0.0


def _mostly_addresses(column: FormColumn) -> bool:
    """Whether most cells of a column are e-mail addresses."""
    filled = sum(column.values.values())
    return bool(filled) and 2 * sum(n for text, n in column.values.items() if _EMAIL.fullmatch(text)) > filled


def _scale_unclear(matched: list[ColumnMatch], said: Remembered) -> bool:
    """Whether bare numbers go up to 5: then the form may have counted its levels from 1."""
    if said.counted_from is not None:
        return False
    numbers = {
        text.strip().removesuffix(".0")
        for each in matched
        if each.role == "question"
        for text in each.column.values
    }
    return "5" in numbers
