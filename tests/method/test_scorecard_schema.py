"""The published schema of ``scorecard.json`` holds for every scorecard, and lets nothing else through."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from jsonschema import Draft202012Validator

from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.method.worlds import FRAMEWORK, World, place, scorecard, worlds

SCHEMA = Path(__file__).parents[2] / "src/tallgrass/strength/scorecard/schema/scorecard.schema.json"


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def complaints(document: dict[str, Any]) -> list[str]:
    as_read = json.loads(to_bytes(document))
    return [f"{error.json_path}: {error.message[:200]}" for error in validator().iter_errors(as_read)]


@settings(max_examples=20, phases=(Phase.explicit, Phase.generate))
@given(worlds(), worlds())
def test_every_scorecard_is_as_the_schema_says(world: World, earlier: World) -> None:
    before = scorecard(replace(earlier.inputs, place=world.inputs.place))
    assert complaints(scorecard(replace(world.inputs, previous=before))) == []


def test_a_place_without_any_table_is_too() -> None:
    assert complaints(scorecard(Inputs(place=place(population=None), framework=FRAMEWORK))) == []


def every_object(value: Any, at: str = "$") -> list[tuple[str, dict[str, Any]]]:
    found = []
    if isinstance(value, dict):
        if value.get("type") == "object":
            found.append((at, value))
        for key, one in value.items():
            found += every_object(one, f"{at}.{key}")
    elif isinstance(value, list):
        for place_, one in enumerate(value):
            found += every_object(one, f"{at}[{place_}]")
    return found


def test_the_schema_is_closed_and_every_object_says_what_it_is() -> None:
    for at, one in every_object(json.loads(SCHEMA.read_text(encoding="utf-8"))):
        assert one["additionalProperties"] is False, at
        assert sorted(one["required"]) == sorted(one["properties"]), at
        assert one["description"], at


def changed(**changes: Any) -> Callable[[dict[str, Any]], None]:
    return lambda document: document.update(changes)


@pytest.mark.parametrize(
    "change",
    [
        changed(method="2"),
        changed(sentence="We are strong."),
        changed(k=4),
        changed(caution=None),
        lambda d: d.pop("gaps"),
        lambda d: d["criteria"][0].update(standing=5),
        lambda d: d["criteria"][0]["findings"].append("excellent"),
        lambda d: d["participation"][0].update(state="counted", answered=None),
        lambda d: d["participation"][0].update(state="fewer_than_k", answered=3),
        lambda d: d["inputs"].append({"table": "answers", "rows": 9, "noted": []}),
        lambda d: d["criteria"][0]["say"]["cells"].append(
            {"kinds": ["community"], "rule": "shown", "estimate": 2.0, "bound": None, "low": None, "high": None,
             "counts": [0, 0, 9, 0, 0], "answered": 9, "asked": None}
        ),
        lambda d: d["criteria"][0]["say"]["cells"].append(
            {"kinds": ["community"], "rule": "shown", "estimate": 2.3, "bound": None, "low": None, "high": None,
             "counts": None, "answered": 9, "asked": None}
        ),
    ],
)  # fmt: skip
def test_what_is_no_scorecard_is_refused(change: Callable[[dict[str, Any]], None]) -> None:
    document = deepcopy(scorecard(Inputs(place=place(), framework=FRAMEWORK, players=())))
    assert complaints(document) == []
    change(document)
    assert complaints(document) != []
