"""Every fault of a framework is named, and nothing that passes can break what reads it."""

import json
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tallgrass.strength.framework.files import packaged_document, sentence
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.check import Fault, faults
from tests.method.by_hand import texts_in

Path = tuple[str | int, ...]

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)


@cache
def original() -> str:
    return json.dumps(packaged_document())


def document() -> dict[str, Any]:
    found = json.loads(original())
    assert isinstance(found, dict)
    return found


def at(whole: Any, path: Path) -> Any:
    for step in path:
        whole = whole[step]
    return whole


def put(whole: Any, path: Path, value: Any) -> None:
    at(whole, path[:-1])[path[-1]] = value


def every_path(value: Any, path: Path = ()) -> list[Path]:
    found = [path] if path else []
    if isinstance(value, dict):
        for key, one in value.items():
            found += every_path(one, (*path, key))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            found += every_path(one, (*path, place))
    return found


PATHS = every_path(packaged_document())
TEXT_PATHS = [path for path, _ in texts_in(packaged_document()["texts"]["en"]) if path[0] != "forms"]


def told(found: tuple[Fault, ...]) -> list[str]:
    """Every fault as a sentence: each must have one."""
    return [sentence("ours.json", fault) for fault in found]


@given(JSON)
def test_any_json_at_all_gets_an_answer(value: Any) -> None:
    assert told(faults(value))


@settings(max_examples=100, phases=(Phase.explicit, Phase.generate))
@given(st.sampled_from(PATHS), JSON)
def test_any_json_in_any_place_is_either_named_or_can_be_used(path: Path, value: Any) -> None:
    broken = document()
    put(broken, path, value)
    found = faults(broken)
    told(found)
    if not found:
        build(broken, build(document()))


@settings(max_examples=100, phases=(Phase.explicit, Phase.generate))
@given(st.sampled_from(PATHS))
def test_whatever_is_taken_out_is_either_named_or_can_be_spared(path: Path) -> None:
    broken = document()
    holder = at(broken, path[:-1])
    del holder[path[-1]]
    found = faults(broken)
    told(found)
    if not found:
        build(broken, build(document()))


def kind_of(path: Path) -> str:
    """A path with its names taken out, so that one of each kind is tried."""
    return ".".join(
        "*" if place == 1 and path[0] in ("criteria", "readings", "elements") else str(step)
        for place, step in enumerate(path)
    )


SAMPLED = {kind_of(path): path for path in TEXT_PATHS}
#: Each kind of text once, and besides every eleventh text of all.
CHOSEN = sorted({*SAMPLED.values(), *TEXT_PATHS[::11]}, key=str)


def test_each_removed_text_is_named_by_criterion_and_field() -> None:
    broken = document()
    for number, path in enumerate(path for path in CHOSEN if path[-1] != "help"):
        kept = at(broken["texts"]["en"], path)
        put(broken["texts"]["en"], path, ("", "  ", None, 7)[number % 4])
        (found,) = faults(broken)
        put(broken["texts"]["en"], path, kept)
        field = "texts.en" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path)
        assert (found.problem, found.field) == ("missing_text", field)
        assert found.criterion == (path[1] if path[0] == "criteria" else None)
        assert str(found.criterion or "ours.json") in sentence("ours.json", found)


def test_a_text_may_have_2000_characters_and_no_more() -> None:
    for length, expected in ((2000, []), (2001, ["text_too_long"])):
        broken = document()
        broken["texts"]["en"]["criteria"]["KP1"]["why"] = "a" * length
        assert [fault.problem for fault in faults(broken)] == expected


def first(whole: dict[str, Any]) -> Any:
    """The first criterion."""
    return whole["elements"][0]["criteria"][0]


def condition(whole: dict[str, Any]) -> Any:
    """The first condition of its first level."""
    return first(whole)["conditions"]["1"][0]


