"""The example place: the same bytes everywhere, whole files, and a scorecard worth looking at."""

import hashlib
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tallgrass.examples.prairie_junction import opinions
from tallgrass.examples.prairie_junction.cases import CASES
from tallgrass.examples.prairie_junction.draw import Draw
from tallgrass.examples.prairie_junction.generator import (
    WouldOverwrite,
    as_example,
    simulate_answers,
    write_folder,
    write_previous,
)
from tallgrass.examples.prairie_junction.partners import PARTNERS
from tallgrass.strength.framework.files import load_framework
from tallgrass.strength.scorecard.assess import Assessed, assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes

#: SHA-256 over names and contents of each folder, with the usual seed.
DIGESTS = {
    "now": "21f158b54c7b5aeb2143ab614505f71281bcbf221876bd1eaa1e7fbf395dfb87",
    "before": "59200fa7c546bc03f719c7fc556b2a014a58a2235357ca7e95a4f35b31139219",
    "one_meeting": "646d0febc5b6cb6c73818bcbd10dcec9e518b216ca743acea6c6046e996c09b8",
    "nine_people": "9e5529764eda7f0bcfab1ed5a1a30763715c3e342eea48af5b5060e8b476c93f",
    "one_kind_silent": "52918d06aae29a0557bf15bb43957c89f6b1855575c1fa794a8a80b2d5491a14",
    "no_records": "c569fcedf909b58476c80b49e0bf35cf219106b8f62be4dd1a57c051240a4866",
    "players_only": "e194899c6874fec79ba7852ed33ccdfa5974fcb8c37f07614095aa2d2bff9d07",
}


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.iterdir()):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    folder = tmp_path_factory.mktemp("example") / "now"
    earlier = folder.with_name("before")
    write_folder(folder)
    write_previous(earlier)
    (earlier / "scorecard.json").write_bytes(to_bytes(assess_folder(earlier).document))
    return assess_folder(folder, previous=earlier)


def element(assessed: Assessed, name: str) -> dict[str, Any]:
    return next(one for one in assessed.document["elements"] if one["id"] == name)


# The files


@pytest.mark.parametrize("name", ["now", "before", *CASES])
def test_the_same_seed_gives_the_same_bytes_on_every_computer(tmp_path: Path, name: str) -> None:
    write: Callable[[Path], None] = {"now": write_folder, "before": write_previous, **CASES}[name]
    write(tmp_path / name)
    assert digest(tmp_path / name) == DIGESTS[name]


def test_another_seed_gives_other_answers(tmp_path: Path) -> None:
    write_folder(tmp_path / "one", 1)
    write_folder(tmp_path / "two", 2)
    assert digest(tmp_path / "one") != digest(tmp_path / "two")


def test_files_are_utf_8_with_plain_line_ends_and_a_readme_that_names_each(tmp_path: Path) -> None:
    write_folder(tmp_path)
    readme = (tmp_path / "README.txt").read_text(encoding="utf-8")
    for path in tmp_path.iterdir():
        content = path.read_bytes()
        assert b"\r" not in content
        content.decode("utf-8")
        if path.name != "README.txt":
            assert f"\n{path.name} " in readme, f"README.txt does not say what {path.name} is"
        if path.suffix == ".csv":
            assert not content.startswith(b"#")
    assert "invented" in readme


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    for write in (write_folder, write_previous):
        with pytest.raises(WouldOverwrite):
            write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_the_contact_sheet_is_as_untidy_as_such_sheets_are() -> None:
    assert len(PARTNERS) == 48
    assert len({one.player_id for one in PARTNERS}) == 48
    assert sum(not one.kind for one in PARTNERS) == 4
    assert sum(not one.active for one in PARTNERS) > 10
    assert any(not one.name.isascii() for one in PARTNERS)
    assert any("|" in one.kind for one in PARTNERS)


