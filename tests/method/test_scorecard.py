"""People and records side by side: what only a whole scorecard can show."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from tallgrass.elements.players.method.records import Player
from tallgrass.foundation.readings import Condition, Measured
from tallgrass.strength.evidence.method.records import EvidenceItem
from tallgrass.strength.framework.method.document import Criterion, Framework
from tallgrass.strength.rounds.method.records import Asked, Comment, Count, Ranking, Signed
from tallgrass.strength.rounds.method.results import round_results
from tallgrass.strength.rounds.readings import round_readings
from tallgrass.strength.scorecard.method.inputs import Inputs
from tests.method.worlds import AS_OF, FRAMEWORK, answers_of, place, scorecard

EQUITY = {"KP3", "KP8", "CA7", "CA8", "KN6", "RE6", "IN3", "IN7", "CV5", "CV6"}
LOW, MIDDLE, HIGH = Count((9, 0, 0, 0, 0)), Count((0, 0, 9, 0, 0)), Count((0, 0, 0, 0, 9))

Said = dict[tuple[str, str], Count]


def document(said: Said | None = None, **tables: Any) -> dict[str, Any]:
    return scorecard(
        Inputs(
            place=tables.pop("of", place()),
            framework=tables.pop("framework", FRAMEWORK),
            answers=answers_of(said) if said else None,
            **tables,
        )
    )


def criterion(name: str, made: dict[str, Any]) -> dict[str, Any]:
    found = next(one for one in made["criteria"] if one["id"] == name)
    assert isinstance(found, dict)
    return found


def checked(name: str) -> tuple[EvidenceItem, ...]:
    return (EvidenceItem(name, "A paper", None, AS_OF, 3, "government", "community"),)


@pytest.mark.parametrize(
    ("residents", "community", "standing"),
    [
        (None, None, 3),
        (LOW, None, 2),
        (None, LOW, 2),
        (HIGH, LOW, 2),
        (LOW, HIGH, 2),
        (HIGH, HIGH, 3),
        (MIDDLE, HIGH, 3),
    ],
)
def test_on_fairness_residents_and_community_groups_bind_the_standing(
    residents: Count | None, community: Count | None, standing: int
) -> None:
    many = Count((0, 0, 0, 0, 60))
    said: Said = {("government", "KP8"): many, ("civic_tech", "KP8"): many, ("issue_expert", "KP8"): many}
    if residents:
        said["resident", "KP8"] = residents
    if community:
        said["community", "KP8"] = community
    made = document(said, evidence=(replace(checked("KP8")[0], grade=2),))
    assert criterion("KP8", made)["standing"] == standing


def test_only_marks_that_are_published_bind() -> None:
    many, four = Count((0, 0, 0, 0, 60)), Count((4, 0, 0, 0, 0))
    said: Said = {("government", "KP8"): many, ("resident", "KP8"): four, ("community", "KP8"): four}
    assert criterion("KP8", document(said, evidence=checked("KP8")))["standing"] == 4


@pytest.mark.parametrize("name", FRAMEWORK.forms["full"])
def test_residents_and_community_groups_bind_exactly_the_ten_on_fairness(name: str) -> None:
    said: Said = {("government", name): Count((0, 0, 0, 0, 90)), ("community", name): LOW}
    said |= {(kind, name): Count((0, 0, 0, 0, 90)) for kind in ("civic_tech", "philanthropy", "tech_company")}
    found = criterion(name, document(said, evidence=checked(name)))
    assert found["say"]["level"] == 3
    assert found["standing"] == (2 if name in EQUITY else 3)


def test_people_alone_go_as_far_as_evidence_carries() -> None:
    said: Said = {("government", "KP7"): Count((0, 0, 0, 0, 60))}
    grades = {}
    for grade in (0, 1, 2, 3):
        item = replace(checked("KP7")[0], grade=grade)
        grades[grade] = criterion("KP7", document(said, evidence=(item,)))["standing"]
    assert grades == {0: 2, 1: 2, 2: 3, 3: 4}


def test_signed_answers_stand_by_name_and_in_no_figure() -> None:
    said: Said = {("government", "KP7"): MIDDLE}
    players = (Player("b", "Birch Fund", ("philanthropy",)), Player("a", "Aster Labs", ("tech_company",)))
    signed = (Signed("b", "KP7", "4"), Signed("a", "KP7", "0"), Signed("a", "KP8", "dk"))
    made = document(said, players=players, signed=signed)
    assert criterion("KP7", made)["on_record"] == [
        {"organisation": "Aster Labs", "level": 0}, {"organisation": "Birch Fund", "level": 4},
    ]  # fmt: skip
    assert criterion("KP8", made)["on_record"] == []
    plain = document(said, players=players)
    criterion("KP7", made)["on_record"] = []
    assert made == plain


def test_comments_leave_only_once_cleared_and_without_a_kind() -> None:
    comments = (Comment("KP7", "Shown", True), Comment(None, "Hidden", False), Comment("KP1", "", True))
    made = document(comments=comments)
    assert {"criterion": "KP7", "text": "Shown"} in made["comments"]
    assert "Hidden" not in str(made)


def test_an_unknown_number_asked_is_counted_as_a_problem_of_the_asked_table() -> None:
    made = document({("government", "KP7"): MIDDLE}, asked=(Asked("government", "short", 8),))
    assert made["inputs"] == [
        {"table": "asked", "rows": 1, "noted": [{"key": "more_answered_than_asked", "count": 1}]}
    ]


def test_lists_of_who_was_not_heard_and_not_asked_hold_the_six_and_residents_only() -> None:
    rows = (Asked("government", "full", 0), Asked("other", "full", 5), Asked("community", "full", 5))
    made = document({("civic_tech", "KP7"): MIDDLE}, asked=rows)
    assert made["not_asked"] == ["government"]
    assert made["not_heard"] == ["community", "issue_expert", "philanthropy", "tech_company", "resident"]
    assert made["first_sentence"][-1] == {
        "key": "not_heard", "kind": "community", "count": 5, "element": None,
    }  # fmt: skip


def test_readings_of_the_files_stand_before_those_handed_in_and_both_are_told() -> None:
    handed = Measured("players.listed.civic_tech", Fraction(50), 50, 1, AS_OF, "a list")
    made = document(players=(Player("a", "A", ("civic_tech",)),), readings=(handed,))
    shown = next(one for one in criterion("KP1", made)["show"]["readings"] if one["id"] == handed.reading)
    assert shown["value"] == 1
    assert {"table": "readings", "rows": 1, "noted": [{"key": "superseded_by_computed", "count": 1}]} in made[
        "inputs"
    ]
    alone = document(readings=(handed,))
    shown = next(one for one in criterion("KP1", alone)["show"]["readings"] if one["id"] == handed.reading)
    assert shown["value"] == 50


def test_of_handed_in_readings_the_latest_fresh_one_counts() -> None:
    def handed(value: int, on: date | None) -> Measured:
        return Measured("players.listed.civic_tech", Fraction(value), 9, 1, on, "a list")

    rows = (
        handed(7, date(2026, 6, 1)),
        handed(5, date(2026, 1, 1)),
        handed(9, date(2027, 1, 1)),
        handed(3, None),
    )
    made = document(readings=rows)
    shown = next(
        one for one in criterion("KP1", made)["show"]["readings"] if one["id"] == "players.listed.civic_tech"
    )
    assert shown["value"] == 7
    noted = next(one for one in made["inputs"] if one["table"] == "readings")["noted"]
    assert {one["key"]: one["count"] for one in noted} == {"future": 1, "undated": 1}


def test_the_lower_printed_level_of_residents_and_community_groups_is_a_reading_where_both_have_one() -> None:
    def lowest(said: Said) -> dict[str, Any]:
        found = round_results(
            forms=FRAMEWORK.forms, answers=answers_of(said), asked=None, agreed=None, k=5, as_of=AS_OF
        )
        return {one.reading: one.value for one in round_readings(found, AS_OF)}

    both = lowest({("community", "KP8"): HIGH, ("resident", "KP8"): LOW})
    assert both["rounds.lowest_mark.KP8"] == 1
    assert "rounds.lowest_mark.KP8" not in lowest({("community", "KP8"): HIGH})
    assert "rounds.lowest_mark.KP8" not in lowest(
        {("community", "KP8"): HIGH, ("resident", "KP8"): Count((4, 0, 0, 0, 0))}
    )
    assert both["rounds.residents_answered"] == 9
    assert both["rounds.kinds_heard"] == 1
    assert "rounds.residents_answered" not in lowest(
        {("community", "KP8"): HIGH, ("resident", "KP8"): Count((4, 0, 0, 0, 0))}
    )
    assert lowest({}) == {}


def simple_framework(value: int) -> Framework:
    """Every criterion is at the level that one reading says."""
    conditions = {
        level: (Condition("players.listed.community", ">=", Fraction(level)),) for level in (1, 2, 3, 4)
    }
    criteria = tuple(
        Criterion(one.id, one.element, one.equity, one.source, conditions) for one in FRAMEWORK.criteria
    )
    assert value <= 4
    return replace(FRAMEWORK, criteria=criteria)


def test_where_people_and_records_differ_on_elements_the_first_sentence_counts_them() -> None:
    players = tuple(Player(f"p{n}", f"P{n}", ("community",)) for n in range(4))
    said: Said = {("government", name): Count((0, 0, 20, 0, 0)) for name in FRAMEWORK.forms["full"]}
    made = document(said, players=players, framework=simple_framework(4))
    assert {one["difference"] for one in made["elements"]} == {-2.0}
    assert {"key": "people_and_records_differ", "count": 6, "kind": None, "element": None} in made[
        "first_sentence"
    ]
    assert all("records_higher" in one["findings"] for one in [*made["elements"], *made["criteria"]])


def test_records_alone_carry_a_criterion_to_partway() -> None:
    players = tuple(Player(f"p{n}", f"P{n}", ("community",)) for n in range(4))
    made = document(players=players, framework=simple_framework(4))
    assert {(one["show"]["level"], one["standing"]) for one in made["criteria"]} == {(4, 2)}
    assert {one["word"] for one in made["elements"]} == {2}
    assert [one["key"] for one in made["first_sentence"]] == ["not_asked_yet"]


def test_no_records_at_all_are_absent_and_never_zero() -> None:
    made = document({("government", name): MIDDLE for name in FRAMEWORK.forms["full"]})
    assert {
        one["show"]["level"] for one in made["criteria"] if "rounds" not in str(one["show"]["readings"])
    } == {None}
    assert {one["show"]["mean"] for one in made["elements"]} == {None}


def test_an_asked_element_without_enough_marks_says_so() -> None:
    said: Said = {("government", name): Count((0, 0, 4, 0, 0)) for name in FRAMEWORK.forms["full"]}
    made = document(said)
    assert all("too_few_answers" in one["findings"] for one in [*made["elements"], *made["criteria"]])
    assert {one["say"]["estimate"] for one in made["elements"]} == {None}


def test_priorities_of_partners_and_of_residents_are_apart() -> None:
    rankings = tuple(Ranking(f"r{n}", "resident", "KP1", 1) for n in range(10))
    made = document(rankings=rankings)
    assert made["priorities"]["residents"]["items"] == [{"item": "KP1", "share": 1.0}]
    assert made["priorities"]["partners"] == {
        "state": "none",
        "rankers": None,
        "items": [],
        "agreement": None,
    }


def test_a_whole_document_says_no_sentence_and_no_time_of_its_making() -> None:
    made = document({("government", "KP7"): MIDDLE})
    assert made["schema"] == "tallgrass-scorecard/1"
    assert made["method"] == "1"
    assert made["caution"] == "learn_together_not_rank"
    assert made["as_of"] == "2026-11-24"
    assert [one["id"] for one in made["elements"]] == [
        "players", "approach", "knowledge", "resources", "infrastructure", "culture",
    ]  # fmt: skip
    assert len(made["criteria"]) == 43
