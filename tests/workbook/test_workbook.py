"""The workbook: what it offers to fill in, and that what is filled in is read as it is meant."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tallgrass.elements.players.method.records import Player
from tallgrass.foundation.files import Refused, sentences, write_table
from tallgrass.foundation.languages import available_languages
from tallgrass.strength.framework.files import load_framework, packaged
from tallgrass.strength.rounds.method.records import Agreed, Asked, Count, Ranking
from tallgrass.strength.scorecard.files import FolderRead, read_folder
from tallgrass.strength.scorecard.workbook.writing import write_workbook
from tests.workbook.typing_in import Book, filled


def moment(year: int, month: int, day: int) -> datetime:
    """A date as spreadsheets keep it: with a time, and without a zone."""
    return datetime(year, month, day, 9, 30)  # noqa: DTZ001


SPANISH = pytest.mark.skipif("es" not in available_languages(), reason="there are no Spanish words here")


def read(book: Book) -> FolderRead:
    return read_folder(book.save(), load_framework)


def refused(path: Path) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read_folder(path, load_framework)
    return refusal.value.sentences()


def level(criterion: str, number: int, resident: bool = False) -> str:
    texts = packaged().texts["en"].criteria[criterion]
    wording = texts.resident if resident else texts.wording
    assert wording is not None
    return f"{number} · {wording.levels[number]}"


def test_a_new_workbook_says_what_to_do_first(tmp_path: Path) -> None:
    book = Book(tmp_path)
    assert [sheet.title for sheet in book.book.worksheets] == [
        "read me", "place", "players", "asked", "answers", "agreed", "evidence", "rankings", "lists",
    ]  # fmt: skip
    assert book.book.active is book.sheet("read me")
    assert book.sheet("lists").sheet_state == "hidden"
    steps = [str(cell.value) for cell in book.sheet("read me")["A"] if str(cell.value)[:1].isdecimal()]
    assert len(steps) == 6


def test_an_untouched_workbook_is_refused_cell_by_cell(tmp_path: Path) -> None:
    assert [told.partition(":")[0] for told in refused(Book(tmp_path).save())] == ["place!B2", "place!B4"]


def test_every_column_has_help_and_every_choice_a_list(tmp_path: Path) -> None:
    book = Book(tmp_path)
    for title in ("players", "asked", "answers", "agreed", "evidence", "rankings"):
        sheet = book.sheet(title)
        rules = {
            str(rule.sqref).split(":")[0].rstrip("0123456789"): rule
            for rule in sheet.data_validations.dataValidation
        }
        for cell in sheet[1]:
            assert rules[cell.column_letter].prompt, (title, cell.value)
        assert sheet.freeze_panes in ("A2", "C2")
    kinds = next(r for r in book.sheet("players").data_validations.dataValidation if "C2" in str(r.sqref))
    assert kinds.type == "list"
    assert "lists" in kinds.formula1


def test_lists_of_a_question_are_its_own_levels(tmp_path: Path) -> None:
    book = Book(tmp_path)
    at = book.column("answers", "KP8 resident")
    cell = book.sheet("answers").cell(2, at)
    rule = next(
        r for r in book.sheet("answers").data_validations.dataValidation if cell.coordinate in r.sqref
    )
    area = rule.formula1.partition("!")[2].replace("$", "")
    offered = [row[0].value for row in book.sheet("lists")[area]]
    assert offered == [*(level("KP8", n, resident=True) for n in range(5)), "I don't know", "Skip"]


def test_partners_are_read_by_the_words_of_the_list(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.row(
        "players", ["p3", "Two hats", "Issue experts|Community groups and advocates", "no", "data|advocate"]
    )
    found = read(book).inputs
    assert found.players == (
        Player("p1", "City Hall", ("government",), True),
        Player("p2", "Open Prairie", ("civic_tech",)),
        Player("p3", "Two hats", ("issue_expert", "community"), False, ("data", "advocate")),
    )
    assert (found.place.name, found.place.as_of) == ("Prairie Junction", date(2026, 11, 1))
    assert (found.answers, found.asked, found.agreed, found.rankings, found.evidence) == (None,) * 5


def test_answers_are_one_row_a_person(tmp_path: Path) -> None:
    book = filled(tmp_path)
    community, residents = "Community groups and advocates", "Residents"
    book.person("answers", 1, community, {"KP1": level("KP1", 3), "KP8": "2", "CA2": "I don't know"})
    book.person("answers", 2, community, {"KP1": 3.0, "KP8": 2, "CA2": "skip"})
    book.person("answers", None, residents, {"KP8 resident": level("KP8", 4, resident=True)})
    found = read(book)
    assert found.inputs.answers is not None
    assert dict(found.inputs.answers.counts) == {
        ("community", "KP1"): Count((0, 0, 0, 2, 0)),
        ("community", "KP8"): Count((0, 0, 2, 0, 0)),
        ("community", "CA2"): Count(dont_know=1, skipped=1),
        ("resident", "KP8"): Count((0, 0, 0, 0, 1)),
    }
    assert found.inputs.answers.people == {"community": 2, "resident": 1}
    assert found.inputs.rows["answers"] == 3


def test_partners_in_a_residents_column_are_left_out_and_reported(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.person("answers", 1, "Issue experts", {"KP8 resident": "3", "KP1": "3"})
    book.person("answers", 2, "Residents", {"KP8": "3"})
    found = read(book)
    assert found.inputs.answers is not None
    assert list(found.inputs.answers.counts) == [("issue_expert", "KP1")]
    assert sorted(each.key for each in found.reported) == [
        "others_answered_residents",
        "residents_answered_others",
    ]


def test_a_bad_cell_is_named_as_the_spreadsheet_names_it(tmp_path: Path) -> None:
    book = filled(tmp_path)
    row = book.person("answers", 1, "Issue experts", {"KP4": 7})
    book.row("players", ["p1", "Again", "Wizards"])
    book.row("asked", ["Issue experts", "The short set", "many"])
    book.row("agreed", ["KP99", 3])
    letters = book.sheet("answers").cell(row, book.column("answers", "KP4")).column_letter
    told = refused(book.save())
    places = [each.partition(": ")[0] for each in told]
    assert places == ["players!C4", "asked!C2", f"answers!{letters}2", "agreed!A2"]
    assert told[2].partition(": ")[2].startswith("“7” is not an answer")


def test_a_person_has_one_row_and_one_type(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.person("answers", "a", "Issue experts", {"KP1": 1})
    book.person("answers", "a", "Issue experts", {"KP1": 2})
    book.person("answers", "b", "", {"KP1": 2})
    assert [each.partition(": ")[0] for each in refused(book.save())] == ["answers!A3", "answers!B4"]


def test_dates_numbers_and_flags_may_be_what_a_spreadsheet_makes_of_them(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.about(population=48000.0, as_of=moment(2026, 11, 1))
    book.row("asked", ["Issue experts", "The short set", 12.0])
    book.row("asked", ["Residents", "The questions for residents", "30"])
    book.row(
        "agreed",
        ["KP1 · Civic hackers and data people", 3, "Said so", moment(2026, 5, 3), "Residents", True, False],
    )
    book.row("rankings", ["a", "Issue experts", "Key players", 1.0])
    found = read(book).inputs
    assert found.place.population == 48000
    assert found.asked == (Asked("issue_expert", "short", 12), Asked("resident", "resident", 30))
    assert found.agreed == (Agreed("KP1", 3, "Said so", date(2026, 5, 3), ("resident",), True, False),)
    assert found.rankings == (Ranking("a", "issue_expert", "players", 1),)


def test_blank_rows_are_nothing_and_hidden_and_merged_cells_are_told(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.put("players", "A9", "p9")
    book.put("players", "B9", "After a gap")
    book.sheet("players").row_dimensions[9].hidden = True
    book.sheet("players").merge_cells("D2:E2")
    found = read(book)
    assert [each.player_id for each in found.inputs.players or ()] == ["p1", "p2", "p9"]
    told = sentences(found.noted)
    assert "players: hidden rows were read too (rows: 1)." in told
    assert any(each.startswith("players: cells are merged (D2:E2)") for each in told)


def test_a_formula_counts_as_what_it_showed_and_is_refused_where_it_never_was_worked_out(
    tmp_path: Path,
) -> None:
    book = filled(tmp_path)
    book.put("players", "B2", '="City" & " Hall"')
    assert refused(book.save())[0].startswith(
        "players!B2: the cell holds a formula that has never been worked out"
    )


def test_a_blank_list_of_partners_is_nobody_and_told(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.about(name="Prairie Junction", as_of="2026-11-01")
    found = read(book)
    assert found.inputs.players == ()
    assert "no_partner_yet" in {each.key for each in found.noted}


def test_a_workbook_is_never_overwritten(tmp_path: Path) -> None:
    write_workbook(tmp_path, packaged(), "en")
    before = (tmp_path / "ecosystem.xlsx").read_bytes()
    with pytest.raises(Refused):
        write_workbook(tmp_path, packaged(), "en")
    assert (tmp_path / "ecosystem.xlsx").read_bytes() == before


def test_a_folder_holds_a_workbook_and_files_that_complement_it(tmp_path: Path) -> None:
    filled(tmp_path).save()
    (tmp_path / "ties.csv").write_text(
        "from,to,type,state,since,confirmed_on\np1,p2,,confirmed,,2026-05-01\n"
    )
    found = read_folder(tmp_path, load_framework)
    assert found.inputs.ties is not None
    assert len(found.inputs.ties) == 1
    assert {path.name for path in found.files} == {"ecosystem.xlsx", "ties.csv"}


def test_a_table_filled_twice_is_refused_and_a_file_with_a_header_alone_is_not(tmp_path: Path) -> None:
    filled(tmp_path).save()
    (tmp_path / "players.csv").write_text("player_id,name,kind,active\n")
    assert len(read_folder(tmp_path, load_framework).inputs.players or ()) == 2
    (tmp_path / "players.csv").write_text("player_id,name,kind,active\nx,X,,\n")
    assert refused(tmp_path) == [
        "players: this sheet is filled, and so is players.csv in the folder; keep one of the two."
    ]


def test_a_folder_may_hold_other_workbooks(tmp_path: Path) -> None:
    filled(tmp_path).save()
    Book(tmp_path / "other").save().rename(tmp_path / "budget.xlsx")
    found = read_folder(tmp_path, load_framework)
    assert any("budget.xlsx" in each for each in sentences(found.noted))


def test_of_several_workbooks_none_is_guessed(tmp_path: Path) -> None:
    filled(tmp_path).save().rename(tmp_path / "ours.xlsx")
    Book(tmp_path / "other").save().rename(tmp_path / "theirs.xlsx")
    assert refused(tmp_path)[0].startswith("The folder holds several workbooks: ours.xlsx, theirs.xlsx;")
    (tmp_path / "theirs.xlsx").unlink()
    assert read_folder(tmp_path, load_framework).inputs.place.name == "Prairie Junction"


def test_a_workbook_may_hold_the_other_tables_too_and_long_answers(tmp_path: Path) -> None:
    book = filled(tmp_path)
    ties = book.book.create_sheet("ties")
    for row in (
        ["from", "to", "type", "State of the link", "since", "confirmed_on"],
        ["p1", "p2", None, "Both sides say so", None, moment(2026, 5, 1)],
    ):
        ties.append(row)
    book.book.remove(book.sheet("answers"))
    answers = book.book.create_sheet("Answers")
    for row in (
        ["respondent", "kind", "criterion", "answer"],
        ["a", "Residents", "KP8", 3],
        ["b", "community", "kp1", "I don't know"],
    ):
        answers.append(row)
    found = read(book).inputs
    assert found.ties is not None
    assert (found.ties[0].state, found.ties[0].confirmed_on) == ("confirmed", date(2026, 5, 1))
    assert found.answers is not None
    assert dict(found.answers.counts) == {
        ("community", "KP1"): Count(dont_know=1),
        ("resident", "KP8"): Count((0, 0, 0, 1, 0)),
    }


def test_the_sheet_of_answers_saved_as_csv_is_a_form(tmp_path: Path) -> None:
    book = filled(tmp_path)
    book.person("answers", 1, "Community groups and advocates", {"KP1": level("KP1", 3)})
    book.person("answers", 2, "Residents", {"KP8 resident": level("KP8", 2, resident=True)})
    rows = [["" if cell is None else str(cell) for cell in row] for row in book.sheet("answers").values]
    whole = read(book).inputs.answers
    book.sheet("answers").delete_rows(2, 10)
    write_table(tmp_path / "form.csv", rows[0], rows[1:4])
    book.save()
    assert read_folder(tmp_path, load_framework).inputs.answers == whole


def test_two_sheets_of_one_table_are_refused(tmp_path: Path) -> None:
    book = filled(tmp_path)
    copy = book.book.copy_worksheet(book.sheet("players"))
    copy.title = "Players "
    assert refused(book.save())[0].startswith("Players: this sheet and players are the same table")


@SPANISH
def test_a_workbook_in_spanish_is_read_as_the_english_one(tmp_path: Path) -> None:
    book = Book(tmp_path, "es")
    titles = [sheet.title for sheet in book.book.worksheets]
    assert titles[:5] == ["léame", "lugar", "participantes", "consultados", "respuestas"]
    book.about(name="Prairie Junction", as_of=date(2026, 11, 1))
    book.row("participantes", ["p1", "Ayuntamiento", "Funcionarios del gobierno local", "sí"])
    book.person("respuestas", 1, "Grupos comunitarios y defensores", {"KP1": 2, "KP8": "No sé"})
    found = read(book).inputs
    assert found.players == (Player("p1", "Ayuntamiento", ("government",), True),)
    assert found.place.languages == ("es",)
    assert found.answers is not None
    assert dict(found.answers.counts) == {
        ("community", "KP1"): Count((0, 0, 1, 0, 0)),
        ("community", "KP8"): Count(dont_know=1),
    }


@SPANISH
def test_what_is_wrong_with_a_spanish_workbook_is_said_in_spanish(tmp_path: Path) -> None:
    assert refused(Book(tmp_path, "es").save())[0].startswith("lugar!B2: falta el nombre del lugar")


def test_lists_stay_when_the_workbook_is_opened_and_saved(tmp_path: Path) -> None:
    book = filled(tmp_path)
    before = len(book.sheet("answers").data_validations.dataValidation)
    again = load_workbook(book.save())
    assert len(again["answers"].data_validations.dataValidation) == before == 51
