"""Who was asked what (METHOD 1, section 1): N, asked criteria, participation."""

import pytest

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.asked import AskedOf, Participation
from tallgrass.strength.rounds.method.records import Answers, Asked, Count, Form
from tallgrass.strength.rounds.method.results import RoundResults, round_results
from tests.method.worlds import AS_OF, FRAMEWORK, answers_of

FULL, SHORT, RESIDENT = (FRAMEWORK.forms[form] for form in ("full", "short", "resident"))
ONLY_FULL = "KP1"
BOTH = "KP7"


def asked_of(
    *rows: tuple[str, Form, int | None], said: dict[tuple[str, str], Count] | None = None
) -> AskedOf:
    return AskedOf(FRAMEWORK.forms, tuple(Asked(*row) for row in rows), answers_of(said or {}))


def results(
    *rows: tuple[str, Form, int | None], said: dict[tuple[str, str], Count] | None = None, table: bool = True
) -> RoundResults:
    return round_results(
        forms=FRAMEWORK.forms,
        answers=answers_of(said or {}),
        asked=tuple(Asked(*row) for row in rows) if table else None,
        agreed=None,
        k=5,
        as_of=AS_OF,
    )


def test_n_is_everyone_of_the_kind_asked_on_a_form_that_holds_the_criterion() -> None:
    asked = asked_of(("community", "full", 10), ("community", "short", 7))
    assert asked.number("community", ONLY_FULL) == 10
    assert asked.number("community", BOTH) == 17


def test_a_kind_without_a_row_has_n_unknown_and_a_form_without_a_row_counts_nobody() -> None:
    asked = asked_of(("community", "short", 7))
    assert asked.number("government", BOTH) is None
    assert asked.number("community", ONLY_FULL) == 0
    assert AskedOf(FRAMEWORK.forms, None, Answers()).number("community", BOTH) is None


def test_an_open_link_makes_n_unknown() -> None:
    asked = asked_of(("community", "full", 10), ("community", "short", None))
    assert asked.number("community", BOTH) is None


@pytest.mark.parametrize(
    ("count", "number"),
    [
        (Count((0, 0, 5, 0, 0)), 5),
        (Count((0, 0, 6, 0, 0)), None),
        (Count((0, 0, 4, 0, 0), dont_know=2), None),
        (Count((0, 0, 4, 0, 0), skipped=2), None),
        (Count((0, 0, 4, 0, 0), dont_know=1), 5),
    ],
)
def test_more_answering_than_asked_makes_n_unknown_there(count: Count, number: int | None) -> None:
    said = {("community", BOTH): count, ("community", ONLY_FULL): Count((0, 0, 3, 0, 0))}
    asked = asked_of(("community", "full", 5), said=said)
    assert asked.number("community", BOTH) == number
    assert asked.number("community", ONLY_FULL) == 5
    found = results(("community", "full", 5), said=said)
    assert found.miscounted == (() if number else ("community",))


def test_more_answering_than_asked_shows_as_an_unknown_number_and_never_a_smaller_one() -> None:
    found = results(("community", "full", 5), said={("community", BOTH): Count((0, 0, 6, 0, 0))})
    assert found.criteria[BOTH].cells[0].asked is None
    assert found.state("community") == Participation("community", 6, None, "counted")


def test_an_answer_outside_the_form_that_was_asked_is_more_answering_than_asked() -> None:
    found = results(("community", "short", 9), said={("community", ONLY_FULL): Count((0, 0, 6, 0, 0))})
    assert found.criteria[ONLY_FULL].cells[0].asked is None
    assert found.miscounted == ("community",)


def test_a_criterion_is_asked_if_some_of_the_six_were_asked_a_form_that_holds_it() -> None:
    assert asked_of(("community", "short", 3)).criteria() == frozenset(SHORT)
    assert asked_of(("community", "short", 3), ("government", "full", 1)).criteria() == frozenset(FULL)
    assert asked_of(("community", "short", None)).criteria() == frozenset(SHORT)
    assert asked_of(("community", "full", 0)).criteria() == frozenset()


