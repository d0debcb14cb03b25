"""What a report prints, question by question, as the program itself makes it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from benchmarks.reports import Mix, Questions
from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.cells import SMALLEST_K, Cell, published_cells
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.method.results import Apart, CriterionSay
from tallgrass.strength.rounds.method.say import Mark, mark, together

Levels = tuple[int, int, int, int, int]


@dataclass(frozen=True, slots=True)
class Printed:
    """The cells of a report (the same on every question, since everybody answers all) and all marks.

    ``marks`` are by question, then by cell; ``residents`` by question, None where they were not asked.
    """

    cells: tuple[Cell, ...]
    marks: tuple[tuple[Mark, ...], ...]
    counts: tuple[tuple[Levels, ...], ...]
    residents: tuple[Mark | None, ...]
    residents_answered: int


@lru_cache(maxsize=400_000)
def _mark(levels: Levels, asked: int | None) -> Mark:
    return mark(Cell(("any",), "shown", Count(levels), asked))


@lru_cache(maxsize=400_000)
def _mark_for_gaps(levels: Levels, asked: int | None) -> Mark:
    """The printed mark with the error it has as a sign of people like these, as though N were not known."""
    return replace(_mark(levels, asked), variance=_mark(levels, None).variance)


def print_report(
    answers: Mapping[str, np.ndarray], mix: Mix, questions: Questions, *, people_like_these: bool = False
) -> Printed:
    """Cells and marks of one report. ``people_like_these`` gives marks the error of the proposed gap rule."""
    one = _mark_for_gaps if people_like_these else _mark
    everybody = {kind: Count((len(answers[kind]), 0, 0, 0, 0)) for kind in SIX_KINDS if kind in answers}
    cells = published_cells(everybody, {kind: mix.asked(kind) for kind in everybody}, SMALLEST_K)
    tallies = [_tally(np.concatenate([answers[kind] for kind in cell.kinds])) for cell in cells]
    counts = tuple(zip(*tallies, strict=True))
    residents: tuple[Mark | None, ...] = (None,) * len(questions.ids)
    if "resident" in answers:
        asked = mix.asked("resident")
        residents = tuple(
            one(levels, asked) if column in questions.residents else None
            for column, levels in enumerate(_tally(answers["resident"]))
        )
    marks = tuple(
        tuple(one(levels, cell.asked) for levels, cell in zip(row, cells, strict=True)) for row in counts
    )
    return Printed(cells, marks, counts, residents, len(answers.get("resident", ())))


def _tally(answers: np.ndarray) -> list[Levels]:
    columns = np.stack([(answers == level).sum(axis=0) for level in range(5)], axis=1).tolist()
    return [(zero, one, two, three, four) for zero, one, two, three, four in columns]


def as_criteria(printed: Printed, mix: Mix, questions: Questions) -> dict[str, CriterionSay]:
    """The report as the program's gap rule takes it."""
    found = {}
    for name, marks, counts, apart in zip(
        questions.ids, printed.marks, printed.counts, printed.residents, strict=True
    ):
        cells = tuple(
            replace(cell, count=Count(levels)) for cell, levels in zip(printed.cells, counts, strict=True)
        )
        residents = Apart(apart, printed.residents_answered, mix.asked("resident")) if apart else None
        found[name] = CriterionSay(
            criterion=name, asked=True, cells=cells, marks=marks, say=together(cells, marks),
            dont_know_share=None, blind_spot=False, agreement=None, residents=residents, other=None,
            agreed=None, too_few=False,
        )  # fmt: skip
    return found
