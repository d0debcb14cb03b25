"""The rounds that stipends are paid for, by number and by what they are called. The room of rounds says which."""

from collections.abc import Callable
from typing import Final

from tallgrass.places.models import Place

#: Says the rounds of a place in a language, the latest first: the number of each, and what it is called.
Occasions = Callable[[Place, str], list[tuple[int, str]]]

_SOURCES: Final[dict[str, Occasions]] = {}


def paid_for(key: str, occasions: Occasions) -> None:
    """Say what stipends can be paid for, under a key of the room's own. The same one may be said again."""
    _SOURCES[key] = occasions


def occasions_of(place: Place, language: str) -> list[tuple[int, str]]:
    """Every round that a stipend can be paid for."""
    return [one for source in _SOURCES.values() for one in source(place, language)]
