"""What a token can be given. A scope never gives its person more than the role in the place allows."""

from dataclasses import dataclass
from typing import Final

from tallgrass.places.roles import (
    ADD_PARTNERS,
    CHANGE_PARTNERS,
    SEE_HISTORY,
    SEE_PLACE,
    SEE_PROPOSED,
    Permission,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """A part of what a person may do, under a name; its words are in ``languages/*/tokens.json``."""

    name: str
    may: frozenset[Permission]


#: Every scope by its name, reading before writing.
SCOPES: Final = {
    scope.name: scope
    for scope in (
        Scope("read", frozenset({SEE_PLACE})),
        Scope("read_proposed", frozenset({SEE_PROPOSED})),
        Scope("read_history", frozenset({SEE_HISTORY})),
        Scope("write_partners", frozenset({ADD_PARTNERS, CHANGE_PARTNERS})),
    )
}


def covers(scopes: list[str], permission: Permission) -> bool:
    """Whether one of the scopes holds the permission. A scope that is no longer known holds none."""
    return any(permission in SCOPES[name].may for name in scopes if name in SCOPES)
