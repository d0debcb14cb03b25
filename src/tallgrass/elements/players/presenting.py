"""Partners as the parts of a page: rows of a table, lines of a summary."""

from collections.abc import Mapping
from typing import Any, Final

from tallgrass.elements.players.method.fields import BETWEEN, CHECKED_SCHEMES
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.ui.parts import Cell, Column, Link, SummaryRow, Table, Tag, table

#: How many entries of a list stand in a table.
_FEW: Final = 4


def kind_names(player: Player, said: Mapping[str, Any]) -> list[str]:
    """The types of a partner in words, the main one first."""
    return [said["kinds"][kind]["name"] for kind in player.kinds.split(BETWEEN)]


def role_names(player: Player) -> list[str]:
    """What a partner does, as tags are read."""
    return [str(role).replace("_", " ") for role in player.roles]


def listing_table(
    players: list[tuple[Player, str]], said: Mapping[str, Any], language: str, *, caption: str, states: bool
) -> Table:
    """The table of partners, each with its address. ``states``: the reader sees who has not been told."""
    names = said["list"]["columns"]
    columns = [Column(names["name"]), Column(names["kinds"]), Column(names["roles"]), Column(names["areas"])]
    if states:
        columns.append(Column(names["state"]))
    rows = []
    for player, address in players:
        row = [
            Cell(link=Link(player.name, address), note=said["list"]["person"] if player.is_person else ""),
            Cell(text=", ".join(kind_names(player, said))),
            Cell(text=_few(role_names(player))),
            Cell(text=_few([*player.neighbourhoods, *player.communities])),
        ]
        if states:
            row.append(Cell(tag=state_tag(player, said)))
        rows.append(tuple(row))
    return table(caption, tuple(columns), tuple(rows), language)


def state_tag(player: Player, said: Mapping[str, Any]) -> Tag:
    """Whether a partner was told, as a tag."""
    if player.standing == Standing.PROPOSED:
        return Tag(said["state"]["proposed"], "waiting")
    if player.active is False:
        return Tag(said["state"]["inactive"], "ended")
    return Tag(said["state"]["listed"], "done")


def counts_table(
    counts: Mapping[str, int], addresses: Mapping[str, str], said: Mapping[str, Any], language: str
) -> Table:
    """How many partners have each type as their main one; those of no known type are a row of their own."""
    own = said["list"]
    columns = (Column(own["counts_type"]), Column(own["counts_count"], number=True))
    rows = tuple(
        (
            Cell(link=Link(said["kinds"][kind]["name"], addresses[kind]), note=said["kinds"][kind]["help"]),
            Cell(text=str(count)),
        )
        for kind, count in counts.items()
    )
    return table(own["counts_caption"], columns, rows, language)


def record_rows(player: Player, said: Mapping[str, Any]) -> list[SummaryRow]:
    """What is on record of a partner for everybody who sees it, line by line; no address for messages."""
    page = said["page"]
    kinds = kind_names(player, said)
    if len(kinds) > 1:
        kinds[0] = f"{kinds[0]} ({page['main']})"
    rows = [
        SummaryRow(page["kinds"], tuple(kinds)),
        SummaryRow(page["is_person"], (page["person"] if player.is_person else page["organization"],)),
        SummaryRow(page["roles"], tuple(role_names(player))),
        SummaryRow(page["neighbourhoods"], tuple(player.neighbourhoods)),
        SummaryRow(page["communities"], tuple(player.communities)),
    ]
    for scheme in CHECKED_SCHEMES:
        value = player.identifiers.get(scheme)
        rows += [SummaryRow(page[scheme], (value,))] if value else []
    others = [
        f"{scheme}: {value}" for scheme, value in player.identifiers.items() if scheme not in CHECKED_SCHEMES
    ]
    rows += [SummaryRow(page["other_identifiers"], tuple(others))] if others else []
    rows.append(SummaryRow(page["active"], (page[_ACTIVE[player.active]],)))
    return rows


_ACTIVE: Final = {True: "active_yes", False: "active_no", None: "active_unknown"}


def told_row(player: Player, said: Mapping[str, Any]) -> SummaryRow:
    """When and how a partner was told."""
    page = said["page"]
    if player.standing != Standing.LISTED or player.told_on is None:
        return SummaryRow(page["told"], (page["not_told"],))
    way = page["told_by"].get(player.told_by, player.told_by)
    return SummaryRow(page["told"], (page["told_on"].format(date=player.told_on.isoformat(), way=way),))


def _few(entries: list[str]) -> str:
    shown = ", ".join(entries[:_FEW])
    return f"{shown} …" if len(entries) > _FEW else shown
