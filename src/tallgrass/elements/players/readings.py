"""The readings that players and their ties give (pure: tables in, readings out)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.elements.players.method.links import kinds_by_player, kinds_linked, link_loss, pair_coverage
from tallgrass.elements.players.method.records import Player, Tie
from tallgrass.foundation.freshness import is_fresh
from tallgrass.foundation.readings import Measured, Value

#: Role tags that a reading counts.
ROLES = ("builder", "data", "advocate")


def is_active(player: Player, tied: frozenset[str], with_ties: frozenset[str]) -> bool | None:
    """True with one fresh confirmed tie, where the player has confirmed ties on record; else as its own field says.

    None where neither says (METHOD 1, section 1).
    """
    if player.player_id in with_ties:
        return player.player_id in tied
    return player.active


def ends(ties: Iterable[Tie]) -> frozenset[str]:
    """Everyone at an end of these ties."""
    return frozenset(end for tie in ties for end in (tie.from_id, tie.to_id))


def confirmed(ties: Sequence[Tie], as_of: date) -> tuple[Tie, ...]:
    """The ties that both sides confirmed within the last 12 months."""
    return tuple(tie for tie in ties if tie.state == "confirmed" and is_fresh(tie.confirmed_on, as_of))


def player_readings(
    players: Sequence[Player] | None, ties: Sequence[Tie] | None, as_of: date
) -> tuple[Measured, ...]:
    """Every reading that ``players`` and ``ties`` can show. An absent table says nothing."""
    if players is None:
        return ()
    found = [*_of_players(players, ties, as_of)]
    if ties is not None:
        found.extend(_of_ties(players, ties, as_of))
    return tuple(found)


def _of_players(players: Sequence[Player], ties: Sequence[Tie] | None, as_of: date) -> Iterator[Measured]:
    tied = ends(confirmed(ties or (), as_of))
    with_ties = ends(tie for tie in ties or () if tie.state == "confirmed")
    # Where some kinds are not known, none listed of a kind is "not said", never "none".
    all_said = not any("unknown" in player.kinds for player in players)
    for kind in SIX_KINDS:
        listed = [player for player in players if player.kinds[0] == kind]
        known = [player for player in listed if is_active(player, tied, with_ties) is not None]
        active = sum(is_active(player, tied, with_ties) is True for player in listed)
        counted = Fraction(len(listed)) if listed or all_said else None
        yield measured(f"players.listed.{kind}", counted, len(players), as_of)
        # Nobody listed is zero active; players of whom nobody has said are not.
        says = bool(known) or (not listed and all_said)
        yield measured(f"players.active.{kind}", Fraction(active) if says else None, len(players), as_of)
    tagged = any(player.roles for player in players)
    for role in ROLES:
        holders = [player for player in players if role in player.roles]
        active = sum(is_active(player, tied, with_ties) is True for player in holders)
        yield measured(f"players.role.{role}", Fraction(active) if tagged else None, len(players), as_of)


def _of_ties(players: Sequence[Player], ties: Sequence[Tie], as_of: date) -> Iterator[Measured]:
    counted, kinds = confirmed(ties, as_of), kinds_by_player(players)
    # Where nobody has answered about a tie, none confirmed is "not asked", never "none".
    answered = any(tie.state != "one_sided_silent" for tie in ties)
    all_said = all(kinds.get(end) != "unknown" for end in ends(counted))

    def told(reading: str, value: Fraction | None) -> Measured:
        return measured(f"players.{reading}", value if answered else None, len(ties), as_of)

    for kind, others in kinds_linked(counted, kinds).items():
        yield told(f"kinds_linked.{kind}", Fraction(len(others)) if others or all_said else None)
    coverage = pair_coverage(counted, kinds)
    yield told("pair_coverage", coverage if coverage or all_said else None)
    yield told("link_loss", link_loss(counted))
    yield told("map_confirmed", Fraction(len(counted), len(ties)) if ties else None)


def measured(reading: str, value: Value | None, records: int, as_of: date) -> Measured:
    """A value computed from a place's own tables at ``as_of``; how many records it needs, the framework says."""
    return Measured(reading, value, records, 1, as_of)
