"""A refusal is sentences: fifty of them at most, then how many more there are."""

import pytest

from tallgrass.foundation.files import Ours, Problem, Problems, Refused, sentences
from tests.files.place import PLAYERS, PlaceFolder


def _bad_rows(number: int) -> str:
    return PLAYERS + "".join(f"x{each},Group {each},nobody,\n" for each in range(number))


def test_fifty_refusals_are_printed_and_the_rest_counted(place: PlaceFolder) -> None:
    place.write("players.csv", _bad_rows(173))
    with pytest.raises(Refused) as refusal:
        place.read()
    told = refusal.value.sentences()
    assert refusal.value.total == 173
    assert len(told) == 51
    assert told[0].startswith("players.csv, row 4, column kind: “nobody” is not a type of partner known here")
    assert told[49].startswith("players.csv, row 53")
    assert told[50] == "And 123 more."


@pytest.mark.parametrize(("number", "last"), [(50, "players.csv, row 53"), (51, "And 1 more.")])
def test_fifty_need_no_counting(place: PlaceFolder, number: int, last: str) -> None:
    place.write("players.csv", _bad_rows(number))
    with pytest.raises(Refused) as refusal:
        place.read()
    assert str(refusal.value).splitlines()[-1].startswith(last)


def test_a_sentence_repeats_nothing_that_a_terminal_would_obey() -> None:
    told = Problem("not_a_date", "x.csv", 2, "since", {"value": "\x1b[2J\u202eevil\nnext"}).sentence()
    assert "\x1b" not in told
    assert "\u202e" not in told
    assert "\n" not in told
    assert "evil next" in told


def test_a_long_cell_is_shortened_in_its_sentence() -> None:
    told = Problem("not_a_date", "x.csv", 2, "since", {"value": "y" * 5000}).sentence()
    assert len(told) < 200
    assert "…" in told


def test_a_text_of_our_own_is_repeated_whole() -> None:
    told = Problem("framework_fault", details={"what": Ours("x" * 300 + "\x1b[0m")}).sentence()
    assert told.startswith("x" * 300)
    assert "\x1b" not in told


def test_braces_in_a_cell_are_only_text() -> None:
    assert (
        "{0.__class__}" in Problem("not_a_date", "x.csv", 2, "since", {"value": "{0.__class__}"}).sentence()
    )


def test_what_is_the_same_in_several_files_is_told_once() -> None:
    problems = Problems()
    problems.note("utf_16", "a.csv")
    problems.note("tabs", "a.csv")
    problems.note("utf_16", "b.csv")
    assert sentences(problems.noted) == [
        "a.csv, b.csv: read as UTF-16.",
        "a.csv: columns are separated by tabs.",
    ]


def test_nothing_refused_raises_nothing() -> None:
    problems = Problems()
    problems.note("tabs", "a.csv")
    problems.report("tie_with_itself", "a.csv", 2, value="p1")
    problems.raise_refusals()
