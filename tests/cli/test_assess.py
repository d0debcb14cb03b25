"""``tallgrass assess``: a folder in, a scorecard out, all of it or nothing."""

import csv
import io
import json
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from tallgrass.cli.main import main
from tests.files.place import PlaceFolder

DONE, PROBLEMS, BAD_INPUT = 0, 1, 2
MADE = {"scorecard.csv", "scorecard.html", "scorecard.json", "scorecard.pdf"}

ANSWERS = "respondent,kind,criterion,answer\n" + "".join(
    f"{kind}{person},{kind},{criterion},{level}\n"
    for kind, people, level in (("civic_tech", 6, 3), ("community", 8, 1), ("government", 7, 3))
    for person in range(people)
    for criterion in ("KP7", "KP8", "CA2", "CA7")
)


@pytest.fixture
def folder(tmp_path: Path) -> PlaceFolder:
    """A place with two partners, in a folder of its own."""
    path = tmp_path / "place"
    path.mkdir()
    return PlaceFolder(path)


@pytest.fixture
def assess(folder: PlaceFolder) -> Callable[..., int]:
    """Runs ``tallgrass assess`` on the folder and gives its exit code."""
    return lambda *options: main(["assess", str(folder.path), *map(str, options)])


def scorecard(out: Path) -> Any:
    return json.loads((out / "scorecard.json").read_text(encoding="utf-8"))


def test_two_files_are_enough_for_a_scorecard(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert assess() == DONE
    assert {one.name for one in (folder.path / "scorecard").iterdir()} == MADE
    told = capsys.readouterr()
    assert "People have not been asked yet." in told.out
    assert told.err == ""


def test_answers_become_marks_by_kind_and_the_page_says_so(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("answers.csv", ANSWERS)
    assert assess() == DONE
    found = {one["id"]: one for one in scorecard(folder.path / "scorecard")["criteria"]}
    assert [cell["kinds"] for cell in found["KP7"]["say"]["cells"]] == [
        ["civic_tech"],
        ["government"],
        ["community"],
    ]
    assert "Prairie Junction" in capsys.readouterr().out


def test_digests_stay_with_the_files_and_out_of_the_scorecard(
    folder: PlaceFolder, assess: Callable[..., int]
) -> None:
    folder.write("answers.csv", ANSWERS)
    assess()
    kept = json.loads((folder.path / "private.json").read_text(encoding="utf-8"))
    assert set(kept["files"]) == {"answers.csv", "place.toml", "players.csv"}
    written = (folder.path / "scorecard" / "scorecard.json").read_text(encoding="utf-8")
    assert not any(digest in written for digest in kept["files"].values())
    assert "answers" not in [one["table"] for one in json.loads(written)["inputs"]]


def test_the_same_files_in_any_row_order_give_the_same_bytes(
    folder: PlaceFolder, assess: Callable[..., int]
) -> None:
    folder.write("answers.csv", ANSWERS)
    assess()
    first = {name: (folder.path / "scorecard" / name).read_bytes() for name in MADE}
    header, *rows = ANSWERS.splitlines(keepends=True)
    random.Random(7).shuffle(rows)
    folder.write("answers.csv", header + "".join(rows))
    assess()
    assert {name: (folder.path / "scorecard" / name).read_bytes() for name in MADE} == first


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("evidence.csv", "KP1,List,,2024-01-01,E2,community,\n", "12 months"),
        ("evidence.csv", "KP1,List,,,E2,community,\n", "date"),
        ("evidence.csv", "KP1,List,,2027-01-01,E2,community,\n", "after this scorecard"),
        ("evidence.csv", "KP1,List,,2026-10-01,E3,community,community\n", "own type"),
        ("asked.csv", "community,short,3\n", "more"),
    ],
)
def test_what_a_person_should_look_into_is_reported_and_the_scorecard_is_made(
    folder: PlaceFolder,
    assess: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str,
    said: str,
) -> None:
    headers = {
        "evidence.csv": "criterion,title,link,dated_on,grade,provided_by_kind,checked_by_kind\n",
        "asked.csv": "kind,form,asked\n",
    }
    folder.write("answers.csv", ANSWERS)
    folder.write(name, headers[name] + content)
    assert assess() == PROBLEMS
    told = capsys.readouterr().out
    assert said in told
    assert told.splitlines()[-1].startswith("Done. One thing to look into: it is listed above. Open ")
    assert (folder.path / "scorecard" / "scorecard.html").exists()


