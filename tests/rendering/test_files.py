"""The table and the terminal summary of a scorecard."""

import csv
import io

import pytest

from tallgrass.foundation.files import Problem
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.method.noticed import Noticed
from tallgrass.strength.scorecard.rendering.table import COLUMNS, scorecard_csv, scorecard_csv_file
from tallgrass.strength.scorecard.rendering.terminal import WIDTH, summary
from tests.rendering.samples import CASES, criterion, one_silent


def table(made: dict[str, object], framework: Framework) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(scorecard_csv(made, framework, "en"))))


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_table_holds_every_mark_as_printed(name: str, framework: Framework) -> None:
    made = CASES[name]()
    rows = table(made, framework)
    assert tuple(rows[0]) == COLUMNS
    people = {row["criterion"]: row for row in rows if row["mark"] == "people" and row["criterion"]}
    assert set(people) == {item["id"] for item in made["criteria"]}
    for item in made["criteria"]:
        estimate = item["say"]["estimate"]
        assert people[item["id"]]["estimate"] == ("" if estimate is None else str(estimate))
        assert people[item["id"]]["bound"] == (item["say"]["bound"] or "")
    cells = [row for row in rows if row["mark"] == "cell"]
    assert len(cells) == sum(len(item["say"]["cells"]) for item in made["criteria"])
    assert all(row["level_0"] == "" for row in cells if int(row["answered"]) < 10)


def test_each_row_of_the_table_says_in_words_what_it_is_of_what_and_whose(framework: Framework) -> None:
    rows = table(one_silent(), framework)
    assert COLUMNS[3] == "what"
    assert all(row["what"] for row in rows)
    cell = next(row for row in rows if row["mark"] == "cell" and row["criterion"] == "KP8")
    assert cell["what"] == (
        "What civic hackers and data people told us about “The question eight of key players”"
    )
    assert (cell["element_name"], cell["who"], cell["unit"]) == ("Key players", "civic_tech", "level")
    assert cell["who_name"] == "civic hackers and data people"
    assert {row["unit"] for row in rows if row["mark"] == "priority"} == {"share"}
    assert {row["unit"] for row in rows if row["mark"] == "participation"} == {"count"}
    assert {row["unit"] for row in rows if row["mark"] == "reading"} >= {"count", "share", "months"}


def test_a_difference_made_by_a_bound_has_it_in_the_table(framework: Framework) -> None:
    made = one_silent()
    item = criterion(made, "KP2")
    item["say"]["bound"], item["difference"] = "at_least", 1.0
    row = next(
        row for row in table(made, framework) if row["mark"] == "difference" and row["criterion"] == "KP2"
    )
    assert row["bound"] == "at_least"


def test_the_file_begins_with_the_mark_by_which_excel_knows_accents(framework: Framework) -> None:
    made = one_silent()
    assert scorecard_csv_file(made, framework, "en") == "\ufeff" + scorecard_csv(made, framework, "en")


def test_the_table_says_what_it_must_not_be_used_for(framework: Framework) -> None:
    notes = [row["note"] for row in table(one_silent(), framework) if row["mark"] == "note"]
    assert notes[0].startswith("Example place.")
    assert any("Do not use it to rank" in note for note in notes)
    assert "Who chose whom to ask: not said" in notes


def test_nothing_in_the_table_is_a_formula(framework: Framework) -> None:
    made = one_silent()
    made["place"]["name"] = '=HYPERLINK("x")'
    criterion(made, "KP2")["on_record"] = [{"organisation": "@SUM(A1)", "level": 1}]
    made["priorities"]["residents"]["items"] = [{"item": "+cmd", "share": None}]
    rows = table(made, framework)
    assert {row["place"] for row in rows} == {'\'=HYPERLINK("x")'}
    assert "'@SUM(A1)" in {row["who"] for row in rows}
    assert "'+cmd" in {row["name"] for row in rows}


@pytest.mark.parametrize("name", sorted(CASES))
def test_the_summary_fits_eighty_columns_and_needs_no_colour(name: str, version_one: Framework) -> None:
    said = summary(CASES[name](), version_one, "en")
    assert max(len(line) for line in said.splitlines()) <= WIDTH
    assert said.isprintable() or {c for c in said if not c.isprintable()} == {"\n"}
    for part in ("Who was heard", "What to do next", "Key players", "Do not use it to rank"):
        assert part in said


def test_the_summary_lists_what_was_odd_apart_from_what_is_good_to_know(framework: Framework) -> None:
    said = summary(
        one_silent(), framework, "en",
        reported=[Problem("previous_not_json", "scorecard.json")],
        noticed=[Noticed("ties", "stale", 2), Noticed("players", "unknown_kind", 1)],
    )  # fmt: skip
    problems, notes = said.split("Please look into this")[1].split("Good to know")
    assert "two records are older than 12 months" in " ".join(problems.split())
    assert "scorecard.json" in problems
    assert "nobody has said which type one partner is" in " ".join(notes.split())


def test_a_name_cannot_move_the_cursor(framework: Framework) -> None:
    made = one_silent()
    made["run_by"] = "A\x1b[2Jgroup\u202e"
    assert "\x1b" not in summary(made, framework, "en")
    assert "\u202e" not in summary(made, framework, "en")
