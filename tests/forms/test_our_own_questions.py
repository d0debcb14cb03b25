"""The questions that were taken elsewhere come back: every form, in every language, without a question to anybody."""

from pathlib import Path

import pytest

from tallgrass.foundation.files import Grid, Problems
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.rounds.asking.form import Behind, Form, form_of
from tallgrass.strength.rounds.files.forms import known_words, match_grid, read_form
from tallgrass.strength.rounds.method.matching import Remembered

FORMS = ("full", "short", "resident")


def asked(form: str, language: str) -> Form:
    if language not in packaged().texts:
        pytest.skip(f"the framework has no texts in {language} here")
    return form_of(packaged(), form, language, Behind(place="Prairie Junction"))


def given(rows: list[list[str]], everybody: str | None) -> dict[tuple[str, str], int]:
    """How many levels were read for each kind and question; nothing may be open."""
    grid = Grid("form.csv", Path("form.csv"), tuple((at, tuple(row)) for at, row in enumerate(rows, start=1)))
    form = match_grid(grid, grid.path, grid.name, known_words(packaged()), Remembered(everybody=everybody))
    assert form.matching.open == ()
    problems = Problems()
    answers, count = read_form(form, problems)
    assert (problems.refused, problems.reported, count) == ([], [], len(rows) - 1)
    return {key: each.answered for key, each in answers.counts.items()}


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", FORMS)
def test_pasted_into_a_form_maker(name: str, language: str) -> None:
    form = asked(name, language)
    hats = [label for _, label in form.kinds] or [""]
    header = ["Timestamp", *([form.kind_question] if form.kinds else [])]
    rows: list[list[str]] = [["2026", *([hat] if form.kinds else [])] for hat in hats]
    for item in form.items:
        header.append(f"{item.number}. {item.question}")
        for at, row in enumerate(rows):
            row.append((*item.levels, form.dont_know, form.skip)[at % 5])
        header += [form.unfit, *([item.problem] if item.problem else [])]
        for row in rows:
            row += ["", *(["the bus"] if item.problem else [])]
    header.append(form.thanks)
    for row in rows:
        row.append("Nothing")
    kinds = [kind for kind, _ in form.kinds] or ["resident"]
    found = given([header, *rows], None if form.kinds else "resident")
    assert found == {(kind, item.criterion): 1 for kind in kinds for item in form.items}


@pytest.mark.parametrize("between", ["/", "-"])
@pytest.mark.parametrize("name", FORMS)
def test_collected_with_kobo_or_odk(name: str, between: str) -> None:
    form = asked(name, "en")
    header, row = ["start", "kind"], ["2026", "resident" if name == "resident" else "community"]
    for item in form.items:
        question = item.criterion if form.kinds else f"{item.criterion}_resident"
        header += [
            f"question_{item.number}{between}{question}",
            f"question_{item.number}{between}unfit_{item.number}",
        ]
        row += ["3", "OK"]
        if item.problem:
            header.append(f"question_{item.number}{between}problem_{item.number}")
            row.append("the bus")
    header += ["other_question", "_id"]
    row += ["why", "1"]
    assert given([header, row], None) == {(row[1], item.criterion): 1 for item in form.items}
