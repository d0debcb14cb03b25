"""What is found by words follows what is on record, in the transaction of the change."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit

from tallgrass.elements.players.models import Player
from tallgrass.elements.players.queries import FOUND_AS, seen_by
from tallgrass.foundation.search.actions import Entry, Subject, forget_many, index_many
from tallgrass.places.models import Place

#: The fields that decide by which words a partner is found, and by whom.
_DECIDE: Final = frozenset(
    {"name", "is_person", "roles", "neighbourhoods", "communities", "website", "identifiers"}
)


def is_found_by(told: Mapping[str, Any]) -> bool:
    """Whether a change, as ``told_of`` tells it, may make a difference to who is found, by whom and by what."""
    return not _DECIDE.isdisjoint([*told["changed"], *told["also"]])


def refresh_search(place: Place, players: Iterable[Player]) -> None:
    """Let partners be found by what they say now, by those who may see them; hidden and merged ones by nobody."""
    entries, gone = [], []
    for player in players:
        level = seen_by(player)
        if level is None:
            gone.append(player.pk)
        else:
            entries.append(Entry(Subject(FOUND_AS, player.pk), player.name, _words_of(player), level))
    index_many(place=place.pk, entries=entries)
    forget_in_search(place, gone)


def forget_in_search(place: Place, players: Collection[int]) -> None:
    """Let partners be found no more."""
    forget_many(place=place.pk, subjects=[Subject(FOUND_AS, number) for number in players])


def _words_of(player: Player) -> str:
    """The further words by which a partner is found: never how to reach it, nor its own words."""
    host = urlsplit(player.website).hostname or "" if player.website else ""
    return " ".join(
        [*player.roles, *player.neighbourhoods, *player.communities, *player.identifiers.values(), host]
    ).replace("_", " ")
