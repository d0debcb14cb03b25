"""A place may adapt a framework; what it adapts is marked, and a translation changes nothing."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tallgrass.strength.framework.files import FrameworkFaults, load_framework, packaged, packaged_document
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.check import faults
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.framework.test_faults import put
from tests.method.by_hand import texts_in
from tests.method.worlds import answers_of, place, scorecard

Change = Callable[[dict[str, Any]], None]


def adapted(change: Change) -> list[str]:
    document = packaged_document()
    change(document)
    assert faults(document) == ()
    built = build(document, packaged())
    assert built.adapted == any(one.adapted for one in built.criteria)
    return [one.id for one in built.criteria if one.adapted]


def words(document: dict[str, Any], name: str = "KP8") -> dict[str, Any]:
    found = document["texts"]["en"]["criteria"][name]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    "change",
    [
        lambda d: words(d).update(question="Do they decide?"),
        lambda d: words(d)["levels"].__setitem__(2, "Now and then."),
        lambda d: words(d)["resident"].update(question="Do you decide?"),
        lambda d: words(d)["resident"]["levels"].__setitem__(0, "No."),
        lambda d: d["elements"][0]["criteria"][7]["conditions"]["1"][0].update(value=77),
        lambda d: d["elements"][0]["criteria"][7].update(equity=False),
    ],
)
def test_another_wording_or_cut_point_is_marked(change: Change) -> None:
    assert adapted(change) == ["KP8"]


@pytest.mark.parametrize(
    "change",
    [
        lambda d: None,
        lambda d: words(d).update(why="Because."),
        lambda d: words(d).update(name="Their say"),
        lambda d: words(d)["next_steps"][0].update(who="You"),
        lambda d: d["texts"]["en"].update(we="We are {place}."),
        lambda d: d["texts"].update(es=deepcopy(d["texts"]["en"])),
    ],
)
def test_what_is_not_asked_may_be_said_in_other_words(change: Change) -> None:
    assert adapted(change) == []


def test_a_new_criterion_and_one_left_out_are_adaptations() -> None:
    document = packaged_document()
    one = deepcopy(document["elements"][5]["criteria"][0])
    document["elements"][5]["criteria"].append({**one, "id": "CV7"})
    document["forms"]["full"].append("CV7")
    document["texts"]["en"]["criteria"]["CV7"] = words(document, "CV1")
    built = build(document, packaged())
    assert built.adapted
    assert [one.id for one in built.criteria if one.adapted] == ["CV7"]
    document = packaged_document()
    document["elements"][5]["criteria"].pop(3)
    document["forms"]["full"].remove("CV4")
    assert faults(document) == ()
    assert build(document, packaged()).adapted


def test_a_translation_changes_neither_the_digest_nor_a_wording() -> None:
    document = packaged_document()
    before = build(document)
    document["texts"]["es"] = deepcopy(document["texts"]["en"])
    for path, text in texts_in(document["texts"]["en"]):
        put(document["texts"]["es"], path, f"{text} (es)")
    assert faults(document) == ()
    after = build(document)
    assert (after.digest, after.wordings) == (before.digest, before.wordings)
    assert set(after.texts) == set(before.texts) | {"es"}


def test_the_source_language_decides_the_digest() -> None:
    document = packaged_document()
    words(document).update(why="Because.")
    assert build(document).digest != packaged().digest
    assert build(document).wordings == packaged().wordings


def test_wordings_tell_every_question_apart() -> None:
    found = packaged().wordings
    assert len(set(found.values())) == len(found) == 43


def test_an_adapted_criterion_is_marked_in_the_scorecard_with_its_element_and_the_whole() -> None:
    document = packaged_document()
    words(document).update(question="Do they decide?")
    made = scorecard(Inputs(place=place(), framework=build(document, packaged())))
    assert made["framework"]["adapted"] is True
    assert [one["id"] for one in made["criteria"] if "adapted" in one["findings"]] == ["KP8"]
    assert [one["id"] for one in made["elements"] if "adapted" in one["findings"]] == ["players"]


def test_an_adapted_question_leaves_comparison_and_the_others_stay() -> None:
    said = answers_of({("government", name): Count((0, 0, 12, 0, 0)) for name in ("KP7", "KP8")})
    before = scorecard(Inputs(place=place(), framework=packaged(), answers=said))
    document = packaged_document()
    words(document).update(question="Do they decide?")
    after = scorecard(
        Inputs(place=place(), framework=build(document, packaged()), answers=said, previous=before)
    )
    found = {one["criterion"]: (one["verdict"], one["why"]) for one in after["change"]}
    assert (found["KP7"], found["KP8"]) == (("no_clear_change", None), ("not_comparable", "wording"))


def test_a_document_handed_out_can_be_changed_without_changing_the_packaged_words() -> None:
    document = packaged_document()
    words(document)["levels"][0] = "Nobody asks."
    words(document)["next_steps"][0]["what"] = "Sing."
    assert words(packaged_document())["levels"][0] != "Nobody asks."
    assert words(packaged_document())["next_steps"][0]["what"] != "Sing."


def test_a_place_keeps_its_framework_in_a_file(tmp_path: Path) -> None:
    document = packaged_document()
    words(document).update(question="Do they decide?")
    path = tmp_path / "ours.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    assert [one.id for one in load_framework(path).criteria if one.adapted] == ["KP8"]
    words(document)["levels"].pop()
    path.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(FrameworkFaults) as refused:
        load_framework(path)
    (told,) = refused.value.faults
    assert "ours.json" in told
    assert "KP8" in told
    assert "levels" in told


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xfe\x00", b"[1", b"nul", b"[" * 100_000])
def test_a_file_that_is_no_json_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ours.json"
    path.write_bytes(content)
    with pytest.raises(FrameworkFaults):
        load_framework(path)
    with pytest.raises(FrameworkFaults):
        load_framework(tmp_path / "absent.json")


def test_a_translation_of_what_is_no_longer_asked_is_not_shown() -> None:
    document = packaged_document()
    words(document, "CV1").update(question="Who is left out here?")
    built = build(document, packaged())
    spanish = built.texts["es"].criteria["CV1"]
    assert spanish.wording.question == "Who is left out here?"
    assert spanish.wording.levels == packaged().texts["es"].criteria["CV1"].wording.levels
    document["texts"]["es"]["criteria"]["CV1"]["question"] = "¿A quién se deja fuera aquí?"
    assert (
        build(document, packaged()).texts["es"].criteria["CV1"].wording.question
        == "¿A quién se deja fuera aquí?"
    )


def test_a_new_criterion_is_shown_in_the_language_it_was_written_in() -> None:
    document = packaged_document()
    one = deepcopy(document["elements"][5]["criteria"][0])
    document["elements"][5]["criteria"].append({**one, "id": "CV7"})
    document["forms"]["full"].append("CV7")
    document["texts"]["en"]["criteria"]["CV7"] = {**words(document, "CV1"), "question": "Is it new?"}
    assert faults(document) == ()
    assert build(document, packaged()).texts["es"].criteria["CV7"].wording.question == "Is it new?"