def test_residents_and_others_alone_make_no_criterion_asked() -> None:
    assert asked_of(("resident", "resident", 30), ("other", "full", 5)).criteria() == frozenset()


def test_without_an_asked_table_the_answers_of_the_six_show_which_form_it_was() -> None:
    def asked(kind: str, criterion: str) -> frozenset[str]:
        said = {(kind, criterion): Count((1, 0, 0, 0, 0))}
        return AskedOf(FRAMEWORK.forms, None, answers_of(said)).criteria()

    assert asked("community", BOTH) == frozenset(SHORT)
    assert asked("community", ONLY_FULL) == frozenset(FULL)
    assert asked("other", ONLY_FULL) == frozenset()
    assert asked("resident", "KP8") == frozenset()


def test_participation_says_a_number_only_from_k_on() -> None:
    rows: list[tuple[str, Form, int | None]] = [(kind, "short", 12) for kind in SIX_KINDS[:4]]
    said = {
        (kind, BOTH): Count((0, 0, n, 0, 0)) for kind, n in zip(SIX_KINDS, (5, 4, 1, 0), strict=False) if n
    }
    found = results(*rows, ("philanthropy", "short", 0), said=said)
    states = [(one.kind, one.answered, one.asked, one.state) for one in found.participation]
    assert states == [
        ("civic_tech", 5, 12, "counted"),
        ("government", None, 12, "fewer_than_k"),
        ("community", None, 12, "fewer_than_k"),
        ("issue_expert", 0, 12, "none_yet"),
        ("philanthropy", 0, 0, "not_asked"),
        ("tech_company", 0, None, "none_yet"),
        ("resident", 0, None, "none_yet"),
    ]


def test_somebody_who_only_said_dont_know_took_part() -> None:
    found = results(said={("community", BOTH): Count(dont_know=6)}, table=False)
    assert found.state("community").answered == 6
    assert found.criteria[BOTH].cells == ()


def test_where_nobody_was_asked_nobody_is_unheard() -> None:
    found = results(table=False)
    assert {one.state for one in found.participation} == {"not_asked"}
    assert not found.anybody_asked


def test_other_is_listed_only_where_there_is_any() -> None:
    assert "other" not in [one.kind for one in results(("community", "short", 3)).participation]
    assert results(("other", "short", 3)).state("other").state == "none_yet"


def test_residents_and_other_stand_apart_and_enter_no_total() -> None:
    said = {
        ("community", "KP8"): Count((0, 0, 6, 0, 0)),
        ("resident", "KP8"): Count((9, 0, 0, 0, 0)),
        ("other", "KP8"): Count((0, 0, 0, 0, 12)),
    }
    found = results(said=said, table=False).criteria["KP8"]
    assert found.say is not None
    assert found.say.value == 2
    assert [cell.kinds for cell in found.cells] == [("community",)]
    assert found.residents is not None
    assert (found.residents.mark.bound, found.residents.answered) == ("at_most", 9)
    assert found.other is not None
    assert found.other.mark.value > 3
    without = results(said={("community", "KP8"): Count((0, 0, 6, 0, 0))}, table=False).criteria["KP8"]
    assert (without.say, without.agreement) == (found.say, found.agreement)


@pytest.mark.parametrize("kind", ["resident", "other"])
def test_residents_and_other_under_k_have_no_mark(kind: str) -> None:
    found = results(said={(kind, "KP8"): Count((0, 4, 0, 0, 0))}, table=False).criteria["KP8"]
    assert found.residents is None
    assert found.other is None


def test_people_whose_answers_may_not_be_shown_are_too_few_and_not_none() -> None:
    found = results(said={("community", BOTH): Count((0, 4, 0, 0, 0))}, table=False).criteria
    assert found[BOTH].too_few
    assert not found["KP8"].too_few