@pytest.mark.parametrize(
    ("change", "problem", "criterion"),
    [
        (lambda d: d.update(schema="other/1"), "wrong_schema", None),
        (lambda d: d.update(id=""), "missing_text", None),
        (lambda d: d["elements"].pop(), "wrong_elements", None),
        (lambda d: d["elements"].reverse(), "wrong_elements", None),
        (lambda d: d["elements"][0].update(criteria=[]), "no_criteria", None),
        (lambda d: first(d).update(id="KP 1"), "bad_id", None),
        (lambda d: d["elements"][0]["criteria"][1].update(id="KP1"), "doubled_id", "KP1"),
        (lambda d: first(d).update(equity="yes"), "not_yes_or_no", "KP1"),
        (lambda d: first(d).update(source="words"), "not_a_list_of_texts", "KP1"),
        (lambda d: d["readings"][0].update(id="plain"), "bad_reading_id", None),
        (lambda d: d["readings"].append(d["readings"][0]), "doubled_reading", None),
        (lambda d: d["readings"][0].update(unit="furlong"), "unknown_unit", None),
        (lambda d: d["readings"][0].update(records_needed=0), "not_a_count", None),
        (lambda d: d["readings"][0].update(records_needed=True), "not_a_count", None),
        (lambda d: first(d)["conditions"].update({"3": []}), "no_conditions", "KP1"),
        (lambda d: first(d)["conditions"].pop("4"), "no_conditions", "KP1"),
        (lambda d: first(d)["conditions"].update({"5": []}), "unknown_level", "KP1"),
        (lambda d: condition(d).update(reading="x.y"), "unknown_reading", "KP1"),
        (lambda d: condition(d).update(op="=="), "unknown_operator", "KP1"),
        (lambda d: condition(d).update(value=True), "flag_and_number_mixed", "KP1"),
        (lambda d: condition(d).update(value="3"), "bad_value", "KP1"),
        (lambda d: condition(d).update(value=[[9, 1]]), "bad_value", "KP1"),
        (lambda d: condition(d).update(value=[[9, 1], [9, 1], [None, 2]]), "bad_value", "KP1"),
        (lambda d: condition(d).update(value=[[9, 1], [8, 1], [None, 2]]), "bad_value", "KP1"),
        (lambda d: d["forms"].pop("short"), "no_form", None),
        (lambda d: d["forms"]["short"].append("XX1"), "form_names_unknown", None),
        (lambda d: d["forms"]["short"].append("KP7"), "form_names_twice", None),
        (lambda d: d["forms"]["full"].pop(), "full_form_not_full", None),
        (lambda d: d["texts"].pop("en"), "no_source_texts", None),
        (lambda d: d["texts"]["en"]["criteria"]["KP1"]["levels"].pop(), "not_five_levels", "KP1"),
        (lambda d: d["texts"]["en"]["criteria"]["KP1"]["next_steps"].pop(), "not_four_steps", "KP1"),
        (lambda d: d["texts"]["en"]["criteria"]["KP1"].update(evidence=[]), "missing_text", "KP1"),
        (lambda d: d["texts"]["en"]["criteria"]["KP1"].update(help=""), "missing_text", "KP1"),
        (lambda d: d["texts"]["en"]["criteria"]["KP8"].pop("resident"), "missing_text", "KP8"),
        (lambda d: d["texts"]["en"]["criteria"]["KP1"].update(resident={"question": "?"}), "not_five_levels", "KP1"),
        (lambda d: d["texts"]["en"].pop("levels"), "not_five_levels", None),
        (lambda d: d["texts"]["en"]["next_steps"].pop("find_out"), "missing_text", None),
        (lambda d: d.update(note="\ud83d"), "half_a_character", None),
        (lambda d: d.update(note=json.loads("[" * 60 + "]" * 60)), "too_deep", None),
    ],
)  # fmt: skip
def test_each_fault_is_named(
    change: Callable[[dict[str, Any]], None], problem: str, criterion: str | None
) -> None:
    broken = document()
    change(broken)
    found = faults(broken)
    assert (problem, criterion) in {(fault.problem, fault.criterion) for fault in found}
    assert all(told(found))


def test_a_text_for_something_that_is_not_there_does_no_harm() -> None:
    spare = document()
    spare["texts"]["en"]["criteria"]["ZZ9"] = "what is this"
    spare["texts"]["en"]["readings"]["zz.top"] = 9
    spare["texts"]["en"]["elements"]["weather"] = None
    spare["texts"]["en"]["next_steps"]["sing"] = []
    assert faults(spare) == ()
    built = build(spare, build(document()))
    assert "ZZ9" not in built.wordings
    assert not built.adapted


def test_not_an_object_at_all() -> None:
    values: tuple[Any, ...] = (None, [], "v1", 3)
    for value in values:
        assert [fault.problem for fault in faults(value)] == ["not_an_object"]
