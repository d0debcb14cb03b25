"""What the list of partners and the links between them can show."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.elements.players.method.links import kinds_linked, link_loss, pair_coverage
from tallgrass.elements.players.method.records import Player, Tie, TieState
from tallgrass.elements.players.readings import player_readings
from tallgrass.foundation.readings import Value
from tests.method.by_hand import link_loss_by_trial
from tests.method.worlds import AS_OF, FRAMEWORK

STALE = date(2025, 11, 23)


def tie(one: str, other: str, state: TieState = "confirmed", on: date | None = AS_OF) -> Tie:
    return Tie(one, other, "works_with", state, None, on)


def ties_of(*pairs: tuple[str, str]) -> list[Tie]:
    return [tie(*pair) for pair in pairs]


def player(name: str, *kinds: str, active: bool | None = None, roles: tuple[str, ...] = ()) -> Player:
    return Player(name, name.upper(), kinds or ("community",), active, roles)


def values(players: Iterable[Player] | None, ties: Iterable[Tie] | None = None) -> dict[str, Value | None]:
    found = player_readings(
        None if players is None else tuple(players), None if ties is None else tuple(ties), AS_OF
    )
    return {one.reading: one.value for one in found}


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14))
def test_what_is_lost_if_one_leaves_as_by_taking_each_out_in_turn(pairs: list[tuple[str, str]]) -> None:
    assert link_loss(ties_of(*pairs)) == link_loss_by_trial(pairs)


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=14),
    st.randoms(use_true_random=False),
)
def test_neither_the_order_of_ties_nor_their_direction_matters(
    pairs: list[tuple[str, str]], random: Any
) -> None:
    other = [pair[::-1] if random.random() < 0.5 else pair for pair in pairs]
    random.shuffle(other)
    assert link_loss(ties_of(*pairs)) == link_loss(ties_of(*other))


@pytest.mark.parametrize(
    ("pairs", "loss"),
    [
        ([], None),
        (["ab"], None),
        (["ab", "bc"], "1"),
        (["ab", "bc", "ca"], "0"),
        (["ab", "bc", "cd"], "2/3"),  # without b: a-c and a-d of a-c, a-d, c-d
        (["ca", "cb", "cd", "ce"], "1"),
        (["ab", "bc", "de"], "1/2"),  # d-e stays linked
        (["aa", "ab", "ba", "ab"], None),
    ],
)
def test_shapes_of_a_network(pairs: list[str], loss: str | None) -> None:
    assert link_loss(ties_of(*[(pair[0], pair[1]) for pair in pairs])) == (Fraction(loss) if loss else None)


def test_a_long_chain_is_no_trouble() -> None:
    names = [f"p{number}" for number in range(5000)]
    found = link_loss(ties_of(*pairwise(names)))
    # The middle of 5,000: 2,500 x 2,499 pairs of the 4,999 x 4,998 / 2 others.
    assert found == Fraction(2500 * 2499, 4999 * 4998 // 2)


KINDS = {
    "c1": "community",
    "c2": "community",
    "g1": "government",
    "g2": "government",
    "x": "unknown",
    "o": "other",
}


@pytest.mark.parametrize(
    ("pairs", "coverage"),
    [
        ([], 0),
        ([("c1", "g1")], 0),
        ([("c1", "g1"), ("c2", "g1")], 1),
        ([("c1", "g1"), ("g1", "c1")], 0),
        ([("c1", "g1"), ("c1", "g1")], 0),
        ([("c1", "c2"), ("g1", "g2")], 0),
        ([("c1", "x"), ("c2", "x"), ("c1", "o"), ("c2", "o"), ("c1", "nobody"), ("c2", "nobody")], 0),
    ],
)
def test_a_pair_of_kinds_is_covered_by_two_pairs_of_partners(
    pairs: list[tuple[str, str]], coverage: int
) -> None:
    assert pair_coverage(ties_of(*pairs), KINDS) == Fraction(coverage, 15)


def test_all_pairs_of_the_six_can_be_covered() -> None:
    kinds = {f"{kind}{n}": kind for kind in SIX_KINDS for n in (1, 2)}
    pairs = [(f"{a}{n}", f"{b}{n}") for a in SIX_KINDS for b in SIX_KINDS if a < b for n in (1, 2)]
    assert pair_coverage(ties_of(*pairs), kinds) == 1


def test_kinds_linked_leaves_out_ones_own_kind_other_and_unknown() -> None:
    found = kinds_linked(ties_of(("c1", "g1"), ("c1", "c2"), ("c1", "x"), ("c2", "o")), KINDS)
    assert found == {kind: set() for kind in SIX_KINDS} | {
        "community": {"government"},
        "government": {"community"},
    }


def test_the_first_kind_is_the_one_that_counts() -> None:
    found = values([player("a", "government", "community"), player("b", "community")])
    assert (found["players.listed.government"], found["players.listed.community"]) == (1, 1)


def test_nobody_listed_is_none_only_where_every_kind_is_known() -> None:
    assert values([player("a", "community")])["players.listed.government"] == 0
    assert values([player("a", "community")])["players.active.government"] == 0
    unsure = values([player("a", "community"), player("b", "unknown")])
    assert unsure["players.listed.government"] is None
    assert unsure["players.active.government"] is None
    assert unsure["players.listed.community"] == 1


def test_active_goes_by_a_fresh_confirmed_tie_where_there_are_ties_else_by_its_own_word() -> None:
    def active(of: Player, *ties: Tie) -> Value | None:
        return values([of, player("z", "government")], ties)["players.active.community"]

    assert active(player("a", active=True)) == 1
    assert active(player("a", active=False)) == 0
    assert active(player("a")) is None
    assert active(player("a"), tie("a", "z")) == 1
    assert active(player("a", active=False), tie("a", "z")) == 1
    assert active(player("a", active=True), tie("a", "z", on=STALE)) == 0


def test_roles_are_known_only_where_somebody_wrote_any_down() -> None:
    assert values([player("a", active=True)])["players.role.builder"] is None
    found = values([player("a", active=True, roles=("builder",)), player("b", roles=("builder", "data"))])
    assert (found["players.role.builder"], found["players.role.data"]) == (1, 0)
    assert found["players.role.advocate"] == 0


def test_only_ties_confirmed_by_both_within_a_year_count() -> None:
    players = [player("a", "community"), player("b", "government"), player("c", "philanthropy")]
    found = values(
        players,
        [
            tie("a", "b"),
            tie("a", "c", "disputed"),
            tie("b", "c", "one_sided_silent"),
            tie("a", "c", on=STALE),
            tie("a", "c", on=None),
        ],
    )
    assert found["players.map_confirmed"] == Fraction(1, 5)
    assert found["players.kinds_linked.community"] == 1
    assert found["players.kinds_linked.philanthropy"] == 0


def test_absent_tables_say_nothing() -> None:
    assert values(None, [tie("a", "b")]) == {}
    assert not [
        name for name in values([player("a")]) if "linked" in name or "coverage" in name or "loss" in name
    ]
    assert values([player("a")], [])["players.map_confirmed"] is None


def test_every_measure_of_partners_that_the_framework_asks_for_is_computed() -> None:
    players = [player("a", roles=("builder",)), player("b", "government")]
    asked_for = {name for name in FRAMEWORK.readings if name.startswith("players.")}
    assert asked_for <= set(values(players, [tie("a", "b")]))
