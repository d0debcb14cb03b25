"""Exports of forms as files: the shapes of the form makers, what is kept beside them, and what a person is asked."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook

from tallgrass.foundation.files import Refused, sentences, write_table
from tallgrass.foundation.languages import words
from tallgrass.strength.framework.files import load_framework, packaged
from tallgrass.strength.rounds.files.form_memory import memory_text, read_memory
from tallgrass.strength.rounds.files.forms import known_words
from tallgrass.strength.rounds.method.matching import Remembered
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.scorecard.files import FolderRead, Undecided, read_folder
from tests.files.place import PlaceFolder

Table = list[list[str]]

GOVERNMENT = words("en", "workbook")["kinds"]["government"]
COMMUNITY = words("en", "workbook")["kinds"]["community"]
KIND = words("en", "paper")["forms"]["kind_question"]


def question(criterion: str, resident: bool = False) -> str:
    texts = packaged().texts["en"].criteria[criterion]
    wording = texts.resident if resident else texts.wording
    assert wording is not None
    return wording.question


def level(criterion: str, number: int, resident: bool = False) -> str:
    texts = packaged().texts["en"].criteria[criterion]
    wording = texts.resident if resident else texts.wording
    assert wording is not None
    return wording.levels[number]


@pytest.fixture
def place(tmp_path: Path) -> PlaceFolder:
    folder = tmp_path / "prairie"
    folder.mkdir()
    return PlaceFolder(folder)


def read(place: PlaceFolder, *forms: Path) -> FolderRead:
    return read_folder(place.path, load_framework, forms=forms)


def counts(found: FolderRead) -> dict[tuple[str, str], Count]:
    assert found.inputs.answers is not None
    return dict(found.inputs.answers.counts)


def save_csv(path: Path, rows: Table) -> None:
    write_table(path, rows[0], rows[1:])


def save_xlsx(path: Path, rows: Table) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    book.save(path)


def google() -> Table:
    return [
        ["Timestamp", KIND, question("KP8"), question("CA2"), "Timestamp"],
        ["2026/10/05 9:12:01 AM", GOVERNMENT, level("KP8", 2), level("CA2", 3), ""],
        ["", "", "", "", ""],
        ["2026/10/05 9:15:40 AM", COMMUNITY, level("KP8", 0), "I don't know", ""],
    ]


def microsoft() -> Table:
    return [
        ["ID", "Start time", "Completion time", "Email", "Name", KIND, question("KP8"), question("CA2")],
        ["1", "10/5/26 9:12", "10/5/26 9:20", "anonymous", "", GOVERNMENT, level("KP8", 2), level("CA2", 3)],
        ["2", "10/5/26 9:12", "10/5/26 9:20", "anonymous", "", COMMUNITY, level("KP8", 0), "I don't know"],
    ]


def surveymonkey() -> Table:
    return [
        ["Respondent ID", "Collector ID", "IP Address", KIND, question("KP8"), question("CA2")],
        ["", "", "", "Response", "Response", "Response"],
        ["118", "4", "", GOVERNMENT, level("KP8", 2), level("CA2", 3)],
        ["119", "4", "", COMMUNITY, level("KP8", 0), "I don't know"],
    ]


def surveymonkey_matrix() -> Table:
    return [
        ["Respondent ID", KIND, "How is it here?", ""],
        ["", "Response", question("KP8"), question("CA2")],
        ["118", GOVERNMENT, level("KP8", 2), level("CA2", 3)],
        ["119", COMMUNITY, level("KP8", 0), "I don't know"],
    ]


def kobo() -> Table:
    return [
        ["start", "end", "kind", "question_1/KP8", "question_1/unfit_1", "question_2/CA2", "other_question", "_id"],
        ["2026-10-05", "2026-10-05", "government", "2", "", "3", "", "77"],
        ["2026-10-05", "2026-10-05", "community", "0", "OK", "dk", "more?", "78"],
    ]  # fmt: skip


def odk() -> Table:
    return [
        ["SubmissionDate", "kind", "question_1-KP8", "question_2-CA2", "meta-instanceID", "KEY"],
        ["2026-10-05", "government", "2", "3", "uuid:1", "uuid:1"],
        ["2026-10-05", "community", "0", "dk", "uuid:2", "uuid:2"],
    ]


SHAPES: list[Callable[[], Table]] = [google, microsoft, surveymonkey, surveymonkey_matrix, kobo, odk]
MEANT = {
    ("government", "KP8"): Count((0, 0, 1, 0, 0)),
    ("government", "CA2"): Count((0, 0, 0, 1, 0)),
    ("community", "KP8"): Count((1, 0, 0, 0, 0)),
    ("community", "CA2"): Count(dont_know=1),
}


@pytest.mark.parametrize("save", [save_csv, save_xlsx], ids=["csv", "xlsx"])
@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_each_form_maker_s_shape_is_read_without_a_question(
    place: PlaceFolder, shape: Callable[[], Table], save: Callable[[Path, Table], None]
) -> None:
    save(place.path / f"form-{shape.__name__}.{'csv' if save is save_csv else 'xlsx'}", shape())
    found = read(place)
    assert counts(found) == MEANT
    assert found.inputs.rows["answers"] == 2


def test_spanish_and_english_rows_may_be_mixed(place: PlaceFolder) -> None:
    spanish = packaged().texts.get("es")
    if spanish is None:
        pytest.skip("the framework has no Spanish texts here")
    rows = google()
    told = words("es", "workbook")
    rows.append(
        ["", told["kinds"]["community"], spanish.criteria["KP8"].wording.levels[4], told["dont_know"], ""]
    )
    rows[0][3] = spanish.criteria["CA2"].wording.question
    save_csv(place.path / "form.csv", rows)
    found = counts(read(place))
    assert found["community", "KP8"] == Count((1, 0, 0, 0, 1))
    assert found["community", "CA2"] == Count(dont_know=2)


def test_a_form_may_lie_elsewhere_and_answers_of_several_are_added_up(
    place: PlaceFolder, tmp_path: Path
) -> None:
    save_csv(place.path / "Form paper.csv", google())
    save_csv(tmp_path / "export (3).csv", odk())
    found = read(place, tmp_path / "export (3).csv")
    assert counts(found)["community", "CA2"] == Count(dont_know=2)
    assert any("Nobody should be in two of them" in told for told in sentences(found.noted))
    assert not any("were not read" in told for told in sentences(found.noted))


def test_what_is_not_clear_is_named_and_the_lines_to_write_are_given(place: PlaceFolder) -> None:
    rows = google()
    rows[0][3] = "Are we pulling together?"
    rows[1][2] = "sort of"
    save_csv(place.path / "form.csv", rows)
    with pytest.raises(Undecided) as refusal:
        read(place)
    told = refusal.value.sentences()
    assert [each.partition(": ")[0] for each in told] == ["form.csv!C1", "form.csv!D1"]
    assert "perhaps CA2" in told[1]


def test_what_was_said_once_is_kept_beside_the_form(place: PlaceFolder) -> None:
    rows = google()
    rows[0][3] = "Are we pulling together?"
    rows[1][2] = "sort of"
    rows[1][1] = "Library"
    save_csv(place.path / "form.csv", rows)
    said = Remembered(
        {"Are we pulling together?": "CA2"}, {"KP8": {"sort of": "2"}}, {"Library": "government"}
    )
    place.write("form.csv.columns.toml", memory_text(said, "how it is read"))
    found = read(place)
    assert counts(found) == MEANT
    assert not any("columns.toml" in told for told in sentences(found.noted))


def test_what_is_kept_is_read_back_whatever_it_holds(place: PlaceFolder) -> None:
    known = known_words(packaged())
    odd = 'a "quote", a \\ and\na line\tß'
    said = Remembered(
        {odd: "KP8 resident", "": "ignore"}, {"KP1": {odd: "dk"}}, {odd: "ignore"}, "resident", 1
    )
    place.write("form.csv.columns.toml", memory_text(said, "one\ntwo"))
    from tallgrass.foundation.files import Problems

    problems = Problems()
    assert read_memory(place.path / "form.csv", known, problems) == said
    assert problems.refused == []


@pytest.mark.parametrize(
    "text",
    ['kind = "wizard"', "counted_from = 2", '[columns]\na = "KP99"', '[answers.KP1]\na = "9"', "columns = 1",
     'answers = {QQ = {a = "1"}}', '[kinds]\na = "unknown"', "other = 1", "kind = "],
)  # fmt: skip
def test_what_means_nothing_beside_a_form_is_refused(place: PlaceFolder, text: str) -> None:
    save_csv(place.path / "form.csv", google())
    place.write("form.csv.columns.toml", text)
    with pytest.raises(Refused, match=r"form\.csv\.columns\.toml"):
        read(place)


def test_a_form_of_one_kind_alone_says_so_beside_it(place: PlaceFolder) -> None:
    rows = [[question("KP8", True), question("CA8", True)], [level("KP8", 3, True), level("CA8", 1, True)]]
    save_csv(place.path / "form.csv", rows)
    with pytest.raises(Undecided, match="no column says which type of partner answered"):
        read(place)
    place.write("form.csv.columns.toml", 'kind = "resident"\n')
    assert counts(read(place)) == {
        ("resident", "KP8"): Count((0, 0, 0, 1, 0)),
        ("resident", "CA8"): Count((0, 1, 0, 0, 0)),
    }


def test_a_file_that_only_begins_like_the_word_form_is_left_alone(place: PlaceFolder) -> None:
    for name in ("formulas.csv", "former partners.csv", "format.xlsx", "reform.csv"):
        place.write(name, "a,b\n1,2\n")
    assert read(place).inputs.answers is None


def test_a_table_without_a_question_is_no_form(place: PlaceFolder) -> None:
    place.write("form.csv", "Timestamp,ID\n1,2\n")
    with pytest.raises(Refused, match="none of its columns is one of the questions"):
        read(place)


def test_people_without_a_type_are_left_out_and_reported(place: PlaceFolder) -> None:
    rows = google()
    rows[1][1] = ""
    save_csv(place.path / "form.csv", rows)
    found = read(place)
    assert [each.key for each in found.reported] == ["people_without_kind"]
    assert found.inputs.rows["answers"] == 1


def test_a_form_that_counts_from_1_is_asked_about_and_then_read(place: PlaceFolder) -> None:
    rows = [["kind", "KP8"], ["community", "5"], ["community", "1"]]
    save_csv(place.path / "form.csv", rows)
    with pytest.raises(Undecided, match="from 1 to 5"):
        read(place)
    place.write("form.csv.columns.toml", "counted_from = 1\n")
    assert counts(read(place)) == {("community", "KP8"): Count((1, 0, 0, 0, 1))}


def test_two_answers_of_one_person_to_one_question_are_refused_where_they_differ(place: PlaceFolder) -> None:
    rows = [["kind", "KP8", question("KP8")], ["community", "3", level("KP8", 3)]]
    save_csv(place.path / "form.csv", rows)
    assert counts(read(place)) == {("community", "KP8"): Count((0, 0, 0, 1, 0))}
    rows[1][1] = "2"
    save_csv(place.path / "form.csv", rows)
    with pytest.raises(Refused, match="two different answers"):
        read(place)


def test_names_and_addresses_are_left_alone_and_better_removed(place: PlaceFolder) -> None:
    rows = [["Email Address", *row] for row in google()]
    rows[0][0] = "Email Address"
    save_csv(place.path / "form.csv", rows)
    answer = assess(place.path)
    assert answer.returncode in (0, 1), answer.stderr
    assert "better removed from the file" in answer.stdout
    assert f"C: KP8, {packaged().texts['en'].criteria['KP8'].name} (by its words)" not in answer.stdout
    assert f"D: KP8, {packaged().texts['en'].criteria['KP8'].name} (by its words)" in answer.stdout


def assess(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tallgrass", "assess", str(folder), *more],
        capture_output=True, text=True, encoding="utf-8", check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


def test_without_a_terminal_the_lines_that_were_printed_settle_the_form(place: PlaceFolder) -> None:
    rows = google()
    rows[0][3] = "Are we pulling together?"
    save_csv(place.path / "form.csv", rows)
    answer = assess(place.path)
    assert answer.returncode == 2
    lines = [line.strip() for line in answer.stderr.splitlines() if line.startswith("  ")]
    assert lines == ["[columns]", '"Are we pulling together?" = "ignore"  # perhaps CA2, CV2; or ignore']
    place.write("form.csv.columns.toml", "\n".join(lines))
    assert assess(place.path).returncode in (0, 1)


def test_at_a_terminal_a_person_is_asked_once(place: PlaceFolder) -> None:
    rows = google()
    rows[0][1], rows[0][3] = "Tell us about you", "Are we pulling together?"
    rows[1][2] = "sort of"
    save_csv(place.path / "form.csv", rows)
    main, other = pytest.importorskip("pty").openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "tallgrass", "assess", str(place.path)],
        stdin=other, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    os.write(main, b"1\nno such thing\n1\n2\n")
    out, err = process.communicate(timeout=60)
    os.close(main)
    os.close(other)
    assert process.returncode in (0, 1), err
    assert "kept in form.csv.columns.toml" in err
    assert "That is none of these." in err
    assert "CA2" in out
    assert counts(read(place)) == MEANT
    assert assess(place.path).returncode in (0, 1)
