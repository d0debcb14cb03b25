"""Talking it through: agendas, the sheet to write on, and the way from there to a scorecard."""

import csv
import json
from itertools import pairwise
from pathlib import Path

import pytest

from tallgrass.cli.main import main
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking import sheets
from tallgrass.strength.rounds.asking.form import Behind, form_of
from tallgrass.strength.rounds.asking.meeting import STEPS, Length, agenda_of
from tests.files.place import PlaceFolder
from tests.paper.conftest import pages
from tests.paper.ua import faults


@pytest.mark.parametrize("minutes", list(STEPS))
def test_the_steps_fill_the_meeting_without_a_gap(
    minutes: Length, framework: Framework, behind: Behind
) -> None:
    steps = agenda_of(framework, minutes, "en", behind).steps
    assert steps[0].begins == 0
    assert steps[-1].ends == minutes
    assert all(one.ends == other.begins for one, other in pairwise(steps))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("minutes", list(STEPS))
def test_an_agenda_is_two_pages(minutes: Length, language: str, framework: Framework, behind: Behind) -> None:
    content = sheets.agenda_pdf(agenda_of(framework, minutes, language, behind))
    assert len(pages(content)) == 2
    assert faults(content) == []


def test_the_agenda_says_who_asks_who_speaks_first_and_how_it_becomes_a_file(
    framework: Framework, behind: Behind
) -> None:
    page = sheets.agenda_page(agenda_of(framework, 60, "en", behind))
    assert "Who asks: The Table" in page
    assert "Those with the least power speak first" in page
    assert "agreed.csv" in page
    assert "about 3 minutes each" in page


def test_the_sheet_to_write_on_asks_for_everything_that_the_file_holds(
    framework: Framework, behind: Behind
) -> None:
    form = form_of(framework, "short", "en", behind)
    whole = " ".join(pages(sheets.writing_pdf(form)))
    page = sheets.writing_page(form)
    for said in (whole, page):
        assert said.count("Circle the level you agreed on") == said.count("Did anyone disagree?") == 12
        assert "Who was in the room" in said
        assert "Residents" in said
        assert all(item.question in said.replace("&#x27;", "'") for item in form.items)
    assert faults(sheets.writing_pdf(form)) == []


def test_the_command_writes_all_that_a_meeting_needs(tmp_path: Path) -> None:
    assert main(["meeting", str(tmp_path), "--lang", "en"]) == 0
    assert {one.name for one in (tmp_path / "meeting").iterdir()} == {
        *(
            f"{name}-en.{end}"
            for name in ("agenda-60", "agenda-90", "to-write-on")
            for end in ("html", "pdf")
        ),
        "agreed.csv",
    }


def test_the_file_of_a_meeting_filled_in_becomes_a_scorecard(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = PlaceFolder(tmp_path)
    main(["meeting", str(folder.path)])
    with (folder.path / "meeting" / "agreed.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for at, row in enumerate(rows):
        row.update(
            level=str(at % 5), agreed_on="2026-10-20", kinds_in_room="community|government", disagreed="no"
        )
    with (folder.path / "agreed.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    capsys.readouterr()
    assert main(["assess", str(folder.path)]) == 0
    document = json.loads((folder.path / "scorecard" / "scorecard.json").read_text(encoding="utf-8"))
    agreed = {one["id"]: one["agreed"]["level"] for one in document["criteria"] if one["agreed"]}
    assert agreed == {row["criterion"]: int(row["level"]) for row in rows}
    assert "A meeting has agreed on 12 questions" in capsys.readouterr().out.replace("\n", " ")
