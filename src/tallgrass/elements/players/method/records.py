"""Players and the ties between them, as plain records."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

TieState = Literal["confirmed", "one_sided_silent", "one_sided_unticked", "disputed"]


@dataclass(frozen=True, slots=True)
class Player:
    """An organisation or person. ``kinds`` is never empty; the first is the main one.

    ``active`` is None where nobody has said. ``roles`` holds optional role tags such as ``builder``,
    ``data`` or ``advocate``.
    """

    player_id: str
    name: str
    kinds: tuple[str, ...]
    active: bool | None = None
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """A working link between two players, as reported. ``confirmed_on`` is when both sides last agreed."""

    from_id: str
    to_id: str
    type: str
    state: TieState
    since: date | None = None
    confirmed_on: date | None = None
