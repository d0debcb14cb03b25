"""The published schema of a framework accepts ours, and refuses what has the wrong shape."""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tallgrass.strength.framework.files import packaged_document
from tallgrass.strength.framework.method.check import faults
from tests.framework.test_faults import JSON, PATHS, document, put
from tests.framework.test_faults import Path as Way

SCHEMA = Path(__file__).parents[2] / "src/tallgrass/strength/framework/schema/framework.schema.json"


@cache
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def accepted(value: Any) -> bool:
    return bool(validator().is_valid(value))


def test_version_1_is_as_the_schema_says() -> None:
    assert [error.message for error in validator().iter_errors(packaged_document())] == []


#: Faults that a schema cannot see: they are about two places of a document that must agree.
ACROSS = {
    "doubled_id", "doubled_reading", "unknown_reading", "form_names_unknown", "full_form_not_full", "no_source_texts",
    "flag_and_number_mixed", "missing_text", "not_five_levels", "not_four_steps",
}  # fmt: skip


def in_shape(problem: str, value: Any) -> bool:
    return problem not in ACROSS


@settings(max_examples=100, phases=(Phase.explicit, Phase.generate))
@given(st.sampled_from(PATHS), JSON)
def test_what_the_schema_refuses_the_check_refuses(way: Way, value: Any) -> None:
    broken = document()
    put(broken, way, value)
    if not faults(broken):
        assert [error.json_path for error in validator().iter_errors(broken)] == []


@settings(max_examples=100, phases=(Phase.explicit, Phase.generate))
@given(st.sampled_from(PATHS), JSON)
def test_what_the_check_refuses_for_its_shape_the_schema_refuses(way: Way, value: Any) -> None:
    broken = document()
    put(broken, way, value)
    shape = {fault.problem for fault in faults(broken)} - ACROSS - {"half_a_character", "bad_value"}
    assert not (shape and accepted(broken)), shape


@pytest.mark.parametrize("text", ["", " ", None, 3, [], "a" * 2001])
def test_a_missing_text_is_refused_by_both(text: Any) -> None:
    for way in (
        ("we",),
        ("criteria", "KP1", "why"),
        ("criteria", "KP1", "levels", 3),
        ("criteria", "KP1", "next_steps", 0, "who"),
        ("elements", "players", "source"),
        ("readings", "players.active.civic_tech", "formula"),
        ("next_steps", "find_out", "what"),
        ("criteria", "KP8", "resident", "question"),
    ):
        broken = document()
        put(broken["texts"]["en"], way, text)
        assert faults(broken), way
        assert not accepted(broken), way
