"""A folder is taken as a person keeps it; reading it changes nothing and leads nowhere else."""

from pathlib import Path

import pytest

from tallgrass.foundation.files import Refused, digests
from tallgrass.strength.framework.files import FrameworkFaults
from tallgrass.strength.framework.method.check import Fault
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.files import read_folder
from tests.files.place import FRAMEWORK, PLAYERS, PlaceFolder


def _load(location: str | Path) -> Framework:
    return FRAMEWORK


def _refused(path: Path) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read_folder(path, _load)
    return refusal.value.sentences()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert _refused(tmp_path / "nowhere")[0].startswith("There is no folder")


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("x")
    assert "is not a folder" in _refused(tmp_path / "a.csv")[0]


def test_an_empty_folder_is_refused_once(tmp_path: Path) -> None:
    told = _refused(tmp_path)
    assert len(told) == 1
    assert "is empty; put at least place.toml, players.csv in it" in told[0]


def test_the_two_required_files_are_named_where_they_are_missing(tmp_path: Path) -> None:
    (tmp_path / "ties.csv").write_text("from,to,type,state,since,confirmed_on\n")
    assert [told.partition(":")[0] for told in _refused(tmp_path)] == ["place.toml", "players.csv"]


def test_a_workbook_in_place_of_a_table_is_named_with_what_to_do(place: PlaceFolder) -> None:
    (place.path / "players.csv").unlink()
    place.write("Partners 2026.ods", b"PK")
    assert place.sentences() == [
        "players.csv: this file is not in the folder, and Partners 2026.ods cannot be read; open it and save it as "
        "an Excel workbook (.xlsx), or save the sheet as CSV (UTF-8) under this name."
    ]


def test_names_may_be_written_in_any_case(place: PlaceFolder) -> None:
    (place.path / "players.csv").rename(place.path / "Players.CSV")
    place.write("ASKED.csv", "kind,form,asked\ncommunity,full,x\n")
    assert [(each.key, each.file) for each in place.refused()] == [("not_whole", "ASKED.csv")]


def test_one_name_in_two_cases_is_refused(place: PlaceFolder) -> None:
    place.write("PLAYERS.csv", PLAYERS)
    if len(list(place.path.glob("[Pp][Ll][Aa][Yy]*"))) < 2:
        pytest.skip("this file system knows no case")
    assert [each.key for each in place.refused()] == ["file_twice"]


def test_other_files_are_named_and_left_alone(place: PlaceFolder) -> None:
    place.write("notes.docx", b"x")
    place.write("budget.ods", b"x")
    place.write(".DS_Store", b"x")
    place.write("private.json", b"x")
    (place.path / "scorecard").mkdir()
    (place.path / "photos").mkdir()
    assert place.noted() == [
        "These workbooks were not read: budget.ods; the workbook of a place is called ecosystem.xlsx, and an export "
        "of a form begins with form.",
        "Not read, because no table has such a name: notes.docx, photos.",
    ]


def test_a_link_is_not_followed(place: PlaceFolder) -> None:
    outside = place.path.parent / "asked.csv"
    outside.write_text("kind,form,asked\ncommunity,full,3\n")
    (place.path / "asked.csv").symlink_to(outside)
    assert place.inputs().asked is None
    assert place.noted() == [
        "asked.csv: this is a link, and links are not followed; put the file itself in the folder "
        "if it should be read."
    ]


def test_a_folder_named_like_a_table_is_not_a_table(place: PlaceFolder) -> None:
    (place.path / "asked.csv").mkdir()
    assert place.inputs().asked is None
    assert place.noted() == ["asked.csv: this is not a file, so it was not read."]


def test_a_table_that_is_absent_is_unknown(place: PlaceFolder) -> None:
    inputs = place.inputs()
    tables = (inputs.ties, inputs.answers, inputs.asked, inputs.agreed, inputs.rankings, inputs.comments)
    assert (*tables, inputs.signed, inputs.evidence, inputs.readings) == (None,) * 9
    assert inputs.rows == {"players": 2}


def test_reading_writes_nothing(place: PlaceFolder) -> None:
    place.write("asked.csv", "kind,form,asked\r\ncommunity,full,3\r\n")
    before = place.bytes()
    place.read()
    assert place.bytes() == before


def test_an_earlier_scorecard_is_handed_on(place: PlaceFolder) -> None:
    earlier = {"schema": "tallgrass-scorecard/1"}
    assert read_folder(place.path, _load, previous=earlier).inputs.previous == earlier


def test_each_fault_of_a_framework_is_a_refusal_beside_the_others(place: PlaceFolder) -> None:
    place.write("asked.csv", "kind,form,asked\ncommunity,full,x\n")

    def broken(location: str | Path) -> Framework:
        raise FrameworkFaults("ours.json", (Fault("cannot_open", "the file"), Fault("not_text", "the file")))

    with pytest.raises(Refused) as refusal:
        read_folder(place.path, broken)
    assert [each.key for each in refusal.value.problems] == [
        "framework_fault",
        "framework_fault",
        "not_whole",
    ]
    assert all("ours.json" in told for told in refusal.value.sentences()[:2])


def test_digests_are_those_of_the_bytes(place: PlaceFolder) -> None:
    place.write("asked.csv", "")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digests([place.path / "asked.csv"]) == {"asked.csv": empty}


def test_the_files_that_were_read_are_known_for_their_digests(place: PlaceFolder) -> None:
    place.write("asked.csv", "kind,form,asked\n")
    place.write("notes.txt", "x")
    assert sorted(digests(place.read().files)) == ["asked.csv", "place.toml", "players.csv"]
