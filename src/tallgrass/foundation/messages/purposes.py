"""What messages are for. A room declares its purposes once, in its ``purposes.py``, and imports that in ``apps.py``.

``languages/*/messages.json`` says under ``streams`` what each stream is called by who gets it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Purpose:
    """A purpose by its key (``rounds.invitation``) and its stream: what somebody ends who wants no more of it.

    Several purposes may share a stream: who ends invitations gets no reminders either. ``needed``: somebody asked for
    this very message (a code to sign in), so nothing they ended holds it back.
    """

    key: str
    stream: str
    needed: bool = False


class UnknownPurpose(LookupError):
    """No room has declared this purpose."""


_DECLARED: Final[dict[str, Purpose]] = {}


def declare(key: str, *, stream: str = "", needed: bool = False) -> Purpose:
    """Declare a purpose, once; its stream is its own key unless another is named. A second one is ``ValueError``."""
    if key in _DECLARED:
        raise ValueError(f"the purpose {key} is declared twice")
    purpose = _DECLARED[key] = Purpose(key, stream or key, needed)
    return purpose


def purpose(key: str) -> Purpose:
    """The purpose of that key. Raises ``UnknownPurpose``."""
    try:
        return _DECLARED[key]
    except KeyError as error:
        raise UnknownPurpose(key) from error


def declared() -> Mapping[str, Purpose]:
    """Every purpose that has been declared, by key."""
    return MappingProxyType(_DECLARED)


#: The site's own: "send me a test". Whoever asks for it gets it.
TEST: Final = declare("messages.test", needed=True)
