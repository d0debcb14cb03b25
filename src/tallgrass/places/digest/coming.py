"""What is due next in a place: each room says which days are near. A room adds its source when the site starts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from tallgrass.places.models import Place
from tallgrass.places.roles import Role

#: So far ahead it is looked.
AHEAD: Final = timedelta(weeks=4)


@dataclass(frozen=True, slots=True, order=True)
class Coming:
    """Something that is due on a day: what, in the reader's language, and the path where it is found, or blank."""

    day: date
    what: str
    address: str = ""


#: Says what is due in a place, for a role, in a language. Days that are over or far ahead may be among them.
Source = Callable[[Place, Role, str], list[Coming]]

_SOURCES: Final[dict[str, Source]] = {}


def add_coming(key: str, source: Source) -> None:
    """Add a room's source under a key of its own. The same one may be added again."""
    _SOURCES[key] = source


def coming_in(place: Place, role: Role, language: str, today: date) -> list[Coming]:
    """What is due from today on, within ``AHEAD``, the next day first."""
    found = [one for source in _SOURCES.values() for one in source(place, role, language)]
    return sorted(one for one in found if today <= one.day <= today + AHEAD)
