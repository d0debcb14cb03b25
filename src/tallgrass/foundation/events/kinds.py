"""The kinds of events there are. A room declares its own; ``languages/*/events.json`` has a sentence for each."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class EventKind:
    """A kind of event: its name (``room.what_happened``) and the type of thing that it happens to."""

    name: str
    subject_type: str


_DECLARED: Final[dict[str, EventKind]] = {}


def declare(name: str, subject_type: str) -> EventKind:
    """Declare a kind of event, once, where its room says what people can do. A second one is a ``ValueError``."""
    if name in _DECLARED:
        raise ValueError(f"the event kind {name} is declared twice")
    kind = _DECLARED[name] = EventKind(name, subject_type)
    return kind


def declared() -> Mapping[str, EventKind]:
    """Every kind that has been declared, by name."""
    return MappingProxyType(_DECLARED)