def test_the_questions_asked_are_those_of_the_framework() -> None:
    framework = load_framework("v1")
    assert {form: set(ids) for form, ids in opinions.forms().items()} == {
        form: set(ids) for form, ids in framework.forms.items()
    }


# The scorecard


def test_the_example_is_read_without_refusals_and_says_what_it_does_not_count(now: Assessed) -> None:
    noticed = {(one.table, one.key) for one in now.noticed}
    assert {
        ("players", "unknown_kind"),
        ("ties", "stale"),
        ("evidence", "stale"),
        ("evidence", "checker_does_not_count"),
        ("readings", "stale"),
        ("readings", "superseded_by_computed"),
    } <= noticed
    assert not now.reported


def test_it_calls_itself_an_example(now: Assessed) -> None:
    assert now.document["example"] is True


def test_residents_and_community_groups_come_first_and_the_weakest_element_is_named(now: Assessed) -> None:
    clauses = [(one["key"], one["kind"] or one["element"]) for one in now.document["first_sentence"]]
    assert clauses == [
        ("kind_lower", "resident"),
        ("kind_lower", "community"),
        ("weakest", "resources"),
    ]


def test_people_are_higher_on_one_element_records_on_another_and_one_has_too_little_on_record(
    now: Assessed,
) -> None:
    assert "people_higher" in element(now, "approach")["findings"]
    assert "records_higher" in element(now, "infrastructure")["findings"]
    assert "not_enough_on_record" in element(now, "knowledge")["findings"]
    assert not element(now, "players")["findings"]


def test_every_grade_of_evidence_a_blind_spot_a_merged_cell_and_a_spread_can_be_seen(now: Assessed) -> None:
    criteria = now.document["criteria"]
    assert {one["evidence"]["grade"] for one in criteria} == {0, 1, 2, 3}
    assert any("blind_spot" in one["findings"] for one in criteria)
    cells = [cell for one in criteria for cell in one["say"]["cells"]]
    assert {cell["rule"] for cell in cells} == {"shown", "merged"}
    assert any(cell["counts"] for cell in cells)
    assert {one["show"]["level"] for one in criteria} == {None, 0, 1, 2, 3}


def test_one_kind_is_silent_and_two_are_too_few_to_show(now: Assessed) -> None:
    states = {one["kind"]: one["state"] for one in now.document["participation"]}
    assert states["philanthropy"] == "none_yet"
    assert [kind for kind, state in states.items() if state == "fewer_than_k"] == [
        "issue_expert",
        "tech_company",
    ]
    heard = [one for one in now.document["participation"] if one["kind"] == "resident"]
    assert heard[0]["answered"] == 31


def test_beside_the_year_before_some_questions_rose_one_fell_and_some_cannot_be_compared(
    now: Assessed,
) -> None:
    verdicts = {one["criterion"]: one["verdict"] for one in now.document["change"]}
    assert verdicts["KP2"] == "up"
    assert verdicts["RE3"] == "down"
    assert {"no_clear_change", "not_comparable"} <= set(verdicts.values())


def test_only_cleared_comments_are_printed(now: Assessed) -> None:
    printed = {one["text"] for one in now.document["comments"]}
    assert len(printed) == 8
    assert not any("My boss" in text for text in printed)


# Small cases


def assess_case(name: str, folder: Path) -> dict[str, Any]:
    CASES[name](folder)
    return assess_folder(folder).document


def test_one_meeting_gives_levels_without_ranges(tmp_path: Path) -> None:
    document = assess_case("one_meeting", tmp_path)
    agreed = [one for one in document["criteria"] if one["say"]["source"] == "agreed"]
    assert len(agreed) == 12
    assert all(one["say"]["low"] is None for one in agreed)
    assert all(one["show"]["level"] is None for one in document["criteria"])


