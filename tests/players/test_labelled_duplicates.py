"""Suggested duplicates beside invented names that were labelled by hand."""

import pytest

from tallgrass.elements.players.method.duplicates import alike
from tests.players.labelled_duplicates import PARTS, judged, labelled


def test_the_labelled_names_are_many_and_a_third_is_held_out() -> None:
    everything = labelled(*PARTS)
    assert len(everything.records) >= 400
    assert len(everything.same) >= 150
    assert len(labelled("held_out").records) / len(labelled("tuned", "held_out").records) >= 1 / 3


@pytest.mark.parametrize("parts", [("tuned",), ("held_out",), PARTS])
def test_nine_of_ten_suggestions_are_right_and_eight_of_ten_pairs_are_found(parts: tuple[str, ...]) -> None:
    found = judged(labelled(*parts))
    assert found.precision >= 0.9
    assert found.recall >= 0.8


def test_what_is_called_the_same_is_the_same() -> None:
    labels = labelled(*PARTS)
    sure = [one for one in alike(labels.records) if one.certainty == "same"]
    assert len(sure) > len(labels.same) / 3
    assert not judged(labels, sure).wrong


def test_of_hard_names_half_is_found_and_little_that_is_wrong() -> None:
    found = judged(labelled("hard"))
    assert found.precision >= 0.9
    assert found.recall >= 0.5