REFUSED = [
    ("answers.csv", "respondent,kind,criterion,answer\na,community,KP7,5\n", ["row 2", "answer"]),
    ("answers.csv", "respondent,kind,criterion,answer\na,community,KP7,1\na,community,KP7,2\n", ["row 3", "KP7"]),
    ("answers.csv", "respondent,kind,criterion,answer\na,community,KP7,1\na,government,KP8,2\n", ["row 3"]),
    ("answers.csv", "respondent,kind,criterion,answer\na,resident,KP7,1\n", ["row 2", "KP7"]),
    ("answers.csv", "respondent,kind,criterion,answer\na,unknown,KP7,1\n", ["row 2", "unknown"]),
    ("answers.csv", "respondent,kind,criterion,answer\na,community,KP99,1\n", ["row 2", "KP99"]),
    ("answers.csv", "respondent,kind,criterion\na,community,KP7\n", ["answer", "missing"]),
    ("answers.csv", b"respondent,kind,criterion,answer\na,community,KP7,\xff\n", ["row 2"]),
    ("players.csv", "player_id,name,kind,active\np,A,community,\np,B,community,\n", ["row 3", "player_id"]),
    ("players.csv", "player_id,name,kind,active\np,A,wizard,\n", ["row 2", "wizard"]),
    ("players.csv", f"player_id,name,kind,active\np,{'x' * 10_001},community,\n", ["row 2", "10000"]),
    ("players.csv", "player_id,name,name,kind,active\np,A,A,community,\n", ["name", "twice"]),
    ("readings.csv", "reading,value,records,records_needed,measured_on,source\nx.y,1,1,1,,\n", ["row 2", "x.y"]),
    ("place.toml", "name = \n", ["line 1", "straight quotation marks"]),
    ("place.toml", 'name = "P"\nas_of = 2026-11-01\nk = 4\n', ["k", "5"]),
    ("place.toml", 'name = "P"\nas_of = 2026-11-01\nframework = "mine.json"\n', ["mine.json"]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "said"), REFUSED)
def test_what_cannot_be_used_is_refused_with_a_sentence_and_nothing_is_written(
    folder: PlaceFolder,
    assess: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    name: str,
    content: str | bytes,
    said: Sequence[str],
) -> None:
    folder.write(name, content)
    before = folder.bytes()
    assert assess() == BAD_INPUT
    told = capsys.readouterr()
    assert told.out == ""
    assert name in told.err
    assert all(word in told.err for word in said), told.err
    assert "Traceback" not in told.err
    assert folder.bytes() == before
    assert not (folder.path / "scorecard").exists()


