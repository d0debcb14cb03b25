"""Adjusted p values, against vectors and against the definitions."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.strength.scorecard.method.many_tests import benjamini_hochberg, holm
from tests.method.by_hand import bh_by_definition, holm_by_definition, vectors

P_VALUES = st.lists(
    st.one_of(st.sampled_from([0.0, 0.01, 0.05, 0.1, 1.0]), st.floats(0, 1, allow_nan=False)), max_size=12
)


@pytest.mark.parametrize("vector", vectors("many_tests")["vectors"])
def test_vectors(vector: dict[str, Any]) -> None:
    assert holm(vector["p"]) == pytest.approx(vector["holm"], abs=5e-5)
    assert benjamini_hochberg(vector["p"]) == pytest.approx(vector["bh"], abs=5e-5)


@given(P_VALUES)
def test_both_follow_their_definitions(p: list[float]) -> None:
    assert holm(p) == pytest.approx(holm_by_definition(p))
    assert benjamini_hochberg(p) == pytest.approx(bh_by_definition(p))


@given(P_VALUES.filter(bool), st.randoms(use_true_random=False))
def test_the_order_of_tests_never_matters(p: list[float], random: Any) -> None:
    order = list(range(len(p)))
    random.shuffle(order)
    for adjust in (holm, benjamini_hochberg):
        assert adjust([p[place] for place in order]) == [adjust(p)[place] for place in order]


@given(P_VALUES)
def test_holm_is_the_stricter_and_neither_makes_a_p_smaller(p: list[float]) -> None:
    for own, bh, strict in zip(p, benjamini_hochberg(p), holm(p), strict=True):
        assert own <= bh * (1 + 1e-12)
        assert bh <= strict * (1 + 1e-12)
        assert strict <= 1
