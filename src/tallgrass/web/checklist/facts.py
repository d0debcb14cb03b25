"""What the checks are given: plain facts about the site, without a word about anybody."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from tallgrass.foundation.jobs.pulse import WorkerState


class Size(int):
    """A number of bytes."""


class Outcome(StrEnum):
    """How a check came out. Only ``BAD`` is red; ``LOOK`` is what a person has to find out."""

    GOOD = "good"
    BAD = "bad"
    LOOK = "look"
    NOT_NEEDED = "not_needed"


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: ``key`` names it and ``why`` the sentence for it, in ``languages/*/checklist.json``.

    ``values`` fill the sentence: texts and numbers as they are, moments and numbers of bytes as the reader writes them.
    """

    key: str
    outcome: Outcome
    why: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """Something that was noticed, when, and what there is to tell of it."""

    at: datetime
    told: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reach:
    """How others reach the site. ``https`` is its encrypted address (blank: none), ``nearby`` that of its network.

    ``reader_encrypted``: whoever reads this came to that very address. ``look``: what came of asking for it from here.
    """

    https: str = ""
    nearby: str = ""
    reader_encrypted: bool = False
    look: Seen | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """Messages: the address that they come from (blank: none are sent), and the last test that went and that failed."""

    sender: str = ""
    sent: datetime | None = None
    failed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept where. ``days``: how long nightly backups are; sizes in bytes; ``kind``: sqlite or postgresql.

    ``waiting``: migrations that have not been applied; ``drive``: the SQLite file is on a network drive.
    """

    days: int
    free: int
    size: int
    kind: str
    backup: Seen | None = None
    copied: Seen | None = None
    waiting: int = 0
    drive: bool = False


@dataclass(frozen=True, slots=True)
class Machine:
    """The computer. ``database_ahead``: seconds by which its clock is ahead of the database's. ``kept_right``: whether
    a time service keeps the clock right (None: nobody can tell). ``weak_key``, ``open_key``: the secret key could be
    guessed, or others on the computer can read it.
    """

    worker: WorkerState
    database_ahead: int = 0
    kept_right: bool | None = None
    weak_key: bool = False
    open_key: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that the checks look at, at the moment ``now``."""

    now: datetime
    reach: Reach
    post: Post
    kept: Kept
    machine: Machine
