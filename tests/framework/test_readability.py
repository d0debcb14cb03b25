"""Pages that a tired person can read: grades of every text, by a counter that is itself tested."""

from statistics import mean
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.strength.framework.method.readability import (
    ease_es,
    grade,
    sentences_of,
    syllables,
    syllables_es,
    words_of,
)
from tests.framework.test_v1 import ALL, RESIDENT, texts
from tests.method.by_hand import texts_in

#: Counted by saying them.
ENGLISH = {
    1: "asked shared lived helped learned tried year month lead heard clear mean least teach leaves their you our hour "
    "free two one once since friend field view guard guide build quite court fees closed home care linked types stays "
    "said goes does don't can't it's real whole while rule schools paid shape used",
    2: "data people table simple agree agreed partner places changes city needed wanted started voted settle settled "
    "handle reaches teaches themselves safely hopeless result problem question value issue public meeting working "
    "language every business client science quiet player trying paying seeing doing isn't didn't doesn't cities "
    "special social region million people's really matters active police useful careful statement",
    3: "decided resident official document elements advocate equity important area idea video museum medium period "
    "radio various serious obvious companies created creating creation theater anyone everyone continue "
    "violence audience efficient usual annual languages foundation together neighborhood updated policy quality",
    4: "community technology information experience philanthropy infrastructure material priority january "
    "society variety actually usually situation available responsible economic development organizing systematic",
    5: "organization individual participation systematically",
}
SPANISH = {
    1: "que muy rey y yo ley quién",
    2: "ciudad país gente leer guía guerra bueno causa oír día leyes ayer leí construir viuda datos queja reunión",
    3: "vergüenza pingüino poeta idea área ahora prohibido decisión trabajo guitarra héroe estudiáis",
    4: "comunidad aéreo averiguáis residente información todavía",
    5: "participación tecnología",
}


@pytest.mark.parametrize(
    ("count", "word"),
    [(count, word) for count, said in ENGLISH.items() for word in said.split()],
)
def test_english_syllables(count: int, word: str) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("count", "word"), [(count, word) for count, said in SPANISH.items() for word in said.split()]
)
def test_spanish_syllables(count: int, word: str) -> None:
    assert syllables_es(word) == count


def test_words_and_sentences_as_a_reader_counts_them() -> None:
    assert words_of("It's 12 o’clock, isn't it?") == ["it's", "12", "o'clock", "isn't", "it"]
    assert sentences_of("Who decides? We do. All of us") == 3
    assert sentences_of("About 2.5 hours. Done.") == 2
    assert sentences_of('Ask, "What helps?" Then wait.') == 2
    assert sentences_of("") == 0


def test_the_grade_of_a_text_by_hand() -> None:
    # 9 words in 2 sentences, 11 syllables: 0.39 x 4.5 + 11.8 x 11/9 - 15.59.
    assert grade(["We ask people first. Then we share the data."]) == pytest.approx(
        1.755 + 11.8 * 11 / 9 - 15.59
    )
    assert grade([]) == 0
    assert grade(["", "..."]) == 0
    # Answers that stand one below the other are sentences of their own.
    assert grade(["Not yet", "All of us do"]) == grade(["Not yet.", "All of us do."])


def test_the_ease_of_a_spanish_text_by_hand() -> None:
    # 5 words in 1 sentence, 9 syllables: 206.84 - 60 x 9/5 - 1.02 x 5.
    assert ease_es(["La gente decide qué hacer."]) == pytest.approx(206.84 - 60 * 9 / 5 - 5.1)
    assert ease_es([]) == 100


@given(st.text(max_size=60))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    grade([text])
    ease_es([text])
    for word in words_of(text):
        assert syllables(word) >= 1
        assert syllables_es(word) >= 1


def screen(words: dict[str, Any]) -> list[str]:
    """All that stands on one screen when it is asked: the question, the help and the five answers."""
    return [words["question"], words.get("help") or "", *words["levels"]]


def test_a_question_screen_is_at_most_grade_eight_and_six_in_the_mean() -> None:
    grades = {name: grade(screen(texts()["criteria"][name])) for name in ALL}
    assert {name: round(found, 1) for name, found in grades.items() if found > 8} == {}
    assert mean(grades.values()) <= 6


def test_a_residents_screen_is_at_most_grade_five() -> None:
    for name in RESIDENT:
        assert grade(screen(texts()["criteria"][name]["resident"])) <= 5, name


#: Not sentences, so not graded one by one: names, the labels of measures (a noun each), and quotations of the source.
EXEMPT = ("name", "measures", "source")


def test_no_single_text_is_above_grade_nine() -> None:
    hard = [
        (round(grade([text]), 1), text)
        for path, text in texts_in(texts())
        if path[-1] not in EXEMPT and path[0] != "levels" and grade([text]) > 9.05
    ]
    assert hard == []


def test_labels_of_measures_are_read_together_at_most_at_grade_nine() -> None:
    assert grade(one["measures"] for one in texts()["readings"].values()) <= 9
