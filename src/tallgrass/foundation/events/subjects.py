"""What events are about. A room says how its things are called now, and about which of them a reader may read."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Q, QuerySet


@dataclass(frozen=True, slots=True)
class Readable:
    """Which things a reader may read about: with ``only`` none but those with these ``ids``, else all but those."""

    ids: "QuerySet[Any, Any]"
    only: bool

    def events(self, field: str) -> Q:
        """The condition on events whose ``field`` holds the id of such a thing; none (null) holds back nothing."""
        there = Q(**{f"{field}__in": self.ids})
        return (there if self.only else ~there) | Q(**{f"{field}__isnull": True})


@dataclass(frozen=True, slots=True)
class Subjects:
    """A type of thing: its names now by id, what may be read (given the names of the reader's permissions), and which
    are hidden. ``address`` leads to one of them by the slug of the place and its id; None where nothing does.
    """

    names: Callable[[int, Collection[int]], Mapping[int, str]]
    readable: Callable[[int, frozenset[str]], Readable]
    hidden: Callable[[int], "QuerySet[Any, Any]"]
    address: Callable[[str, int], str] | None = None


_KNOWN: Final[dict[str, Subjects]] = {}


def know(subject_type: str, subjects: Subjects) -> None:
    """Say how things of a type are called and read. The same type may be said again."""
    _KNOWN[subject_type] = subjects


def known() -> Mapping[str, Subjects]:
    """Every type that a room has said something of."""
    return _KNOWN
