"""Suggested duplicates beside invented names that people labelled."""

import pytest

from tallgrass.elements.players.method.duplicates import alike
from tests.players.labelled_duplicates import PARTS, judged, labelled


def test_the_labelled_names_are_many_and_no_name_is_in_two_parts() -> None:
    everything = labelled(*PARTS)
    assert len(everything.records) >= 400
    assert len(everything.same) >= 150
    held_out = len(labelled("held_out").records) / len(everything.records)
    assert 0.3 <= held_out <= 0.4


@pytest.mark.parametrize("parts", [("tuned",), ("held_out",), PARTS])
def test_nine_of_ten_suggestions_are_right_and_eight_of_ten_pairs_are_found(parts: tuple[str, ...]) -> None:
    found = judged(labelled(*parts))
    assert found.precision >= 0.9
    assert found.recall >= 0.8


def test_what_is_called_the_same_is_the_same() -> None:
    labels = labelled(*PARTS)
    sure = [one for one in alike(labels.records) if one.certainty == "same"]
    assert len(sure) > len(labels.same) / 2
    assert not judged(labels, sure).wrong
