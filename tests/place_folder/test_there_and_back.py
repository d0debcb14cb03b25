"""From a folder into a place and back, nothing is lost, and the scorecard is the same at every step."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tallgrass.examples.prairie_junction.cases import CASES
from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tallgrass.strength.scorecard.actions import make_scorecard
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tests.place_folder.conftest import Load, Unload

pytestmark = pytest.mark.django_db

FOLDERS: dict[str, Callable[[Path], None]] = {
    "this_year": write_folder,
    "year_before": write_previous,
    **CASES,
}


@pytest.mark.parametrize("name", list(FOLDERS))
def test_every_example_comes_back_as_it_was(name: str, tmp_path: Path, load: Load, unload: Unload) -> None:
    folder = tmp_path / "in"
    FOLDERS[name](folder)
    first = assess_folder(folder)
    loaded = load(folder)
    read = read_place_folder(folder)
    made = make_scorecard(place=loaded.place, as_of=read.as_of, by=None).snapshot
    out = unload(loaded.place, read.as_of)
    assert made.document.encode() == to_bytes(first.document)
    assert to_bytes(assess_folder(out).document) == to_bytes(first.document)
    again = read_place_folder(out)
    assert again.read.inputs == read.read.inputs
    assert again.rounds == read.rounds
