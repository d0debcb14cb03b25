"""Version 1 of the framework: its ids, its forms, and the words on its pages."""

import re
from functools import cache
from typing import Any

import pytest

from tallgrass.strength.framework.files import packaged, packaged_document
from tallgrass.strength.framework.method.check import faults
from tallgrass.strength.framework.method.document import ELEMENTS
from tests.method.by_hand import texts_in

SIZES = {"players": ("KP", 8), "approach": ("CA", 8), "knowledge": ("KN", 7), "resources": ("RE", 6),
         "infrastructure": ("IN", 8), "culture": ("CV", 6)}  # fmt: skip
SHORT = ["KP7", "KP8", "CA2", "CA7", "KN3", "KN6", "RE3", "RE6", "IN5", "IN7", "CV2", "CV5"]
RESIDENT = ["IN7", "IN3", "KP8", "IN5", "CA8", "CV6"]
EQUITY = ["KP3", "KP8", "CA7", "CA8", "KN6", "RE6", "IN3", "IN7", "CV5", "CV6"]
ALL = [f"{code}{number}" for code, size in SIZES.values() for number in range(1, size + 1)]

#: Readings that files or answers give today; every other one waits for a room.
COMPUTED_ROOMS = ("players", "rounds")
ROOMS = {
    *COMPUTED_ROOMS,
    *[
        "groups",
        "approach",
        "knowledge",
        "resources",
        "infrastructure",
        "data",
        "voice",
        "learning",
        "culture",
    ],
}


#: Declared, but no level depends on it: a place cannot be marked down for what its people can afford.
SHOWN_ONLY = {"infrastructure.home_internet"}


@cache
def texts() -> dict[str, Any]:
    found = packaged_document()["texts"]["en"]
    assert isinstance(found, dict)
    return found


def test_it_has_no_faults() -> None:
    assert faults(packaged_document()) == ()


def test_six_elements_and_43_criteria_with_fixed_ids() -> None:
    framework = packaged()
    assert [one.id for one in framework.elements] == list(ELEMENTS)
    assert {one.id: one.criteria for one in framework.elements} == {
        element: tuple(f"{code}{number}" for number in range(1, size + 1))
        for element, (code, size) in SIZES.items()
    }
    assert len(ALL) == 43


def test_the_three_forms() -> None:
    forms = packaged().forms
    assert forms["full"] == tuple(ALL)
    assert forms["short"] == tuple(SHORT)
    assert forms["resident"] == tuple(RESIDENT)


def test_each_element_has_two_questions_in_the_short_form_and_one_about_fairness() -> None:
    for code, _ in SIZES.values():
        assert sum(name.startswith(code) for name in SHORT) == 2
        assert [name for name in SHORT if name.startswith(code) and name in EQUITY] or code == "CV"


def test_ten_criteria_are_about_fairness() -> None:
    assert [one.id for one in packaged().criteria if one.equity] == EQUITY


def test_residents_have_wording_of_their_own_for_their_six_questions_and_no_other() -> None:
    found = packaged().texts["en"].criteria
    assert {name for name, words in found.items() if words.resident} == set(RESIDENT)
    for name in RESIDENT:
        resident = found[name].resident
        assert resident is not None
        assert resident.question != found[name].wording.question
        assert len(set(resident.levels)) == 5


def test_nothing_in_it_is_adapted_and_it_says_that_residents_have_not_tried_it() -> None:
    framework = packaged()
    assert not framework.adapted
    assert not any(one.adapted for one in framework.criteria)
    assert not framework.tried_with_residents


def test_every_criterion_rests_on_a_few_measures_of_a_known_room() -> None:
    for one in packaged().criteria:
        named = {condition.reading for level in one.conditions.values() for condition in level}
        assert 2 <= len(named) <= 8, one.id
        assert {name.split(".")[0] for name in named} <= ROOMS, one.id


def test_every_declared_measure_is_asked_for() -> None:
    framework = packaged()
    named = {
        condition.reading
        for one in framework.criteria
        for level in one.conditions.values()
        for condition in level
    }
    assert named <= set(framework.readings)
    assert set(framework.readings) - named == SHOWN_ONLY


def test_a_measure_says_the_unit_that_its_cut_points_fit() -> None:
    framework = packaged()
    for one in framework.criteria:
        for level in one.conditions.values():
            for condition in level:
                value = condition.value
                cuts = [number for _, number in value] if isinstance(value, tuple) else [value]
                if framework.readings[condition.reading].unit == "share":
                    assert all(not isinstance(cut, bool) and 0 <= cut <= 1 for cut in cuts), one.id


def test_cut_points_never_fall_from_one_level_to_the_next() -> None:
    for one in packaged().criteria:
        highest: dict[str, Any] = {}
        for level in (1, 2, 3, 4):
            for condition in one.conditions[level]:
                if condition.operator in (">=", ">") and not isinstance(condition.value, tuple | bool):
                    before = highest.get(condition.reading)
                    assert before is None or condition.value >= before, f"{one.id} level {level}"
                    highest[condition.reading] = condition.value


@pytest.mark.parametrize("name", ALL)
def test_what_to_do_next_differs_from_level_to_level(name: str) -> None:
    words = texts()["criteria"][name]
    for field in ("what", "first_30_minutes"):
        said = [step[field] for step in words["next_steps"]]
        assert len(set(said)) == 4, f"{name}: {field}"
    assert not set(words["levels"]) & {step["what"] for step in words["next_steps"]}
    assert len(set(words["levels"])) == 5
    if words.get("resident"):
        assert len(set(words["resident"]["levels"])) == 5


def test_no_next_step_is_said_twice() -> None:
    said = [step["what"] for words in texts()["criteria"].values() for step in words["next_steps"]]
    assert len(set(said)) == len(said)


def test_sentences_hold_no_codes() -> None:
    code = re.compile(rf"\b(?:{'|'.join(ALL)})\b|\bE[0-3]\b|\b(?:KP|CA|KN|RE|IN|CV)\d")
    found = [(path, text) for path, text in texts_in(texts()) if code.search(text)]
    assert found == []


#: What nobody says on these pages: marks left by writing tools, words for machines, words of this trade.
UNWANTED = re.compile(
    r"—|–(?!\d)|…|\?\?|!!|\bTODO\b|\bTBD\b|lorem|\s{2,}|\s(?!\.\.\.)[,.;:?!]|stakeholder|leverage|utiliz|synerg|ecosystem",
    re.I,
)


def test_sentences_are_clean_and_in_plain_words() -> None:
    quoted = {("elements", element, "source") for element in ELEMENTS}
    found = [(path, text) for path, text in texts_in(texts()) if path not in quoted and UNWANTED.search(text)]
    assert found == []


def test_every_sentence_starts_and_ends_like_one() -> None:
    """Questions end as questions; answers, steps and reasons as sentences."""
    for name, words in texts()["criteria"].items():
        assert words["question"].endswith("?"), name
        of_residents = words["resident"]["levels"] if words.get("resident") else []
        for text in (*words["levels"], words["why"], *of_residents):
            assert text[0].isupper() or text[0] in '"“0123456789', f"{name}: {text}"
            assert text.endswith((".", "?", "!", ".”", '."')), f"{name}: {text}"
        for step in words["next_steps"]:
            for field in ("what", "first_30_minutes"):
                assert step[field].endswith((".", "?", ".”", '."', "?”", '?"')), f"{name}: {step[field]}"
