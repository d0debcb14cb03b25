"""What needs a person today: each room says what is to be done in it, and the home of a place lists it all.

A room adds its source when the site starts (``apps.py``), as it adds its part of the navigation. Work that the program
does by itself is another thing: those are jobs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tallgrass.places.models import Place
from tallgrass.places.roles import Role


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, in the reader's language.

    ``title`` is the link to where it is done (``address``), ``text`` says why it matters, in a sentence. ``tag`` is
    one word on its state, or blank. ``trouble``: something has failed and waits for somebody. ``rank`` orders the
    list: under 100 what keeps others waiting, under 200 what makes the record true, above that what can wait.
    """

    title: str
    text: str
    address: str
    rank: int
    tag: str = ""
    trouble: bool = False


#: Says what somebody with that role can do about in a place, in a language. It asks few questions of the database.
Source = Callable[[Place, Role, str], list[Task]]

_SOURCES: Final[dict[str, Source]] = {}


def add_source(key: str, source: Source) -> None:
    """Add a room's source of tasks under a key of its own. The same one may be added again."""
    _SOURCES[key] = source


def tasks_for(place: Place, role: Role, language: str) -> list[Task]:
    """Everything that somebody with that role can do now, what is most needed first."""
    found = [task for source in _SOURCES.values() for task in source(place, role, language)]
    return sorted(found, key=lambda task: (not task.trouble, task.rank, task.title))