def test_nine_people_of_four_kinds_are_one_cell(tmp_path: Path) -> None:
    document = assess_case("nine_people", tmp_path)
    cells = [cell for one in document["criteria"] for cell in one["say"]["cells"]]
    assert cells
    assert {cell["rule"] for cell in cells} == {"merged"}
    nine = {"civic_tech", "government", "community", "issue_expert"}
    assert set().union(*(cell["kinds"] for cell in cells)) == nine
    assert all(set(cell["kinds"]) <= nine for cell in cells)


def test_twenty_six_of_forty_eight_with_one_kind_silent(tmp_path: Path) -> None:
    document = assess_case("one_kind_silent", tmp_path)
    partners = [one for one in document["participation"] if one["kind"] != "resident"]
    assert sum(one["asked"] for one in partners) == 48
    rows = (tmp_path / "answers.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert len({row.split(",")[0] for row in rows}) == 26
    assert document["not_heard"] == ["philanthropy", "resident"]


def test_without_records_people_are_heard_and_nothing_is_called_low(tmp_path: Path) -> None:
    document = assess_case("no_records", tmp_path)
    assert all(one["say"]["estimate"] is not None for one in document["criteria"])
    assert all(one["show"]["level"] is None for one in document["criteria"])
    assert not document["not_heard"]


def test_a_list_of_partners_of_unknown_kind_claims_nothing(tmp_path: Path) -> None:
    document = assess_case("players_only", tmp_path)
    assert [one["key"] for one in document["first_sentence"]] == ["not_asked_yet"]
    assert all(one["word"] is None for one in document["elements"])


# Invented answers for a folder of one's own


def test_invented_answers_make_a_place_an_example_and_name_nobody(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text('name = "Here"\nas_of = 2026-05-01\nexample = false\n')
    (tmp_path / "players.csv").write_text("player_id,name,kind,active\nq7,Real Name,,\n")
    simulate_answers(tmp_path)
    document = assess_folder(tmp_path).document
    assert document["example"] is True
    added = (tmp_path / "answers.csv").read_text() + (tmp_path / "asked.csv").read_text()
    assert "q7" not in added
    assert "Real Name" not in added
    assert document["participation"][0]["answered"] == 6


def test_invented_answers_never_take_the_place_of_real_ones(tmp_path: Path) -> None:
    (tmp_path / "place.toml").write_text('name = "Here"\nas_of = 2026-05-01\n')
    (tmp_path / "Answers.csv").write_text("mine")
    with pytest.raises(WouldOverwrite, match=r"answers\.csv"):
        simulate_answers(tmp_path)
    assert (tmp_path / "Answers.csv").read_text() == "mine"
    assert "example" not in (tmp_path / "place.toml").read_text()


@pytest.mark.parametrize("line", ["example = false", "  example=true", "", "# example = false"])
def test_a_place_says_example_whatever_it_said_before(line: str) -> None:
    assert tomllib.loads(as_example(f'name = "Here"\n{line}\n'))["example"] is True


# Draws


def test_a_level_is_drawn_around_its_mean_and_never_off_the_scale() -> None:
    draw = Draw(3)
    levels = [draw.level(2.5) for _ in range(4000)]
    assert abs(sum(levels) / len(levels) - 2.5) < 0.05
    assert {draw.level(-1) for _ in range(50)} | {draw.level(5) for _ in range(50)} == {0, 4}


def test_draws_do_not_change_from_one_version_of_python_to_the_next() -> None:
    draw = Draw(1)
    assert [draw.below(1000) for _ in range(6)] == [134, 847, 763, 255, 495, 449]


def test_some_are_all_different() -> None:
    assert sorted(Draw(2).some(range(9), 9)) == list(range(9))
    assert len(Draw(2).some("abc", 7)) == 3


def test_what_weighs_nothing_is_never_drawn() -> None:
    draw = Draw(4)
    assert {draw.weighted([("a", 0.0), ("b", 1.0), ("c", 0.0)]) for _ in range(200)} == {"b"}
