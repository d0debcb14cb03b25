"""Answers of one person as one short text: nothing is lost, and many add up to the same counts as a file's rows."""

import csv
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.files import Problems
from tallgrass.strength.rounds.files.answers import read_answers
from tallgrass.strength.rounds.method.sheets import AS_WRITTEN, answers_of, counted, signs_of

CRITERIA = ("KP1", "KP8", "CA8", "IN7")
FORMS = {"full": CRITERIA, "short": ("KP8", "IN7"), "resident": ("IN7", "KP8")}

signs = st.sampled_from([*AS_WRITTEN, "-"])
sheets = st.lists(
    st.one_of(
        st.tuples(
            st.sampled_from(["community", "government"]),
            st.just("full"),
            st.text("01234ds-", min_size=4, max_size=4),
        ),
        st.tuples(
            st.sampled_from(["community", "other"]),
            st.just("short"),
            st.text("01234ds-", min_size=2, max_size=2),
        ),
        st.tuples(st.just("resident"), st.just("resident"), st.text("01234ds-", min_size=2, max_size=2)),
    ),
    max_size=12,
)


@given(st.dictionaries(st.sampled_from(CRITERIA), st.sampled_from(list(AS_WRITTEN))))
def test_what_was_answered_is_read_back(answers: dict[str, str]) -> None:
    assert answers_of(signs_of(answers, CRITERIA), CRITERIA) == answers


@pytest.mark.parametrize("answers", [{"KP9": "1"}, {"KP1": "5"}, {"KP1": "dk"}, {"KP1": ""}])
def test_what_is_no_answer_is_refused(answers: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"criteria|sign"):
        signs_of(answers, CRITERIA)


@given(sheets)
def test_sheets_count_as_the_rows_of_a_file_do(given_sheets: list[tuple[str, str, str]]) -> None:
    rows = [
        (f"r{number}", kind, criterion, AS_WRITTEN[sign])
        for number, (kind, form, text) in enumerate(given_sheets)
        for criterion, sign in answers_of(text, FORMS[form]).items()
    ]
    with TemporaryDirectory() as folder:
        file = Path(folder) / "answers.csv"
        with file.open("w", newline="", encoding="utf-8") as lines:
            csv.writer(lines).writerows([("respondent", "kind", "criterion", "answer"), *rows])
        problems = Problems()
        read, _ = read_answers(file, CRITERIA, FORMS["resident"], problems)
    assert problems.refusals == 0
    assert counted(given_sheets, FORMS) == read
