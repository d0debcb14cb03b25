"""What people are asked for. A room declares each of its own once, and names it whenever it asks somebody.

Only what asks for somebody's time or an answer is an ask. Telling a partner that it is on record is none: people are
owed that whatever they were asked for, and nothing is asked of them by it. Nor is a result, which is given. A reminder
of what somebody was asked for already is no new ask.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from tallgrass.places.roles import Permission


@dataclass(frozen=True, slots=True)
class Purpose:
    """One thing that people are asked for: its name (``room.what``), what whoever asks must be allowed to do, and
    whether it is a round, of which a person gets fewer.
    """

    key: str
    needs: Permission
    a_round: bool = False


_DECLARED: Final[dict[str, Purpose]] = {}


def declare(key: str, *, needs: Permission, a_round: bool = False) -> Purpose:
    """Declare a purpose, once, in the room that asks for it. A second one is a ``ValueError``."""
    if key in _DECLARED:
        raise ValueError(f"the purpose {key} is declared twice")
    purpose = _DECLARED[key] = Purpose(key, needs, a_round)
    return purpose


def declared() -> Mapping[str, Purpose]:
    """Every purpose that has been declared, by its key."""
    return MappingProxyType(_DECLARED)


def rounds() -> frozenset[str]:
    """The keys of those that are rounds."""
    return frozenset(key for key, purpose in _DECLARED.items() if purpose.a_round)
