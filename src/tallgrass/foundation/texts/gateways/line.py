"""What a gateway for texts can do, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class NotReached(Exception):
    """The gateway could not be reached, or does not let us in. Nothing was handed over. ``said`` tells why."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class Busy(NotReached):
    """The gateway wants us to wait. It did not take the text."""


class Declined(Exception):
    """The gateway will never take this text. ``code`` is its number for why, 0 where it gave none."""

    def __init__(self, code: int) -> None:
        super().__init__(f"declined {code}")
        self.code = code

    @property
    def said(self) -> str:
        """What is noted of it."""
        return f"error {self.code}" if self.code else "declined"


class NoAnswer(Exception):
    """The text was handed over, and no answer came that tells what became of it. ``said`` tells what did come."""

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


@dataclass(frozen=True, slots=True)
class Listed:
    """A text in the gateway's own list."""

    reference: str
    to: str
    body: str
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Received:
    """A text in the gateway's own list that somebody sent to our number."""

    reference: str
    number: str
    body: str
    made_at: datetime


class TextLine(Protocol):
    """A way to a gateway."""

    def check(self) -> None:
        """Ask whether the account is there and may send. Raises ``NotReached``."""
        ...

    def hand_over(self, *, to: str, body: str, report_to: str, sure: Callable[[], None]) -> str:
        """Hand over one text; returns what the gateway calls it.

        Connects first, then calls ``sure()``, then says it. ``report_to`` is the address for reports of what becomes
        of it. Raises ``NotReached`` (before ``sure`` only), ``Busy``, ``Declined`` and ``NoAnswer``.
        """
        ...

    def sent_to(self, to: str) -> list[Listed]:
        """What the gateway has taken for this number, the newest first, a bounded number. Raises ``NotReached``."""
        ...

    def received(self) -> list[Received]:
        """What came in to our number, the newest first, a bounded number. Raises ``NotReached``."""
        ...
