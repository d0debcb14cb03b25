"""The how-to's script, on small invented lists and on a real one: every row is accounted for, no kind is guessed."""

import csv
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tallgrass.examples.prairie_junction.generator import simulate_answers
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.rendering.html import scorecard_file
from tests.examples.pages import save_files, type_in

Rows = list[dict[str, str]]


def run(root: Path, folder: Path, source: Path, name: str = "The field", as_of: str = "2026-09-30") -> str:
    """Save the script from the page, and run it into ``folder``/out."""
    page = root / "docs" / "how-to" / "from-a-list-of-organisations.md"
    save_files(page, folder, ending="list_to_folder.py")
    return type_in(f"python list_to_folder.py '{source}' out '{name}' {as_of}", folder)


def run_on(root: Path, folder: Path, organizations: list[dict[str, Any]], ties: list[dict[str, Any]]) -> str:
    source = folder / "invented.json"
    source.write_text(json.dumps({"organizations": organizations, "ties": ties}), encoding="utf-8-sig")
    return run(root, folder, source)


def table(folder: Path, name: str) -> Rows:
    with (folder / "out" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def organization(player_id: Any, name: str, stated: str = "Non-Profit") -> dict[str, Any]:
    return {"id": player_id, "name": name, "type": stated, "categories": []}


def tie(start: Any, end: Any, kind: str = "collaboration", **more: Any) -> dict[str, Any]:
    return {"kind": kind, "from_id": start, "to_id": end, **more}


def test_only_what_the_source_states_becomes_a_kind(root: Path, tmp_path: Path) -> None:
    stated = ["Government", "Non-Profit", "For-Profit", "", "government?"]
    run_on(
        root, tmp_path, [organization(n, f"City Hall Foundation {n}", s) for n, s in enumerate(stated)], []
    )
    assert [one["kind"] for one in table(tmp_path, "players")] == ["government", "", "", "", ""]
    assert {one["active"] for one in table(tmp_path, "players")} == {""}


def test_every_row_is_accounted_for(root: Path, tmp_path: Path) -> None:
    organizations = [
        organization(1, "Data Night"),
        organization(2, " Data   night"),
        organization(1, "Another under the same id"),
        organization(None, "Without an id"),
        organization("x", ""),
        organization(5, "=HYPERLINK(1)"),
    ]
    ties = [
        tie(1, 2),
        tie(2, 1, details="the other way round"),
        tie(1, 2, "grant", amount=5),
        tie(1, 2, "grant", amount=7, year=2025),
        tie(2, 1, "grant"),
        tie(1, 1),
        tie(1, 99),
        tie(1, None),
    ]
    printed = run_on(root, tmp_path, organizations, ties)
    account = table(tmp_path, "what-became-of-each-row")
    assert Counter(one["list"] for one in account) == {"organizations": 6, "ties": 8}
    became = Counter((one["list"], one["became"].split(":")[0].split(",")[0]) for one in account)
    assert became == {
        ("organizations", "a partner"): 4,
        ("organizations", "left out"): 2,
        ("ties", "a link"): 3,
        ("ties", "joined with an earlier row"): 2,
        ("ties", "left out"): 3,
    }
    players = {one["player_id"]: one["name"] for one in table(tmp_path, "players")}
    assert players == {"1": "Data Night", "2": "Data night", "x": "(no name, x)", "5": "'=HYPERLINK(1)"}
    links = [(one["from"], one["to"], one["type"], one["details"]) for one in table(tmp_path, "ties")]
    assert links == [
        ("1", "2", "collaboration", "the other way round"),
        ("1", "2", "grant", "5; 7; 2025"),
        ("2", "1", "grant", ""),
    ]
    for words in (
        "2 to look at: another row has this name",
        "1 to look at: odd spaces",
        "1 to look at: no name",
    ):
        assert words in printed


def test_a_folder_that_is_there_is_not_written_into(root: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    with pytest.raises(AssertionError, match="FileExistsError"):
        run_on(root, tmp_path, [organization(1, "Data Night")], [])
    assert not list((tmp_path / "out").iterdir())


def test_no_link_of_a_list_counts_as_confirmed(root: Path, tmp_path: Path) -> None:
    run_on(root, tmp_path, [organization(1, "A"), organization(2, "B")], [tie(1, 2)])
    assert {(one["state"], one["confirmed_on"]) for one in table(tmp_path, "ties")} == {
        ("one_sided_silent", "")
    }


def test_a_real_list_of_423_organizations_becomes_a_scorecard_that_says_how_little_it_knows(
    root: Path, tmp_path: Path, real_files: Path
) -> None:
    source = real_files / "grants" / "civicgraph-2015-orgs-and-ties.json"
    printed = run(root, tmp_path, source, "Civic Graph", "2015-09-21")
    assert "organizations: 423 rows" in printed
    assert "ties: 378 rows" in printed
    account = table(tmp_path, "what-became-of-each-row")
    joined = sum(one["became"].startswith("joined") for one in account)
    assert len(account) == 423 + 378
    assert len(table(tmp_path, "players")) == 423
    assert len(table(tmp_path, "ties")) == 378 - joined == 362
    assert Counter(one["kind"] for one in table(tmp_path, "players")) == {"": 384, "government": 39}
    assert sum("another row has this name" in one["look_at"] for one in account) == 17

    simulate_answers(tmp_path / "out")
    assessed = assess_folder(tmp_path / "out")
    assert not assessed.reported
    assert ("players", "unknown_kind", 384) in [(one.table, one.key, one.count) for one in assessed.noticed]
    assert assessed.document["example"] is True
    page = scorecard_file(assessed.document, assessed.framework, "en")
    assert "384" in page
    assert not [one["name"] for one in table(tmp_path, "players")[:50] if one["name"] in page]
