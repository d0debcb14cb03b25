"""The questions to take elsewhere: as XLSForm, as plain text, on paper; the same words and numbers in each."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from pyxform.xls2xform import convert

from tallgrass.cli.main import main
from tallgrass.foundation.languages import words
from tallgrass.foundation.ui import paper
from tallgrass.strength.framework.method.document import FORM_IDS, Framework
from tallgrass.strength.rounds.asking import sheets
from tallgrass.strength.rounds.asking.form import Behind, form_of
from tallgrass.strength.rounds.asking.plain import plain_text
from tallgrass.strength.rounds.asking.xlsform import xlsform
from tallgrass.strength.rounds.files.forms import known_words
from tallgrass.strength.rounds.method.matching import FormColumn, match
from tallgrass.strength.rounds.method.vocabulary import Target
from tests.paper.conftest import pages
from tests.paper.ua import faults

LANGUAGES = ("en", "es")


def rows(content: bytes, sheet: str) -> list[dict[str, str]]:
    """The rows of a sheet by the names in its first row, blank cells left out."""
    table = [[cell or "" for cell in row] for row in openpyxl.load_workbook(BytesIO(content))[sheet].values]
    return [{str(k): str(v) for k, v in zip(table[0], row, strict=True) if v} for row in table[1:]]


@pytest.mark.parametrize("form", FORM_IDS)
def test_the_workbook_of_each_form_is_an_xlsform(
    form: str, framework: Framework, behind: Behind, tmp_path: Path
) -> None:
    content = xlsform(framework, form, LANGUAGES, behind)
    made = convert(xlsform=BytesIO(content), validate=False)
    assert [warning for warning in made.warnings if "orphan" not in warning] == []
    assert "English (en)" in made.xform
    assert "Español (es)" in made.xform
    for criterion in framework.forms[form]:
        assert f"/{criterion}{'_resident' if form == 'resident' else ''}" in made.xform


@pytest.mark.parametrize("form", FORM_IDS)
def test_every_language_stands_in_its_own_columns(form: str, framework: Framework, behind: Behind) -> None:
    content = xlsform(framework, form, LANGUAGES, behind)
    for sheet in ("survey", "choices"):
        for row in rows(content, sheet):
            assert ("label::English (en)" in row) == ("label::Español (es)" in row), row


def test_answers_have_the_names_that_the_answers_file_reads(framework: Framework, behind: Behind) -> None:
    found = rows(xlsform(framework, "short", ["en"], behind), "choices")
    names: dict[str, list[str]] = {}
    for row in found:
        names.setdefault(row["list_name"], []).append(row["name"])
    assert names.pop("kinds") == [
        "civic_tech", "government", "community", "issue_expert", "philanthropy", "tech_company", "other",
    ]  # fmt: skip
    assert len(names) == 12
    assert all(listed == ["0", "1", "2", "3", "4", "dk", "skip"] for listed in names.values())


def test_residents_are_not_asked_what_type_they_are_and_are_known_as_residents(
    framework: Framework, behind: Behind
) -> None:
    found = {
        row["name"]: row
        for row in rows(xlsform(framework, "resident", ["en"], behind), "survey")
        if "name" in row
    }
    assert (found["kind"]["type"], found["kind"]["calculation"]) == ("calculate", "'resident'")


def test_a_form_records_nothing_about_the_device_or_its_user(framework: Framework, behind: Behind) -> None:
    recorded = {"start", "end", "today", "deviceid", "username", "phonenumber", "email", "geopoint", "audit"}
    for form in FORM_IDS:
        assert not recorded & {
            row["type"] for row in rows(xlsform(framework, form, ["en"], behind), "survey")
        }


@pytest.mark.parametrize("form", FORM_IDS)
def test_who_asks_and_what_happens_comes_before_the_first_question(
    form: str, framework: Framework, behind: Behind
) -> None:
    told = form_of(framework, form, "en", behind)
    question = told.items[0].question
    text = plain_text(told)
    workbook = [
        row.get("label::English (en)", "") for row in rows(xlsform(framework, form, ["en"], behind), "survey")
    ]
    for said in (text, sheets.form_page(told), "\n".join(workbook)):
        before = said[: said.index(question)]
        for promise in ("Who asks: The Table", "Who pays for it: Wheatear Fund", "7", *told.before):
            assert promise in before


def test_what_is_not_known_leaves_a_line_to_write_on(framework: Framework, behind: Behind) -> None:
    blank = words("en", "paper")["common"]["blank"]
    assert f"Who chose whom to ask: {blank}" in plain_text(form_of(framework, "short", "en", behind))
    nobody = form_of(framework, "short", "en", Behind())
    assert nobody.title == "The short set of questions"
    assert "in this place" in (nobody.we or "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_not_knowing_and_skipping_weigh_as_much_as_any_answer(
    language: str, framework: Framework, behind: Behind
) -> None:
    form = form_of(framework, "resident", language, behind)
    page, text = sheets.form_page(form), plain_text(form)
    for answer in (form.items[0].levels[0], form.dont_know, form.skip):
        assert f'<li><span class="tick"></span>{answer}</li>'.replace("'", "&#x27;") in page
        assert f"   ( ) {answer}\n" in text


@pytest.mark.parametrize("form", FORM_IDS)
def test_each_question_has_its_number_and_a_box_for_did_not_fit(
    form: str, framework: Framework, behind: Behind
) -> None:
    told = form_of(framework, form, "en", behind)
    text = plain_text(told)
    assert text.count(told.unfit) == len(told.items) == len(framework.forms[form])
    for number, criterion in enumerate(framework.forms[form], 1):
        assert told.items[number - 1].criterion == criterion
        assert f"\n{number}. {told.items[number - 1].question}\n" in text


def test_numbers_are_the_same_in_every_language(framework: Framework, behind: Behind) -> None:
    numbers = [
        [(item.number, item.criterion) for item in form_of(framework, "full", language, behind).items]
        for language in LANGUAGES
    ]
    assert numbers[0] == numbers[1]


def test_residents_read_their_own_wording(framework: Framework, behind: Behind) -> None:
    form = form_of(framework, "resident", "en", behind)
    assert form.items[0].question == "Could you take part if you wanted to?"
    assert [item.problem is not None for item in form.items].count(True) == 1


@pytest.mark.parametrize("form", FORM_IDS)
def test_the_sheet_on_paper_is_tagged_and_holds_every_question_and_the_tally(
    form: str, framework: Framework, behind: Behind
) -> None:
    told = form_of(framework, form, "en", behind)
    content = sheets.form_pdf(told)
    assert faults(content) == []
    found = pages(content)
    whole = " ".join(found)
    assert all(f"{item.number}. {item.question}" in whole for item in told.items)
    assert "For whoever leads: the tally" in whole
    assert "For whoever leads" not in found[0]


def test_what_a_form_exports_is_read_back_without_a_question_to_anybody(
    framework: Framework, behind: Behind
) -> None:
    for form, ending in (("short", ""), ("full", ""), ("resident", "_resident")):
        survey = rows(xlsform(framework, form, LANGUAGES, behind), "survey")
        groups, columns = "", []
        for row in survey:
            if row["type"] == "begin_group":
                groups = f"{row['name']}/"
            elif row["type"] == "end_group":
                groups = ""
            elif row["type"] != "note":
                columns.append((groups + row["name"], row["type"]))
        kind = "resident" if form == "resident" else "community"
        values = {"calculate": {kind: 6}, "select_one kinds": {kind: 6}, "acknowledge": {}, "text": {}}
        exported = [
            FormColumn(at, header, values.get(kind_of_question, {"3": 2, "dk": 3, "skip": 1}))
            for at, (header, kind_of_question) in enumerate(columns)
        ]
        matched = match(exported, known_words(framework))
        assert matched.settled
        found = [(each.target.criterion, each.target.resident) for each in matched.columns if each.target]
        assert [criterion for criterion, _ in found] == list(framework.forms[form])
        assert all(bool(resident) == bool(ending) for _, resident in found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_answers_of_the_plain_text_are_read_back_as_levels(
    language: str, framework: Framework, behind: Behind
) -> None:
    known = known_words(framework)
    for form_id in FORM_IDS:
        for item in form_of(framework, form_id, language, behind).items:
            target = Target(item.criterion, form_id == "resident")
            told = form_of(framework, form_id, language, behind)
            answers = [known.answer(target, answer) for answer in (*item.levels, told.dont_know, told.skip)]
            assert answers == ["0", "1", "2", "3", "4", "dk", "skip"], item


HOSTILE = '"><script>alert(1)</script> #panic() ${kind} {count} {{ form }} =1+1'


def test_names_are_printed_as_they_are_and_never_run(framework: Framework) -> None:
    hostile = Behind(HOSTILE, HOSTILE, HOSTILE, HOSTILE)
    form = form_of(framework, "short", "en", hostile)
    assert "<script>" not in sheets.form_page(form)
    assert "{count}" in plain_text(form)
    assert "".join(HOSTILE.split()) in "".join(pages(sheets.form_pdf(form), 1)[0].split())
    content = xlsform(framework, "short", ["en"], replace(hostile, place="=1+1"))
    assert "${kind}" not in convert(xlsform=BytesIO(content), validate=False).xform
    assert all(
        cell.data_type != "f"
        for sheet in openpyxl.load_workbook(BytesIO(content))
        for row in sheet
        for cell in row
    )


def written(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_the_command_writes_each_form_in_each_shape(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", str(tmp_path), "--lang", "en"]) == 0
    forms = [f"{form}{end}" for form in FORM_IDS for end in (".xlsx", "-en.txt", "-en.html", "-en.pdf")]
    assert written(tmp_path / "questions") == set(forms)
    assert "12 files" in capsys.readouterr().out


def test_the_command_says_who_asks_as_the_place_says(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text(
        'name = "Reed Bay"\nas_of = 2026-11-01\nrun_by = "Reed Bay Library"\nk = 9\n', encoding="utf-8"
    )
    assert main(["questions", str(tmp_path), "--form", "resident"]) == 0
    text = (tmp_path / "questions" / "resident-en.txt").read_text(encoding="utf-8")
    assert "Reed Bay" in text
    assert "Who asks: Reed Bay Library" in text
    assert "fewer than 9" in text


def test_the_command_says_who_asks_as_the_workbook_says(tmp_path: Path) -> None:
    assert main(["start", str(tmp_path)]) == 0
    assert main(["questions", str(tmp_path), "--form", "short", "--lang", "en"]) == 0
    text = (tmp_path / "questions" / "short-en.txt").read_text(encoding="utf-8")
    assert f"Who asks: {words('en', 'paper')['common']['blank']}" in text
    book = openpyxl.load_workbook(tmp_path / "ecosystem.xlsx")
    for row in book["place"].iter_rows():
        for key, value in (("Name of the place", "Reed Bay"), ("Who ran it", "Reed Bay Library")):
            if row[0].value == key:
                row[1].value = value
    book.save(tmp_path / "ecosystem.xlsx")
    assert main(["questions", str(tmp_path), "--form", "resident", "--lang", "en"]) == 0
    text = (tmp_path / "questions" / "resident-en.txt").read_text(encoding="utf-8")
    assert "Reed Bay" in text
    assert "Who asks: Reed Bay Library" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_types_of_partner_are_read_back_from_the_forms_words(
    language: str, framework: Framework, behind: Behind
) -> None:
    known = known_words(framework)
    for kind, name in form_of(framework, "short", language, behind).kinds:
        assert known.kind(name) == kind


def test_files_that_are_there_are_never_replaced(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    mine = tmp_path / "questions" / "short-en.txt"
    mine.parent.mkdir()
    mine.write_text("mine", encoding="utf-8")
    assert main(["questions", str(tmp_path), "--lang", "en"]) == 2
    assert "short-en.txt is there already" in capsys.readouterr().err
    assert written(tmp_path / "questions") == {"short-en.txt"}
    assert mine.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("options", "said"),
    [(["--lang", "xx"], "no questions in 'xx'"), (["--form", "long"], "--form")],
)
def test_wrong_usage_is_told_as_such(
    options: Sequence[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["questions", str(tmp_path), *options]) == 2
    assert said in capsys.readouterr().err


def test_a_place_that_cannot_be_read_is_told_as_such(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "place.toml").write_text("name = \n", encoding="utf-8")
    assert main(["questions", str(tmp_path)]) == 2
    assert "place.toml" in capsys.readouterr().err
    assert not (tmp_path / "questions").exists()


def test_without_the_extra_everything_but_pdf_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paper, "available", lambda: False)
    assert main(["questions", str(tmp_path)]) == 0
    assert "tallgrass[pdf]" in capsys.readouterr().out
    assert not list((tmp_path / "questions").glob("*.pdf"))
    assert list((tmp_path / "questions").glob("*.html"))
