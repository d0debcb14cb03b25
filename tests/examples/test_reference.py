"""The reference pages name everything that is in the files, and the method page gives the method's own numbers."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tallgrass.foundation.files import Refused
from tallgrass.strength.evidence.method.climb import COVERAGE_FROM
from tallgrass.strength.framework.files import packaged_document
from tallgrass.strength.rounds.method.cells import SMALLEST_K, SPREAD_FROM, Cell
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.method.say import estimate, mark, together
from tallgrass.strength.scorecard.assess import assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.rendering.table import COLUMNS
from tests.examples.pages import save_files, type_in


def named(page: Path) -> set[str]:
    """Every word in code type on a page."""
    return set(re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")))


def keys_of(value: Any) -> Iterator[str]:
    """Every key of a JSON value, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys_of(inner)


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("reference")
    write_folder(folder / "now")
    write_previous(folder / "before")
    (folder / "before" / "scorecard.json").write_bytes(to_bytes(assess_folder(folder / "before").document))
    return assess_folder(folder / "now", previous=folder / "before").document


def test_every_key_of_a_scorecard_is_on_the_reference_page(root: Path, document: dict[str, Any]) -> None:
    assert set(keys_of(document)) <= named(root / "docs" / "reference" / "scorecard.md")


def test_every_column_of_the_scorecard_table_is_on_the_reference_page(root: Path) -> None:
    levels = {f"level_{level}" for level in (1, 2, 3)}  # the page says: level_0 to level_4
    assert set(COLUMNS) - levels <= named(root / "docs" / "reference" / "scorecard.md")


def test_every_word_of_the_example_scorecard_is_in_the_lists_of_the_page(
    root: Path, document: dict[str, Any]
) -> None:
    page = named(root / "docs" / "reference" / "scorecard.md")
    words = {
        finding for part in ("elements", "criteria") for one in document[part] for finding in one["findings"]
    }
    words |= {one["key"] for one in document["first_sentence"]}
    words |= {one[key] for one in document["next_steps"] for key in ("key", "why")}
    words |= {one["verdict"] for one in document["change"]} | {
        one["why"] for one in document["change"] if one["why"]
    }
    words |= {noted["key"] for one in document["inputs"] for noted in one["noted"]}
    words |= {one["state"] for one in document["participation"]}
    assert words <= page


def test_every_key_of_a_framework_is_on_the_reference_page(root: Path) -> None:
    framework = packaged_document("v1")
    texts = framework["texts"]["en"]
    keys = {*framework, *texts, *framework["source"], *texts["forms"]["short"], *texts["next_steps"]}
    for part in (framework["elements"], framework["readings"]):
        keys |= {key for one in part for key in one}
    for one in (one for part in framework["elements"] for one in part["criteria"]):
        keys |= set(one)
    keys |= set(
        keys_of([*texts["elements"].values(), *texts["criteria"].values(), *texts["readings"].values()])
    )
    page = (root / "docs" / "reference" / "framework.md").read_text(encoding="utf-8")
    assert not {key for key in keys if f"`{key}`" not in page}


def test_an_adapted_framework_works_as_the_page_says(root: Path, tmp_path: Path) -> None:
    save_files(
        root / "docs" / "tutorial" / "first-scorecard.md", tmp_path, ending=("place.toml", "players.csv")
    )
    page = (root / "docs" / "reference" / "framework.md").read_text(encoding="utf-8")
    commands = re.findall(r"^tallgrass framework .*$", page, re.MULTILINE)
    assert len(commands) == 2
    place = tmp_path / "my-city"
    for command in commands:
        printed = type_in(command, place)
    assert "is whole" in printed
    file = place / "my-framework.json"
    adapted = json.loads(file.read_text(encoding="utf-8"))
    adapted["texts"]["en"]["criteria"]["KP1"]["question"] = "Who builds things here?"
    file.write_text(json.dumps(adapted), encoding="utf-8")
    told = (place / "place.toml").read_text(encoding="utf-8")
    (place / "place.toml").write_text(told.replace('"v1"', '"my-framework.json"'), encoding="utf-8")
    document = assess_folder(place).document
    marked = [one["id"] for one in document["criteria"] if "adapted" in one["findings"]]
    assert marked == ["KP1"]
    del adapted["texts"]["en"]["criteria"]["KP1"]["why"]
    file.write_text(json.dumps(adapted), encoding="utf-8")
    with pytest.raises(Refused):
        assess_folder(place)


def test_the_worked_example_of_the_method_page_is_what_the_method_gives(root: Path) -> None:
    page = (root / "docs" / "explanation" / "method.md").read_text(encoding="utf-8")
    groups = (((0, 0, 2, 3, 1), 10), ((2, 4, 2, 0, 0), 20), ((0, 0, 1, 4, 2), 14))
    kinds = (("civic_tech",), ("community",), ("government", "issue_expert", "philanthropy"))
    means = [f"{float(estimate(levels, asked).mean):.2f}" for levels, asked in groups]
    assert "{}, {} and {}".format(*means) in page
    cells = tuple(
        Cell(kind, "shown" if len(kind) == 1 else "merged", Count(levels), asked)
        for kind, (levels, asked) in zip(kinds, groups, strict=True)
    )
    said = together(cells, tuple(mark(cell) for cell in cells))
    assert said is not None
    assert said.low is not None
    assert said.high is not None
    assert f"= **{float(said.value)}**" in " ".join(page.split())
    assert f"**{float(said.low)} to {float(said.high)}**" in page


def test_the_numbers_that_protect_people_stand_on_the_method_page(root: Path) -> None:
    page = " ".join((root / "docs" / "explanation" / "method.md").read_text(encoding="utf-8").split())
    vectors = json.loads((root / "tests" / "vectors" / "guarantee.json").read_text(encoding="utf-8"))
    *most, last = vectors["fewest"].values()
    assert f"{', '.join(map(str, most))} and {last} for groups of" in page
    assert (5, 10, Fraction(3, 5)) == (SMALLEST_K, SPREAD_FROM, COVERAGE_FROM)
    assert "fewer than five answers" in page
    assert "a group of ten or more" in page
    assert "six in ten of the measures" in page
