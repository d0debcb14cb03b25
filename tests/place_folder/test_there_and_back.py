"""From a folder into a place and back, nothing is lost, and the scorecard is the same at every step."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tallgrass.examples.prairie_junction.cases import CASES
from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tests.method.worlds import World, worlds
from tests.place_folder.folders import (
    ODD,
    WORDS,
    nothing_kept,
    of_strings,
    there_and_back,
    told,
    write_csv,
    write_world,
)

pytestmark = pytest.mark.django_db

PHASES = (Phase.explicit, Phase.generate)
CHECKS = [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]

FOLDERS: dict[str, Callable[[Path], None]] = {
    "this_year": write_folder,
    "year_before": write_previous,
    **CASES,
}

PLACE = 'name = "Riverbend"\npopulation = 90000\nas_of = 2026-06-30\nframework = "v1"\n'


@pytest.mark.parametrize("name", list(FOLDERS))
def test_every_example_comes_back_as_it_was(name: str, tmp_path: Path) -> None:
    FOLDERS[name](tmp_path / "in")
    first, again, _ = there_and_back(tmp_path / "in", tmp_path / "out")
    assert told(again) == told(first)
    assert again.read.inputs == first.read.inputs


@settings(max_examples=20, phases=PHASES, suppress_health_check=CHECKS)
@given(worlds())
def test_every_made_up_place_comes_back_as_it_was(world: World) -> None:
    with nothing_kept() as temporary:
        (temporary / "in").mkdir()
        write_world(world, temporary / "in")
        first, again, _ = there_and_back(temporary / "in", temporary / "out")
        assert again.read.inputs == first.read.inputs
        assert told(again)["rounds"] == told(first)["rounds"]


@settings(max_examples=40, phases=PHASES, suppress_health_check=CHECKS)
@given(st.data())
def test_cells_of_any_kind_come_back_letter_by_letter(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 4))

    def column(cells: st.SearchStrategy[str]) -> list[str]:
        return data.draw(st.lists(cells, min_size=size, max_size=size))

    titles = data.draw(
        st.lists(
            st.sampled_from(
                ["website", "ein", "contact_email", "communities", "Notes", "=sum", "'=sum", "Área", "", "standing"]
            ),
            max_size=4,
            unique_by=lambda title: title.casefold() or object(),
        )
    )  # fmt: skip
    filled = WORDS.filter(lambda text: bool(text.strip()))
    names = filled.filter(lambda text: "\u200f" not in text and "\ufeff" not in text and _seen(text))
    with nothing_kept() as temporary:
        folder = temporary / "in"
        folder.mkdir()
        (folder / "place.toml").write_text(PLACE, encoding="utf-8")
        players = {
            "player_id": [f"{number}{data.draw(ODD).strip()}" for number in range(size)],
            "name": column(names),
            "kind": column(st.sampled_from(["community", "civic_tech|other", "", "unknown"])),
            "active": column(st.sampled_from(["yes", "no", ""])),
        }
        rows = of_strings(players)
        for title in [*titles, "Last"]:  # a blank title at the end is no column
            for row, cell in zip(rows, [title, *column(WORDS)], strict=True):
                row.append(cell)
        write_csv(folder / "players.csv", rows)
        evidence = {
            "criterion": ["KP1"] * size, "title": column(filled), "link": column(WORDS), "dated_on": [""] * size,
            "grade": ["E1"] * size, "provided_by_kind": [""] * size, "checked_by_kind": [""] * size,
            "Who found it": column(WORDS),
        }  # fmt: skip
        write_csv(folder / "evidence.csv", of_strings(evidence))
        comments = {"criterion": [""] * size, "text": column(filled), "cleared": ["no"] * size}
        write_csv(folder / "comments.csv", of_strings(comments))
        first, again, _ = there_and_back(folder, temporary / "out")
        assert told(again) == told(first)


def _seen(text: str) -> bool:
    from unicodedata import normalize

    from tallgrass.elements.players.method.fields import clean

    return clean(text) == " ".join(normalize("NFC", text).split())


@pytest.mark.parametrize(
    "written",
    [
        {"line_end": "\r\n"},
        {"mark": True},
        {"separator": ";"},
        {"separator": "\t", "line_end": "\r\n", "mark": True},
    ],
)
def test_a_table_comes_back_however_it_was_written(written: dict[str, object], tmp_path: Path) -> None:
    from tests.place_folder.folders import cells

    write_folder(tmp_path / "in")
    for path in (tmp_path / "in").glob("*.csv"):
        write_csv(path, cells(path), **written)  # type: ignore[arg-type]
    first, again, _ = there_and_back(tmp_path / "in", tmp_path / "out")
    assert told(again) == told(first)


def test_a_table_that_is_there_and_empty_is_no_table_that_is_absent(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "place.toml").write_text(PLACE, encoding="utf-8")
    for name, head in {
        "players": "player_id,name,kind,active",
        "ties": "from,to,type,state,since,confirmed_on,how",
        "evidence": "criterion,title,link,dated_on,grade,provided_by_kind,checked_by_kind",
        "asked": "kind,form,asked",
    }.items():
        (folder / f"{name}.csv").write_text(f"{head}\n", encoding="utf-8")
    first, again, _ = there_and_back(folder, tmp_path / "out")
    assert told(again) == told(first)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "README.txt", "place.toml", "players.csv", "ties.csv", "evidence.csv", "asked.csv", "scorecards",
    }  # fmt: skip


def test_a_day_is_kept_whatever_way_it_was_written(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "place.toml").write_text(PLACE, encoding="utf-8")
    (folder / "players.csv").write_text("player_id,name,kind,active\na,A,,\nb,B,,\nc,C,,\n", encoding="utf-8")
    (folder / "ties.csv").write_text(
        "to,from,type,state,since,confirmed_on\nb,a,,confirmed,,31/12/2025\nc,a,,confirmed,1 May 2020,1/2/2026\n",
        encoding="utf-8",
    )
    first, again, _ = there_and_back(folder, tmp_path / "out")
    assert told(again) == told(first)
    assert (tmp_path / "out" / "ties.csv").read_text().splitlines()[
        0
    ] == "to,from,type,state,since,confirmed_on"
