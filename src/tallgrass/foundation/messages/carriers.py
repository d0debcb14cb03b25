"""What carries messages: one carrier a channel. Mail has its own (``smtp.py``); texts bring theirs at the start.

How a message is handed over exactly once
-----------------------------------------
A carrier does all that can be taken back, then calls ``hand_over()``, which commits that the last word is being said,
and only then says it (the final dot of SMTP, the request to a gateway). Whoever is killed before ``hand_over`` has sent
nothing, and the message is taken again; whoever is killed after it leaves a message *in doubt*, which is never sent
again by itself. ``hand_over`` raises ``NotOurs`` where another worker has the message by now: then let it be.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Final, Protocol

from tallgrass.foundation.messages.purposes import Purpose
from tallgrass.foundation.messages.senders import Sender


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message as a carrier gets it. ``number`` is its row, ``tries`` how often it was put off before."""

    number: int
    place: int | None
    sender: Sender | None
    to: str
    digest: str
    subject: str
    body: str
    language: str
    purpose: Purpose
    bulk: bool
    reply_to: str
    site: str
    tries: int


@dataclass(frozen=True, slots=True)
class Sent:
    """The other side has taken it. ``reference`` is what it calls the message, for reports that come later."""

    reference: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """Nobody carries it; it can be read on this computer."""


@dataclass(frozen=True, slots=True)
class Later:
    """The other side did not take it now; it is tried again. ``said`` is its answer, without addresses."""

    said: str


@dataclass(frozen=True, slots=True)
class Refused:
    """The other side will never take it. ``for_good``: the address is no good, so nothing more is sent to it."""

    said: str
    for_good: bool


@dataclass(frozen=True, slots=True)
class InDoubt:
    """The last word was said, and no answer came."""

    said: str


Carried = Sent | Kept | Later | Refused | InDoubt


class LineDown(Exception):
    """The channel itself does not work (no connection, wrong password): nobody's message is at fault.

    ``said`` tells it in the other side's words, without addresses. Raise it before ``hand_over`` only.
    """

    def __init__(self, said: str) -> None:
        super().__init__(said)
        self.said = said


class NotOurs(Exception):
    """Another worker has the message by now."""


class Trip(Protocol):
    """One outing of a carrier, with many messages."""

    def carry(self, parcel: Parcel, hand_over: Callable[[], None]) -> Carried:
        """Carry one message. Raises ``LineDown``, and lets ``NotOurs`` through."""
        ...


class Carrier(Protocol):
    """What carries the messages of one channel."""

    def ready(self) -> bool:
        """Whether the site can carry anything this way: it has been told a server, an account."""
        ...

    def trip(self) -> AbstractContextManager[Trip]:
        """Set out: open the connection, close it at the end. Raises ``LineDown``."""
        ...

    def settle(self, parcels: Sequence[Parcel]) -> dict[int, Carried]:
        """What became of messages in doubt, by number, where the other side can be asked; empty where it cannot."""
        ...


_CARRIERS: Final[dict[str, Carrier]] = {}


def bring(channel: str, carrier: Carrier) -> None:
    """Say what carries a channel, in the ``ready`` of an app. The last one told is used."""
    _CARRIERS[channel] = carrier


def carrier_of(channel: str) -> Carrier | None:
    """What carries a channel; None where nothing does."""
    return _CARRIERS.get(channel)


def can_carry(channel: str) -> bool:
    """Whether a message of this channel leaves this computer."""
    carrier = carrier_of(channel)
    return carrier is not None and carrier.ready()
