"""The parts of a place that its members can go to. A room adds its own when the site starts (``apps.py``)."""

from dataclasses import dataclass
from typing import Final

from tallgrass.places.roles import Permission


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its key (its words are ``parts.<key>`` in ``languages/*/places.json``), the name of its route, which
    takes the place's slug, what it needs (None: anyone), and its rank from the left.
    """

    key: str
    route: str
    needs: Permission | None
    rank: int


_PARTS: Final[dict[str, Part]] = {}


def add_part(part: Part) -> None:
    """Add a part. The same one may be added again."""
    _PARTS[part.key] = part


def parts() -> tuple[Part, ...]:
    """Every part, from left to right."""
    return tuple(sorted(_PARTS.values(), key=lambda part: (part.rank, part.key)))
