"""One key an answer: what each says, in every language, and what cannot be read."""

import doctest

import pytest

from tallgrass.foundation.languages import available_languages
from tallgrass.strength.rounds.keying.method import keys
from tallgrass.strength.rounds.keying.method.keys import ORDER, key_of, pick_marks, picked, sign_of, tally
from tallgrass.strength.rounds.keying.method.typed import read_keys
from tallgrass.strength.rounds.keying.wording import own_keys, said_in

CRITERIA = ("KP7", "CA8", "CV5")
MARKS = {"players": "A", "culture": "B", "KP7": "1", "CA8": "2", "CV5": "3"}
ENGLISH = {"d": "d", "s": "s"}


def test_the_examples_in_the_words_of_the_functions_hold() -> None:
    assert doctest.testmod(keys).failed == 0


@pytest.mark.parametrize("language", available_languages())
def test_every_key_that_is_shown_says_what_it_is_shown_for(language: str) -> None:
    own = own_keys(language)
    shown = [key_of(sign, own) for sign in ORDER]
    assert [sign_of(key, own) for key in shown] == list(ORDER)
    assert [sign_of(key.upper(), own) for key in shown] == list(ORDER)


def test_i_do_not_know_is_n_in_spanish_and_d_is_understood_as_well() -> None:
    assert key_of("d", own_keys("es")) == "n"
    assert sign_of("d", own_keys("es")) == sign_of("n", own_keys("en")) == "d"


@pytest.mark.parametrize("key", ["5", "x", "", " ", "dd", "é", "٣", "\x00"])
def test_any_other_key_says_nothing(key: str) -> None:
    assert sign_of(key, ENGLISH) is None


def test_a_sheet_becomes_what_somebody_would_have_sent() -> None:
    typed = {
        "answer-KP7": "3",
        "answer-CA8": "N",
        "answer-CV5": "-",
        "pick-1": "b",
        "pick-2": "2",
        "missed": "Buses",
    }
    found = read_keys(typed, CRITERIA, MARKS, ENGLISH)
    assert found.troubles == ()
    assert found.filled.answers == {"KP7": "3", "CA8": "d"}
    assert found.filled.picks == ("culture", "CA8")
    assert [said.text for said in found.filled.remarks] == ["Buses"]
    assert found.signs == {"KP7": "3", "CA8": "d", "CV5": "-"}


def test_each_question_without_a_key_is_named() -> None:
    found = read_keys({"answer-KP7": "3", "answer-CV5": "9"}, CRITERIA, MARKS, ENGLISH)
    assert [(one.code, one.number) for one in found.troubles] == [("no_answer", 2), ("no_such_key", 3)]


def test_a_sheet_with_nothing_on_it_is_none() -> None:
    found = read_keys(
        dict.fromkeys(("answer-KP7", "answer-CA8", "answer-CV5"), "-"), CRITERIA, MARKS, ENGLISH
    )
    assert [one.code for one in found.troubles] == ["nothing"]


@pytest.mark.parametrize("mark", ["7", "G", "AA", "players", "0"])
def test_a_mark_that_is_on_no_list_is_said(mark: str) -> None:
    typed = {"answer-KP7": "3", "answer-CA8": "3", "answer-CV5": "3", "pick-2": mark}
    [trouble] = read_keys(typed, CRITERIA, MARKS, ENGLISH).troubles
    assert (trouble.code, trouble.field, trouble.typed) == ("no_such_pick", "pick-2", mark)


def test_marks_tell_topics_from_questions() -> None:
    items = ["players", "approach", *CRITERIA]
    marks = pick_marks(items, 2)
    assert [picked(mark, marks) for mark in ("a", "B", "1", "3")] == ["players", "approach", "KP7", "CV5"]
    assert len(set(marks.values())) == len(items)


def test_the_total_counts_every_key() -> None:
    assert tally("0044d-") == {"0": 2, "1": 0, "2": 0, "3": 0, "4": 2, "d": 1, "s": 0, "-": 1}


@pytest.mark.parametrize("language", available_languages())
def test_the_letters_among_the_keys_are_one_letter_and_differ(language: str) -> None:
    letters = [said_in(language)["keys"][sign] for sign in ("d", "s")]
    assert all(len(letter) == 1 and letter.isalpha() for letter in letters)
    assert len(set(letters)) == 2
