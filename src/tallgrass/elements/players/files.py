"""``players.csv`` and ``ties.csv``: who takes part, and who works with whom."""

from collections.abc import Collection
from typing import Final, cast

from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tallgrass.elements.players.method.records import Player, Tie, TieState
from tallgrass.foundation.files import Column, Problems, Source, Table, read_rows

TIE_STATES: Final = ("confirmed", "one_sided_silent", "one_sided_unticked", "disputed")

PLAYERS: Final = Table(
    "players",
    (
        Column("player_id", filled=True),
        Column("name", filled=True),
        Column("kind", "several_of", choices=PLAYER_KINDS, unknown="unknown_partner_kind"),
        Column("active", "yes_no"),
        Column("roles", "several_of", present=False),
    ),
)

TIES: Final = Table(
    "ties",
    (
        Column("from", filled=True),
        Column("to", filled=True),
        Column("type"),
        Column(
            "state",
            "one_of",
            filled=True,
            choices=TIE_STATES,
            unknown="unknown_state",
            unclear={"one_sided": "one_sided_which"},
        ),
        Column("since", "date"),
        Column("confirmed_on", "date"),
    ),
)


def read_players(source: Source, problems: Problems) -> tuple[tuple[Player, ...], int]:
    """The players by id, and the number of rows. A blank kind is ``unknown``: never guessed."""
    table = read_rows(source, PLAYERS, problems)
    if table is None:
        return (), 0
    players: dict[str, Player] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        player_id = row.text("player_id")
        if player_id in seen:
            problems.refuse(
                "player_twice", table.name, row.number, "player_id", value=player_id, first=seen[player_id]
            )
            continue
        seen[player_id] = row.number
        players[player_id] = Player(
            player_id=player_id,
            name=row.text("name"),
            kinds=row.words("kind") or ("unknown",),
            active=row.yes_no("active"),
            roles=row.words("roles"),
        )
    return tuple(players[player_id] for player_id in sorted(players)), table.count


def read_ties(
    source: Source, player_ids: Collection[str] | None, problems: Problems
) -> tuple[tuple[Tie, ...], int]:
    """The working links in order of their ends, and the number of rows.

    Both ends must be players (not looked at where ``player_ids`` is None: the list itself was refused). A
    link of a player with itself, and the same link a second time, are left out and reported.
    """
    table = read_rows(source, TIES, problems)
    if table is None:
        return (), 0
    ties: dict[tuple[str, str, str], Tie] = {}
    seen: dict[tuple[str, str, str], int] = {}
    for row in table.rows:
        ends = (row.text("from"), row.text("to"))
        strangers = [
            (column, end)
            for column, end in zip(("from", "to"), ends, strict=True)
            if player_ids is not None and end not in player_ids
        ]
        for column, end in strangers:
            problems.refuse("not_a_player", table.name, row.number, column, value=end)
        if strangers:
            continue
        key = (*ends, row.text_or_none("type") or "")
        if ends[0] == ends[1]:
            problems.report("tie_with_itself", table.name, row.number, value=ends[0])
        elif key in seen:
            problems.report("tie_twice", table.name, row.number, first=seen[key], a=ends[0], b=ends[1])
        else:
            seen[key] = row.number
            ties[key] = Tie(
                *key, cast(TieState, row.text("state")), row.date("since"), row.date("confirmed_on")
            )
    return tuple(ties[key] for key in sorted(ties)), table.count
