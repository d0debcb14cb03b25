"""Which answers may be shown together, and that nothing can be subtracted back."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.strength.rounds.method.cells import Cell, published_cells, weights
from tallgrass.strength.rounds.method.records import Count
from tests.method.by_hand import vectors

ANSWERED = st.dictionaries(st.sampled_from([*SIX_KINDS, "other", "resident"]), st.integers(0, 14))


def cells_of(
    answered: dict[str, int], k: int = 5, asked: dict[str, int | None] | None = None
) -> tuple[Cell, ...]:
    counts = {kind: Count((0, 0, n, 0, 0)) for kind, n in answered.items()}
    return published_cells(counts, asked or {}, k)


@pytest.mark.parametrize("vector", vectors("cells")["vectors"])
def test_vectors(vector: dict[str, Any]) -> None:
    cells = cells_of(vector["answered"], vector.get("k", 5))
    assert {cell.kinds[0] for cell in cells if cell.rule == "shown"} == set(vector["shown"])
    assert {kind for cell in cells if cell.rule == "merged" for kind in cell.kinds} == set(vector["merged"])


@given(ANSWERED, st.integers(5, 12))
def test_no_kind_under_k_can_be_seen_or_subtracted(answered: dict[str, int], k: int) -> None:
    cells = cells_of(answered, k)
    of_six = {kind: answered.get(kind, 0) for kind in SIX_KINDS}
    for cell in cells:
        assert set(cell.kinds) <= set(SIX_KINDS)
        assert cell.answered == sum(of_six[kind] for kind in cell.kinds) >= k
        assert all(of_six[kind] for kind in cell.kinds)
        assert (len(cell.kinds) == 1) == cell.by_itself
    assert sum(not cell.by_itself for cell in cells) <= 1
    shown = [kind for cell in cells for kind in cell.kinds]
    assert len(shown) == len(set(shown))
    # Whoever is in no cell had no answer, or nothing at all leaves beside the kinds that are shown by themselves.
    missing = [kind for kind, n in of_six.items() if n and kind not in shown]
    assert not missing or not cells


@given(ANSWERED, st.integers(5, 12))
def test_nothing_is_hidden_that_need_not_be(answered: dict[str, int], k: int) -> None:
    of_six = [answered.get(kind, 0) for kind in SIX_KINDS if answered.get(kind, 0)]
    cells = cells_of(answered, k)
    if all(n >= k for n in of_six):
        assert all(cell.by_itself for cell in cells)
        assert len(cells) == len(of_six)
    if sum(of_six) >= k and len(of_six) > 1:
        assert sum(cell.answered for cell in cells) == sum(of_six)


@given(ANSWERED, st.randoms(use_true_random=False))
def test_the_order_of_kinds_never_matters(answered: dict[str, int], random: Any) -> None:
    other = list(answered.items())
    random.shuffle(other)
    assert cells_of(answered) == cells_of(dict(other))


@given(ANSWERED)
def test_every_kind_in_a_cell_has_an_equal_voice(answered: dict[str, int]) -> None:
    cells = cells_of(answered)
    shares = weights(cells)
    assert sum(shares) == (1 if cells else 0)
    kinds = sum(len(cell.kinds) for cell in cells)
    assert all(share * kinds == len(cell.kinds) for share, cell in zip(shares, cells, strict=True))


def test_a_merged_cell_pools_how_many_were_asked_and_one_unknown_makes_it_unknown() -> None:
    answered = {"civic_tech": 4, "community": 3}
    assert cells_of(answered, asked={"civic_tech": 9, "community": 4})[0].asked == 13
    assert cells_of(answered, asked={"civic_tech": 9, "community": None})[0].asked is None
    assert cells_of(answered, asked={"civic_tech": 9})[0].asked is None


def test_kinds_without_an_answer_are_not_pooled() -> None:
    (cell,) = cells_of(
        {"civic_tech": 4, "community": 3, "tech_company": 0},
        asked={"civic_tech": 9, "community": 4, "tech_company": 100},
    )
    assert (cell.kinds, cell.asked) == (("civic_tech", "community"), 13)


@pytest.mark.parametrize("k", [4, 1, 0, -1])
def test_a_smallest_group_under_five_is_refused(k: int) -> None:
    with pytest.raises(ValueError, match="5 or more"):
        cells_of({"civic_tech": 9}, k)
