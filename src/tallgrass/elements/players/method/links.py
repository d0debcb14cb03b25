"""How the kinds of player are linked, and what the links lose if one player leaves."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import combinations

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.elements.players.method.records import Player, Tie

#: Two kinds count as linked once this many ties join them.
TIES_A_PAIR = 2


def kinds_by_player(players: Iterable[Player]) -> dict[str, str]:
    """The main kind of each player, by id."""
    return {player.player_id: player.kinds[0] for player in players}


def kinds_linked(ties: Iterable[Tie], kinds: Mapping[str, str]) -> dict[str, set[str]]:
    """For each of the six, the other kinds of the six that its players have a tie with."""
    found: dict[str, set[str]] = {kind: set() for kind in SIX_KINDS}
    for tie in ties:
        one, other = kinds.get(tie.from_id), kinds.get(tie.to_id)
        if one in found and other in found and one != other:
            found[one].add(other)
            found[other].add(one)
    return found


def pair_coverage(ties: Iterable[Tie], kinds: Mapping[str, str]) -> Fraction:
    """Share of the 15 pairs of the six kinds that two or more pairs of players join."""
    joined: dict[frozenset[str], set[frozenset[str]]] = defaultdict(set)
    for tie in ties:
        joined[frozenset((kinds.get(tie.from_id, ""), kinds.get(tie.to_id, "")))].add(
            frozenset((tie.from_id, tie.to_id))
        )
    pairs = [frozenset(pair) for pair in combinations(SIX_KINDS, 2)]
    return Fraction(sum(len(joined[pair]) >= TIES_A_PAIR for pair in pairs), len(pairs))


def link_loss(ties: Iterable[Tie]) -> Fraction | None:
    """The largest share of linked pairs of players that lose their last path when one player leaves.

    Pairs of the leaving player itself are left out on both sides. 0 means that nobody holds it together alone, 1 that
    everyone is linked through one player. None without three linked players. Found in one walk over the ties, by
    articulation points (Tarjan 1972).
    """
    neighbours: dict[str, set[str]] = defaultdict(set)
    for tie in ties:
        if tie.from_id != tie.to_id:
            neighbours[tie.from_id].add(tie.to_id)
            neighbours[tie.to_id].add(tie.from_id)
    pieces = [_pieces_without(start, neighbours) for start in _starts(neighbours)]
    linked = sum(size * (size - 1) // 2 for size, _ in pieces)
    worst: Fraction | None = None
    for size, splits in pieces:
        for parts in splits.values():
            rest = linked - (size - 1)
            if rest:
                lost = (sum(parts) ** 2 - sum(part * part for part in parts)) // 2
                worst = max(worst or Fraction(0), Fraction(lost, rest))
    return worst


def _starts(neighbours: Mapping[str, set[str]]) -> list[str]:
    """One player of each connected piece."""
    seen: set[str] = set()
    starts = []
    for player in sorted(neighbours):
        if player in seen:
            continue
        starts.append(player)
        seen.add(player)
        waiting = [player]
        while waiting:
            for other in neighbours[waiting.pop()] - seen:
                seen.add(other)
                waiting.append(other)
    return starts


def _pieces_without(start: str, neighbours: Mapping[str, set[str]]) -> tuple[int, dict[str, list[int]]]:
    """Size of the piece around ``start``, and for each of its players the sizes it falls into without them."""
    order: dict[str, int] = {start: 0}
    low: dict[str, int] = {start: 0}
    below: dict[str, int] = {start: 1}
    cut_off: dict[str, list[int]] = {start: []}
    path = [(start, "", iter(sorted(neighbours[start])))]
    while path:
        player, parent, others = path[-1]
        for other in others:
            if other == parent:
                continue
            if other in order:
                low[player] = min(low[player], order[other])
                continue
            order[other] = low[other] = len(order)
            below[other], cut_off[other] = 1, []
            path.append((other, player, iter(sorted(neighbours[other]))))
            break
        else:
            path.pop()
            if parent:
                below[parent] += below[player]
                low[parent] = min(low[parent], low[player])
                if low[player] >= order[parent]:
                    cut_off[parent].append(below[player])
    size = len(order)
    splits = {}
    for player, parts in cut_off.items():
        rest = size - 1 - sum(parts)
        splits[player] = [*parts, rest] if rest else parts
    return size, splits
