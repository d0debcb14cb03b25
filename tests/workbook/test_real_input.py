"""A real list of organisations, pasted into the workbook as a person would, becomes a scorecard."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

from tests.workbook.typing_in import Book


def test_a_real_list_pasted_into_the_workbook_makes_a_scorecard(real_files: Path, tmp_path: Path) -> None:
    listed = json.loads(
        (real_files / "grants" / "civicgraph-2015-orgs-and-ties.json").read_text(encoding="utf-8")
    )
    book = Book(tmp_path)
    book.about(name="The field, 2015", as_of=date(2026, 9, 30), run_by="A test")
    sheet = book.sheet("players")
    for at, one in enumerate(listed["organizations"], start=2):
        sheet.cell(at, 1, one["id"])
        sheet.cell(at, 2, one["name"])
        if one["type"] == "Government":
            sheet.cell(at, 3, "Local government officials")
    book.save()
    answer = subprocess.run(
        [sys.executable, "-m", "tallgrass", "assess", str(book.path)],
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert answer.returncode in (0, 1), answer.stderr
    made = json.loads((tmp_path / "scorecard" / "scorecard.json").read_text(encoding="utf-8"))
    rows = {each["table"]: each["rows"] for each in made["inputs"]}
    assert rows["players"] == len(listed["organizations"])
    assert made["first_sentence"][0]["key"] == "not_asked_yet"
    assert {path.name for path in (tmp_path / "scorecard").iterdir()} >= {"scorecard.html", "scorecard.csv"}
