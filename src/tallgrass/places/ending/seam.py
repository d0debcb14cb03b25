"""What the rooms say about the end of a place. Each adds its part when the site starts (``apps.py``).

Of a model with a place nothing stays, unless its room says so here: a room that is added later forgets nobody.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Model, Q

from tallgrass.places.models import Place


@dataclass(frozen=True, slots=True)
class Reached:
    """Somebody who is told that a place closes.

    ``own_page`` makes an address for them, given where the site is reached, at which they can say what stays; it is
    called once, when the message is written.
    """

    email: str
    language: str
    own_page: Callable[[str], str] | None = None


#: Finds whom a room can reach.
Reaches = Callable[[Place], Iterator[Reached]]
#: Which rows of a model stay, once the place has closed.
Stays = Callable[[Place], Q]
#: Does something with a place that closes.
Step = Callable[[Place], None]
#: Says whether the room is in the middle of something that has to be finished first.
Busy = Callable[[Place], bool]

_REACHES: Final[dict[str, Reaches]] = {}
_STAYS: Final[dict[type[Model], Stays]] = {}
_FIRST: Final[dict[str, Step]] = {}
_LAST: Final[dict[str, Step]] = {}
_BUSY: Final[dict[str, Busy]] = {}


def told_at_the_end(key: str, reaches: Reaches) -> None:
    """Add whom a room can reach. The same one may be added again."""
    _REACHES[key] = reaches


def stays_at_the_end(model: type[Model], rows: Stays) -> None:
    """Say which rows of a model stay, and why nobody is in them is for who says so."""
    _STAYS[model] = rows


def before_all_goes(key: str, step: Step) -> None:
    """Add what is done while everything is still there."""
    _FIRST[key] = step


def once_all_is_gone(key: str, step: Step) -> None:
    """Add what takes people out of the rows that stay."""
    _LAST[key] = step


def finished_before_the_end(key: str, busy: Busy) -> None:
    """Add something that has to be finished before a place closes; ``ending.json`` says under ``busy`` what it is."""
    _BUSY[key] = busy


def everybody_reached(place: Place) -> Iterator[Reached]:
    """Everybody whom some room can reach, each address once: the first room that knows it speaks to it."""
    seen: set[str] = set()
    for reaches in _REACHES.values():
        for one in reaches(place):
            if one.email and one.email.casefold() not in seen:
                seen.add(one.email.casefold())
                yield one


def rows_that_stay(model: type[Model], place: Place) -> Q | None:
    """Which rows of a model stay; None: none."""
    stays = _STAYS.get(model)
    return None if stays is None else stays(place)


def prepare(place: Place) -> None:
    """Do what is done while everything is still there."""
    for step in _FIRST.values():
        step(place)


def tidy(place: Place) -> None:
    """Take people out of all that stays."""
    for step in _LAST.values():
        step(place)


def unfinished(place: Place) -> list[str]:
    """The keys of what has to be finished first."""
    return [key for key, busy in _BUSY.items() if busy(place)]