def test_at_most_fifty_refusals_are_told_and_the_rest_counted(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join(f"p{number},Name,wizard,\n" for number in range(120))
    folder.write("players.csv", "player_id,name,kind,active\n" + rows)
    assert assess() == BAD_INPUT
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 52
    assert lines[-2:] == ["And 70 more.", "Nothing was written."]


def test_of_many_problems_fifty_are_told_and_the_rest_counted(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    rows = "".join("p1,p2,advises,confirmed,,2026-05-03\n" for _ in range(100))
    folder.write("ties.csv", "from,to,type,state,since,confirmed_on\n" + rows)
    assert assess() == PROBLEMS
    told = capsys.readouterr().out
    assert told.count("already in row 2") == 50
    assert "And 49 more." in told


def test_a_file_whose_ending_the_computer_hides_is_found(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.path / "place.toml").rename(folder.path / "place.toml.txt")
    assert assess() == BAD_INPUT
    assert "place.toml.txt" in capsys.readouterr().err


def test_a_contact_sheet_with_headings_of_its_own_is_told_which_were_found(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    folder.write("players.csv", "Organization,Type\nCity Hall,government\n")
    assert assess() == BAD_INPUT
    assert "Organization, Type" in capsys.readouterr().err


def test_an_empty_folder_is_refused_with_the_way_to_begin(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["assess", str(empty)]) == BAD_INPUT
    assert "--example" in capsys.readouterr().err
    assert list(empty.iterdir()) == []


def test_a_framework_with_a_missing_text_is_refused_by_criterion_and_field(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["framework", "show", "v1", "--out", str(folder.path / "mine.json")]) == DONE
    document = json.loads((folder.path / "mine.json").read_text(encoding="utf-8"))
    document["texts"]["en"]["criteria"]["KP3"]["levels"][2] = ""
    folder.write("mine.json", json.dumps(document))
    folder.write("place.toml", 'name = "P"\nas_of = 2026-11-01\nframework = "mine.json"\n')
    assert assess() == BAD_INPUT
    told = capsys.readouterr().err
    assert "mine.json" in told
    assert "criterion KP3" in told
    assert "levels[2]" in told


def test_an_adapted_question_is_marked_in_the_scorecard(
    folder: PlaceFolder, assess: Callable[..., int]
) -> None:
    main(["framework", "show", "v1", "--out", str(folder.path / "mine.json")])
    document = json.loads((folder.path / "mine.json").read_text(encoding="utf-8"))
    document["texts"]["en"]["criteria"]["KP3"]["question"] = "Who has a say here?"
    folder.write("mine.json", json.dumps(document))
    folder.write("place.toml", 'name = "P"\nas_of = 2026-11-01\nframework = "mine.json"\n')
    assert assess() == DONE
    made = scorecard(folder.path / "scorecard")
    assert made["framework"]["adapted"] is True
    assert [one["id"] for one in made["criteria"] if "adapted" in one["findings"]] == ["KP3"]


def test_an_earlier_scorecard_is_replaced_as_a_whole(folder: PlaceFolder, assess: Callable[..., int]) -> None:
    assess()
    first = (folder.path / "scorecard" / "scorecard.json").read_bytes()
    folder.write("answers.csv", ANSWERS)
    assess()
    out = folder.path / "scorecard"
    assert (out / "scorecard.json").read_bytes() != first
    assert {one.name for one in out.iterdir()} == MADE
    assert [one.name for one in folder.path.iterdir() if one.name.startswith(".tallgrass")] == []


def test_a_folder_with_anything_else_in_it_is_never_replaced(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "letters.txt").write_text("kept")
    assert assess("--out", precious) == BAD_INPUT
    assert "letters.txt" in capsys.readouterr().err
    assert [one.name for one in precious.iterdir()] == ["letters.txt"]
    assert assess("--out", folder.path) == BAD_INPUT
    assert assess("--out", tmp_path) == BAD_INPUT
    assert folder.bytes()


def test_where_the_output_cannot_be_written_nothing_is_lost(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder")
    assert assess("--out", tmp_path / "file" / "scorecard") == BAD_INPUT
    assert "--out" in capsys.readouterr().err
    assert not (folder.path / "private.json").exists()


def test_change_is_shown_beside_an_earlier_scorecard(
    folder: PlaceFolder, assess: Callable[..., int], tmp_path: Path
) -> None:
    folder.write("answers.csv", ANSWERS)
    assess("--out", tmp_path / "spring")
    folder.write("answers.csv", ANSWERS.replace(",1\n", ",4\n"))
    assert assess("--previous", tmp_path / "spring") == DONE
    changed = {one["criterion"]: one for one in scorecard(folder.path / "scorecard")["change"]}
    assert changed["KP7"]["verdict"] in ("up", "no_clear_change")
    assert changed["KP1"] == {**changed["KP1"], "verdict": "not_comparable", "why": "no_mark"}


def test_the_earlier_scorecard_may_be_the_one_that_is_replaced(
    folder: PlaceFolder, assess: Callable[..., int]
) -> None:
    folder.write("answers.csv", ANSWERS)
    assess()
    assert assess("--previous", folder.path / "scorecard" / "scorecard.json") == DONE
    assert scorecard(folder.path / "scorecard")["change"]


def test_an_earlier_scorecard_of_a_later_day_is_refused(
    folder: PlaceFolder, assess: Callable[..., int], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assess("--out", tmp_path / "next-year", "--as-of", "2027-11-01")
    assert assess("--previous", tmp_path / "next-year") == BAD_INPUT
    assert "2027-11-01" in capsys.readouterr().err


@pytest.mark.parametrize(
    "say",
    [
        {"estimate": "1/0"},
        {"estimate": 2.0, "standard_error": 1e300, "source": "answers", "bound": None, "cells": []},
        {"estimate": float("nan"), "standard_error": 0.1, "source": "answers", "bound": None, "cells": []},
        {
            "estimate": 2.0,
            "standard_error": 0.1,
            "source": "answers",
            "bound": None,
            "cells": [{"kinds": [1]}],
        },
        None,
    ],
)
def test_an_earlier_scorecard_that_somebody_broke_is_refused(
    folder: PlaceFolder,
    assess: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    say: object,
) -> None:
    assess("--out", tmp_path / "old")
    document = scorecard(tmp_path / "old")
    document["criteria"][0]["say"] = say
    (tmp_path / "broken.json").write_text(json.dumps(document))
    assert assess("--previous", tmp_path / "broken.json") == BAD_INPUT
    assert "broken.json" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["{", "[]", "{}", '{"schema": "tallgrass-scorecard/1"}', "[" * 100_000])
def test_what_is_no_earlier_scorecard_is_refused(
    folder: PlaceFolder,
    assess: Callable[..., int],
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    content: str,
) -> None:
    (tmp_path / "old.json").write_text(content)
    assert assess("--previous", tmp_path / "old.json") == BAD_INPUT
    assert "old.json" in capsys.readouterr().err
    assert not (folder.path / "scorecard").exists()


def test_nothing_that_a_spreadsheet_holds_can_run(folder: PlaceFolder, assess: Callable[..., int]) -> None:
    hostile = '=HYPERLINK("http://x")<script>alert(1)</script>'
    folder.write("place.toml", f"name = '{hostile}'\nas_of = 2026-11-01\nrun_by = '{hostile}'\n")
    cell = '"' + hostile.replace('"', '""') + '"'
    folder.write("players.csv", f"player_id,name,kind,active\np1,{cell},community,\n")
    folder.write("signed.csv", "player_id,criterion,answer\np1,KP1,2\n")
    agreed = f"KP2,3,{cell},2026-10-01,community|government,no,yes\n"
    folder.write("agreed.csv", "criterion,level,note,agreed_on,kinds_in_room,disagreed,cleared\n" + agreed)
    folder.write("comments.csv", f"criterion,text,cleared\nKP1,{cell},yes\n")
    assert assess() == DONE
    out = folder.path / "scorecard"
    page = (out / "scorecard.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    cells = csv.reader(io.StringIO((out / "scorecard.csv").read_text(encoding="utf-8-sig")))
    assert not [cell for row in cells for cell in row if cell.startswith(("=", "@", "\t", "\r"))]


def test_the_day_on_the_command_line_stands_over_the_one_in_the_file(
    folder: PlaceFolder, assess: Callable[..., int]
) -> None:
    assert assess("--as-of", "2026-05-03") == DONE
    assert scorecard(folder.path / "scorecard")["as_of"] == "2026-05-03"


@pytest.mark.parametrize("options", [["--lang", "xx"], ["--as-of", "May"], ["--unknown"]])
def test_wrong_usage_is_told_as_such(
    assess: Callable[..., int], capsys: pytest.CaptureFixture[str], options: list[str]
) -> None:
    assert assess(*options) == BAD_INPUT
    assert options[0] in capsys.readouterr().err


def test_the_example_fills_a_new_folder_and_leaves_others_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "example"
    assert main(["assess", "--example", str(target)]) == DONE
    assert (target / "place.toml").exists()
    assert (target / "README.txt").exists()
    before = {one.name: one.read_bytes() for one in target.iterdir()}
    assert main(["assess", "--example", str(target)]) == BAD_INPUT
    assert {one.name: one.read_bytes() for one in target.iterdir()} == before
    capsys.readouterr()
    assert main(["assess", str(target)]) in (DONE, PROBLEMS)
    assert "Example" in capsys.readouterr().out
