"""Where each mark of the picture stands, and what is drawn where there is nothing."""

import re

import pytest

from tallgrass.foundation.ui.charts import at_level, columns, level_names, mark, nearest_level, stretch
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering import picture
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tests.rendering.reading import pages
from tests.rendering.samples import CASES, LEVELS, criterion, document, nine_people, one_meeting, one_silent


@pytest.mark.parametrize(
    ("level", "place"), [(0, "4%"), (1, "27%"), (2.6, "63.8%"), (0.1, "6.3%"), (4, "96%"), (2.9, "70.7%")]
)
def test_levels_stand_at_even_distances(level: float, place: str) -> None:
    assert at_level(level) == place


@pytest.mark.parametrize(("value", "level"), [(2.5, 3), (2.4, 2), (0.5, 1), (3.5, 4), (0.0, 0)])
def test_the_nearest_level_rounds_halves_up(value: float, level: int) -> None:
    assert nearest_level(value) == level


def test_a_bound_is_open_on_the_side_where_the_truth_may_be() -> None:
    up, down, shut = mark(3, "at_least"), mark(1, "at_most"), mark(2, None)
    assert up is not None
    assert down is not None
    assert shut is not None
    assert (up.open, down.open, shut.open) == ("up", "down", None)
    assert mark(None, None) is None


def test_a_stretch_without_length_is_not_drawn() -> None:
    assert stretch(2, 2) is None
    assert stretch(None, 3) is None
    between = stretch(3, 1.5)
    assert between is not None
    assert (between.x1, between.width) == ("38.5%", "34.5%")


def test_columns_show_everybody_who_answered() -> None:
    assert columns([0, 1, 0, 100, 0], 38, 32) == "M27 38V36M73 38V6"
    assert columns([0, 0, 0, 0, 0], 38, 32) == ""


def scale_of(made: dict[str, object], name: str, framework: Framework) -> picture.Scale:
    item = criterion(made, name)
    return picture.scale(Sentences(made, framework, "en"), "A", item, item["show"]["level"])


def test_a_difference_is_shaded_only_where_it_is_a_finding(framework: Framework) -> None:
    made = one_silent()
    item = next(item for item in made["criteria"] if "people_higher" in item["findings"])
    assert scale_of(made, item["id"], framework).span is not None
    item["findings"].remove("people_higher")
    assert scale_of(made, item["id"], framework).span is None


def test_what_is_missing_is_hatched_and_never_at_the_low_end(framework: Framework) -> None:
    scale = scale_of(document(), "KP1", framework)
    assert scale.people is scale.records is scale.residents is None
    page = pages(document(), framework)["KP1"]
    drawn = re.search(r'<svg class="scale.*?</svg>', page, re.S)
    assert drawn is not None
    assert drawn[0].count('class="absent"') == 2
    assert "#dot" not in drawn[0]
    assert "#dia" not in drawn[0]


def test_a_square_says_in_words_what_it_shows(framework: Framework) -> None:
    made = one_meeting()
    sentences = Sentences(made, framework, "en")
    agreed = picture.square_in_words(sentences, criterion(made, "CV2"))
    assert agreed == ": agreed in a meeting: Working, records: not enough yet"
    assert picture.square_in_words(sentences, criterion(made, "CV1")).endswith(
        "people: not asked, records: not enough yet"
    )


def test_a_narrow_screen_names_all_five_levels_and_breaks_the_long_ones() -> None:
    named = level_names(LEVELS)
    assert [name.lines for name in named] == [
        ("Not yet",), ("Starting",), ("Partway",), ("Working",), ("Strong", "and fair"),
    ]  # fmt: skip
    assert [name.x for name in named] == [at_level(level) for level in range(5)]
    assert (named[0].anchor, named[4].anchor) == ("start", "end")


@pytest.mark.parametrize(("residents", "left"), [(3.4, True), (0.6, False), (None, False)])
def test_the_word_example_keeps_away_from_the_mark_beside_it(
    framework: Framework, residents: float | None, left: bool
) -> None:
    made = one_silent()
    criterion(made, "KP8")["residents"]["estimate"] = residents
    assert scale_of(made, "KP8", framework).example_left is left


def test_a_hidden_number_is_hatched_and_an_unknown_one_has_no_bar(framework: Framework) -> None:
    bars = picture.participation_bars(Sentences(nine_people(), framework, "en"))
    assert bars[0].hidden
    assert bars[0].answered is None
    residents = picture.participation_bars(Sentences(one_silent(), framework, "en"))[-1]
    assert (residents.asked, residents.answered) == (None, None)


def test_no_figure_carries_binary_noise(framework: Framework) -> None:
    for make in CASES.values():
        for page in pages(make(), framework).values():
            assert re.findall(r"\d\.\d{3,}", re.sub(r"<style.*?</style>", "", page, flags=re.S)) == []
