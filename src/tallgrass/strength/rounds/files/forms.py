"""Exports of online forms, and the wide sheet of the workbook: one row a person, one column a question."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.foundation.files import Grid, Problems, csv_grid, name_cells, read_workbook
from tallgrass.foundation.files.columns import header_name
from tallgrass.foundation.languages import available_languages, words
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files.form_grid import FormGrid, form_grid
from tallgrass.strength.rounds.files.form_memory import read_memory
from tallgrass.strength.rounds.method.matching import (
    IGNORE,
    KIND,
    RESIDENT,
    ColumnMatch,
    Matching,
    Remembered,
    answer_of,
    kind_of,
    match,
)
from tallgrass.strength.rounds.method.records import Answers, Count
from tallgrass.strength.rounds.method.vocabulary import FormWords, Target, Vocabulary, vocabulary

#: ``form.csv``, ``form-2.xlsx``, ``Form for residents.csv``, ``formulario.csv``; not ``formulas.xlsx``.
_FORM_FILE: Final = re.compile(r"(?:forms?|formularios?)(?:[^a-z].*)?\.(?:csv|xlsx)")


@dataclass(frozen=True, slots=True)
class Form:
    """A form whose columns are matched: settled, or with questions to a person.

    ``typed``: a steward typed it (the sheet of the workbook), and so can mend a row; in an export, people
    without a kind are left out and reported.
    """

    path: Path
    name: str
    grid: FormGrid
    known: Vocabulary
    said: Remembered
    matching: Matching
    typed: bool = False

    def name_cells(self, problems: Problems) -> None:
        """From now on, problems of this form name its cells."""
        columns = {str(each.column.position): each.column.position for each in self.matching.columns}
        name_cells(self.grid.grid, columns, problems)


def is_form(path: Path) -> bool:
    """Whether a file in a folder is an export of a form, by its name: the word *form*, then anything."""
    return _FORM_FILE.fullmatch(path.name.casefold()) is not None


@cache
def form_words() -> tuple[FormWords, ...]:
    """The words that forms use, of every language there is."""
    found = []
    for code in available_languages():
        told, ours = words(code, "workbook"), words(code, "paper")["forms"]
        spoken = words(code, "scorecard")["kinds"]
        labels = {
            kind: (told["kinds"][kind], spoken[kind], *told["form"]["kinds"][kind])
            for kind in RESPONDENT_KINDS
        }
        for kind, label in ours["kinds"].items():
            labels[kind] = (*labels[kind], label)
        also = {
            "kind_titles": (ours["kind_question"],),
            "dont_know": (ours["dont_know"], told["dont_know"]),
            "skip": (ours["skip"], told["skip"]),
            "not_read": (ours["unfit"], ours["resident_problem"], ours["thanks"]),
            "personal": (),
        }
        lists = {name: (*told["form"][name], *more) for name, more in also.items()}
        found.append(FormWords(kinds=labels, **lists))
    return tuple(found)


def known_words(framework: Framework) -> Vocabulary:
    """Everything a form about this framework may say, in every language."""
    return vocabulary(framework, form_words())


def open_form(path: Path, known: Vocabulary, problems: Problems) -> Form | None:
    """Open an export and match its columns; None (refused) where it cannot be read at all."""
    before = problems.refusals
    try:
        grid = _grid(path, known, problems)
    except OSError as error:
        problems.refuse("cannot_open", path.name, reason=error.strerror or type(error).__name__)
        return None
    if grid is None:
        return None
    if not grid.rows:
        problems.refuse("form_empty", path.name)
        return None
    said = read_memory(path, known, problems)
    form = match_grid(grid, path, path.name, known, said)
    return form if problems.refusals == before else None


def match_grid(
    grid: Grid, path: Path, name: str, known: Vocabulary, said: Remembered, *, typed: bool = False
) -> Form:
    """Match the columns of a grid."""
    told = form_grid(grid, known)
    return Form(path, name, told, known, said, match(told.columns, known, said, typed=typed), typed)


def _grid(path: Path, known: Vocabulary, problems: Problems) -> Grid | None:
    if path.suffix.casefold() == ".csv":
        return csv_grid(path, problems)
    workbook = read_workbook(path, problems)
    if workbook is None:
        return None
    filled = [grid for grid in workbook.grids if grid.rows]
    if not filled:
        problems.refuse("form_empty", path.name)
        return None
    best = max(filled, key=lambda grid: _questions(grid, known))
    return Grid(path.name, path, best.rows, best.faults, best.odd)


def _questions(grid: Grid, known: Vocabulary) -> int:
    matching = match(form_grid(grid, known).columns, known)
    return sum(each.role == "question" for each in matching.columns)


def read_form(form: Form, problems: Problems) -> tuple[Answers, int]:
    """The answers of a settled form as counts, and the number of rows that are not blank.

    Refuses two different answers of one person to one question, and in a typed sheet a person without a kind.
    Left out and reported: people without a kind in an export, and answers of residents to other questions
    than theirs (and the other way round).
    """
    form.name_cells(problems)
    form.grid.grid.note_oddities(problems)
    if not form.typed and not any(each.role == "question" for each in form.matching.columns):
        problems.refuse("form_without_questions", form.name)
    reader = _FormReader(form, problems)
    reader.read()
    return reader.answers(), reader.rows


def form_rows(form: Form) -> list[tuple[int, str, str, str]]:
    """The answers of a form that has been read: the row that a person stands in, their kind, criterion, answer."""
    reader = _FormReader(form, Problems())
    reader.read()
    return reader.said


def refuse_open(form: Form, problems: Problems) -> None:
    """Say what is open about a form, column by column."""
    form.name_cells(problems)
    row = form.grid.grid.rows[0][0]
    for each in form.matching.open:
        column = str(each.column.position)
        header = " ".join(each.column.header.split())
        if each.role == "open":
            near = suggestions(each)
            key = "column_open_near" if near else "column_open"
            problems.refuse(key, form.name, row, column, header=header, near=near)
        else:
            key = "kinds_unread" if each.role == "kind" else "answers_unread"
            problems.refuse(key, form.name, row, column, header=header, values=each.unread[:5])
    if form.matching.kind_missing:
        problems.refuse("form_without_kind", form.name)
    if form.matching.scale_unclear:
        problems.refuse("form_scale_unclear", form.name)


@dataclass(slots=True)
class _FormReader:
    """Counts the answers of a form, row by row."""

    form: Form
    problems: Problems
    rows: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    tally: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    heard: Counter[str] = field(default_factory=Counter)
    said: list[tuple[int, str, str, str]] = field(default_factory=list)
    understood: dict[tuple[int, str], str | None] = field(default_factory=dict)

    def read(self) -> None:
        """Read every row that is not blank in the columns that are read."""
        matching = self.form.matching
        questions = [each for each in matching.columns if each.role == "question"]
        hats = [each for each in matching.columns if each.role == "kind"]
        for number, cells in self.form.grid.rows:
            said = self._said(number, cells, questions)
            kind = self._kind(number, cells, hats, bool(said))
            if kind is None:
                continue
            self.rows += 1
            self._count(number, kind, said)
        for key, answers in sorted(self.left_out.items()):
            self.problems.report(key, self.form.name, answers=answers)
        numbers = {
            text.strip() for each in questions for text in each.column.values if text.strip().isdecimal()
        }
        if {"1", "2", "3", "4"} <= numbers and "0" not in numbers and self.form.said.counted_from is None:
            self.problems.note("numbers_without_zero", self.form.name)

    def _said(
        self, number: int, cells: Sequence[str], questions: list[ColumnMatch]
    ) -> dict[str, dict[bool | None, str]]:
        """The answers of one row: by criterion, then by the wording of the column."""
        said: dict[str, dict[bool | None, str]] = {}
        for each in questions:
            at = each.column.position
            fault = self.form.grid.grid.faults.get((number, at))
            text = cells[at].strip() if at < len(cells) else ""
            if fault is not None:
                self.problems.refuse(fault, self.form.name, number, str(at), value=text)
            if fault is not None or not text or each.target is None:
                continue
            answer = self._answer(at, text, each.target)
            if answer is None:
                self.problems.refuse("not_an_answer", self.form.name, number, str(at), value=text)
            if answer is None or answer == IGNORE:
                continue
            mine = said.setdefault(each.target.criterion, {})
            if mine.setdefault(each.target.resident, answer) != answer:
                self.problems.refuse(
                    "two_answers", self.form.name, number, str(at), criterion=each.target.criterion
                )
        return said

    def _answer(self, at: int, text: str, target: Target) -> str | None:
        """What a cell says; each different text of a column is understood once."""
        if (at, text) not in self.understood:
            self.understood[at, text] = answer_of(text, target, self.form.known, self.form.said)
        return self.understood[at, text]

    def _kind(self, number: int, cells: Sequence[str], hats: list[ColumnMatch], answered: bool) -> str | None:
        """The kind of the person in a row; None for a row to leave out."""
        if self.form.said.everybody is not None:
            return self.form.said.everybody if answered else None
        texts = [(each.column.position, cells[each.column.position].strip()) for each in hats
                 if each.column.position < len(cells)]  # fmt: skip
        found: dict[str, int] = {}
        for at, text in texts:
            kind = kind_of(text, self.form.known, self.form.said) if text else None
            if text and kind is None:
                self.problems.refuse(
                    "unknown_kind", self.form.name, number, str(at), value=text, allowed=RESPONDENT_KINDS
                )
                return None
            if kind is not None:
                found[kind] = at
        if not found:
            if answered and not self.form.typed:
                self.left_out["people_without_kind"] += 1
            elif answered:
                column = str(hats[0].column.position) if hats else None
                self.problems.refuse("person_without_kind", self.form.name, number, column)
            return None
        if len(found) > 1:
            at = max(found.values())
            self.problems.refuse("two_kinds", self.form.name, number, str(at))
            return None
        (hat,) = found
        return None if hat == IGNORE else hat

    def _count(self, number: int, kind: str, said: Mapping[str, Mapping[bool | None, str]]) -> None:
        """Count one person's answers; those to questions that are not theirs are left out."""
        resident = kind == "resident"
        heard = False
        for criterion, by_wording in said.items():
            if resident and criterion not in self.form.known.resident_form:
                self.left_out["residents_answered_others"] += 1
                continue
            theirs = [answer for wording, answer in by_wording.items() if wording in (resident, None)]
            if not theirs:
                self.left_out["residents_answered_others" if resident else "others_answered_residents"] += 1
                continue
            if len(set(theirs)) > 1:
                self.problems.refuse("two_answers", self.form.name, number, criterion=criterion)
                continue
            answer = theirs[0]
            self.tally[kind, criterion, answer] += 1
            self.said.append((number, kind, criterion, answer))
            heard = heard or answer != "skip"
        self.heard[kind] += heard

    def answers(self) -> Answers:
        """The counts, in the order of kinds and criteria."""
        counts = {
            (kind, criterion): self._counted(kind, criterion)
            for kind in RESPONDENT_KINDS
            for criterion in self.form.known.criteria
            if any(key[:2] == (kind, criterion) for key in self.tally)
        }
        return Answers(counts, {kind: self.heard[kind] for kind in RESPONDENT_KINDS if self.heard[kind]})

    def _counted(self, kind: str, criterion: str) -> Count:
        zero, one, two, three, four = (self.tally[kind, criterion, level] for level in "01234")
        dont_know, skipped = self.tally[kind, criterion, "dk"], self.tally[kind, criterion, "skip"]
        return Count((zero, one, two, three, four), dont_know, skipped)


def suggestions(match: ColumnMatch) -> tuple[str, ...]:
    """What an open column may be, as the small file writes it."""
    if match.how == "values":
        return (KIND,)
    return tuple(target_text(target) for target in match.suggested)


def target_text(target: Target) -> str:
    """A question as the small file writes it."""
    return f"{target.criterion} {RESIDENT}" if target.resident else target.criterion


def is_long(grid: Grid) -> bool:
    """Whether a grid is the table ``answers.csv`` itself: one row for each person and question."""
    return {"criterion", "answer"} <= {header_name(title) for title in grid.titles}
