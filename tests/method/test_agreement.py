"""How far people agree, in words."""

from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.strength.rounds.method.agreement import (
    agreement,
    agreement_in_words,
    concordance,
    concordance_of_picks,
)
from tests.method.by_hand import vectors

V = vectors("agreement")


@pytest.mark.parametrize(("counts", "expected"), V["agreement"]["vectors"])
def test_agreement_vectors(counts: list[int], expected: float) -> None:
    assert round(float(agreement(counts)), 4) == expected


@pytest.mark.parametrize(("counts", "expected"), V["words"]["vectors"])
def test_words(counts: list[int], expected: list[Any] | None) -> None:
    assert agreement_in_words(counts) == (tuple(expected) if expected else None)


@pytest.mark.parametrize("vector", V["concordance"]["vectors"])
def test_concordance_vectors(vector: dict[str, Any]) -> None:
    found = concordance([[Fraction(rank) for rank in row] for row in vector["ranks"]])
    assert found is not None
    assert round(float(found), 4) == vector["w"]


def test_concordance_is_undefined_where_nothing_is_told_apart() -> None:
    assert concordance([]) is None
    assert concordance([[Fraction(1)]]) is None
    assert concordance([[Fraction(3, 2), Fraction(3, 2)]]) is None


@given(st.lists(st.integers(0, 9), min_size=5, max_size=5))
def test_agreement_lies_between_two_camps_and_one_voice_and_has_no_direction(counts: list[int]) -> None:
    found = agreement(counts)
    assert -1 <= found <= 1
    assert agreement(counts[::-1]) == found
    assert (found == 1) == (sum(count > 0 for count in counts) == 1)


@given(
    st.lists(st.sampled_from(list(permutations([Fraction(n) for n in range(1, 5)]))), min_size=1, max_size=6)
)
def test_concordance_lies_between_none_and_full_and_knows_no_order(rows: list[tuple[Fraction, ...]]) -> None:
    found = concordance(rows)
    assert found is not None
    assert 0 <= found <= 1
    assert concordance(rows[::-1]) == found
    assert (found == 1) == (len(set(rows)) == 1)


@given(st.lists(st.permutations("abcde"), min_size=1, max_size=6), st.integers(0, 5))
def test_picks_agree_as_whole_rankings_with_shared_places_do(orders: list[list[str]], number: int) -> None:
    picked = [{item: 2 * rank for rank, item in enumerate(order[:number])} for order in orders]
    rows = [
        [
            Fraction(order.index(item) + 1) if item in order[:number] else Fraction(number + 1 + 5, 2)
            for item in "abcde"
        ]
        for order in orders
    ]
    assert concordance_of_picks(picked, "abcde") == concordance(rows)
