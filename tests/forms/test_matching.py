"""Columns of exported forms are recognized or asked about; none is taken for what it is not."""

from collections import Counter
from pathlib import Path

import pytest

from tallgrass.foundation.files import Grid, Problems
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.rounds.files.form_grid import form_grid
from tallgrass.strength.rounds.files.forms import known_words, match_grid, read_form
from tallgrass.strength.rounds.method.matching import FormColumn, Matching, Remembered, match
from tests.forms.exports import MAKERS, NAMES_ONLY, Export, export

EXPORTS = 200


def grid(made: Export) -> Grid:
    rows = tuple(
        (number, tuple(cells))
        for number, cells in enumerate(made.rows, start=1)
        if any(map(str.strip, cells))
    )
    return Grid("form.csv", Path("form.csv"), rows)


@pytest.fixture(scope="module")
def made() -> list[Export]:
    return [export(seed, packaged()) for seed in range(EXPORTS)]


@pytest.fixture(scope="module")
def read(made: list[Export]) -> list[tuple[Export, Matching]]:
    """Each export with how its columns were matched."""
    known = known_words(packaged())
    return [(each, match(form_grid(grid(each), known).columns, known)) for each in made]


@pytest.mark.slow
def test_every_shape_is_among_the_exports(made: list[Export]) -> None:
    assert {each.maker for each in made} == set(MAKERS)


@pytest.mark.slow
def test_of_200_exports_no_column_is_taken_for_what_it_is_not(read: list[tuple[Export, Matching]]) -> None:
    wrong = []
    for number, (each, found) in enumerate(read):
        for column in found.columns:
            truth = each.truth[column.column.position]
            if column.role == "question" and column.target is not None:
                said = truth.criterion == column.target.criterion
                right = said and column.target.resident in (None, truth.resident)
            else:
                right = column.role in ("open", "not_read") or (column.role == "kind" and truth.kind)
            if column.role == "not_read" and (truth.criterion or truth.kind) and column.how != "empty":
                right = False
            if not right:
                wrong.append((number, each.maker, column.column.header, column.role, column.target, truth))
    assert wrong == []


@pytest.mark.slow
def test_a_header_as_the_maker_writes_it_needs_no_question(read: list[tuple[Export, Matching]]) -> None:
    asked = [
        (each.maker, column.column.header)
        for each, found in read
        for column in found.columns
        if column.role == "open" and each.truth[column.column.position].plain
        and each.headers.count(column.column.header) == 1
    ]  # fmt: skip
    assert asked == []
    plain = sum(each.truth[column.column.position].plain for each, found in read for column in found.columns)
    assert plain > 2000


@pytest.mark.slow
def test_with_what_a_person_says_once_every_export_gives_the_answers_that_were_given(
    read: list[tuple[Export, Matching]],
) -> None:
    known = known_words(packaged())
    for number, (each, found) in enumerate(read):
        said = Remembered(
            columns={
                column.column.header.strip(): each.truth[column.column.position].written(
                    each.maker in NAMES_ONLY
                )
                for column in found.columns
                if column.role == "open"
            },
            everybody=each.everybody,
        )
        form = match_grid(grid(each), Path("form.csv"), "form.csv", known, said)
        assert form.matching.settled, (number, form.matching.open)
        problems = Problems()
        answers, _ = read_form(form, problems)
        assert (problems.refused, dict(answers.counts)) == ([], each.counts), number


def column(header: str, *values: str) -> FormColumn:
    return FormColumn(0, header, Counter(values))


def one(header: str, *values: str) -> tuple[str, str | None, tuple[str, ...]]:
    """What a column alone in a form is taken for: role, criterion, what is suggested."""
    found = match([column(header, *values)], known_words(packaged())).columns[0]
    criterion = found.target.criterion if found.target else None
    return found.role, criterion, tuple(target.criterion for target in found.suggested)


def question(criterion: str) -> str:
    return packaged().texts["en"].criteria[criterion].wording.question


def level(criterion: str, number: int) -> str:
    return packaged().texts["en"].criteria[criterion].wording.levels[number]


def test_a_question_is_known_by_its_words() -> None:
    assert one(question("KP3"), level("KP3", 2)) == ("question", "KP3", ())


def test_an_id_with_another_question_s_words_is_asked_about() -> None:
    role, criterion, suggested = one(f"KP1. {question('KP3')}", "3")
    assert (role, criterion, set(suggested)) == ("open", None, {"KP1", "KP3"})


def test_an_id_with_words_of_somebody_s_own_is_asked_about() -> None:
    assert one("KP3: how important is that?", "3") == ("open", None, ("KP3",))


def test_what_is_only_alike_is_asked_about_and_suggested() -> None:
    role, criterion, suggested = one(question("KP3").replace("How", "So how"), level("KP3", 1))
    assert (role, criterion) == ("open", None)
    assert suggested[0] == "KP3"


def test_a_column_whose_cells_are_the_answers_of_one_question_is_suggested_and_no_more() -> None:
    assert one("Column 7", level("KP3", 0), level("KP3", 4)) == ("open", None, ("KP3",))


def test_the_words_of_a_question_do_not_make_comments_answers() -> None:
    assert one(question("KP3"), "they never call", "it depends", "3") == ("open", None, ("KP3",))


def test_part_of_a_header_with_bare_numbers_is_asked_about() -> None:
    assert one(f"How sure are you? [{question('KP3')}]", "3", "4")[0] == "open"
    assert one(f"Your view [{question('KP3')}]", level("KP3", 4))[:2] == ("question", "KP3")


def test_two_columns_that_could_hold_the_kind_are_both_asked_about() -> None:
    known = known_words(packaged())
    columns = [
        FormColumn(0, "You", Counter(["Issue experts", "Residents"])),
        FormColumn(1, "Who is missing?", Counter(["Tech companies", "Issue experts"])),
        FormColumn(2, question("KP3"), Counter([level("KP3", 1)])),
    ]
    found = match(columns, known)
    assert ([each.role for each in found.columns], found.kind_missing) == (["open", "open", "question"], True)


def test_numbers_up_to_5_ask_from_where_the_form_counts() -> None:
    known = known_words(packaged())
    columns = [column("KP3", "1", "5", "3"), FormColumn(1, "kind", Counter(["community"]))]
    assert match(columns, known).scale_unclear
    settled = match(columns, known, Remembered(counted_from=1))
    assert settled.settled


def test_columns_of_names_and_addresses_are_not_read() -> None:
    assert one("Email Address", "rosa@example.org") == ("not_read", None, ())
    assert one("How can we reach you?", "rosa@example.org", "bea@example.org")[0] == "not_read"
