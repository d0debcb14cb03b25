"""What a round collects, as plain records. Answers arrive here as counts: no person is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Form = Literal["full", "short", "resident"]


@dataclass(frozen=True, slots=True)
class Count:
    """Answers of one kind to one criterion: how many chose each level 0 to 4, *I don't know*, and *skip*."""

    levels: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    dont_know: int = 0
    skipped: int = 0

    @property
    def answered(self) -> int:
        """n: how many chose a level."""
        return sum(self.levels)


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of a round as counts.

    ``counts`` is keyed by (kind, criterion). ``people`` says how many people of each kind gave at least one
    level or *I don't know*.
    """

    counts: Mapping[tuple[str, str], Count] = field(default_factory=dict)
    people: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Asked:
    """How many people of a kind were asked on a form. ``number`` is None for an open link: nobody can know."""

    kind: str
    form: Form
    number: int | None


@dataclass(frozen=True, slots=True)
class Agreed:
    """A level that a meeting agreed on, with who was in the room."""

    criterion: str
    level: int
    note: str | None
    agreed_on: date | None
    kinds_in_room: tuple[str, ...]
    disagreed: bool
    cleared: bool


@dataclass(frozen=True, slots=True)
class Ranking:
    """One item that one person put on their list of what to work on first. ``rank`` 1 is first.

    ``cleared`` says that a person has read words somebody wrote in, and that they may be shown.
    """

    respondent: str
    kind: str
    item: str
    rank: int
    cleared: bool = False


@dataclass(frozen=True, slots=True)
class Comment:
    """Something written by a respondent. It leaves only where a person has cleared it."""

    criterion: str | None
    text: str
    cleared: bool


@dataclass(frozen=True, slots=True)
class Signed:
    """An answer signed by an organisation, on the record (METHOD 1, section 3, rule 13).

    ``answer`` is a level 0 to 4, ``dk`` or ``skip``.
    """

    player_id: str
    criterion: str
    answer: str
