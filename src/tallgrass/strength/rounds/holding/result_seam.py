"""Where the result of a closed round is, and who sends it: rooms join here when the site starts (``apps.py``)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, NamedTuple

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import Round

#: Says where a steward sends the result of a closed round: the address of a page.
WhereToSend = Callable[[Place, Round], str]


class Told(NamedTuple):
    """What a result says, in a language: some sentences, and the first thing to do next (blank: nothing)."""

    sentences: str
    next_step: str


@dataclass(frozen=True, slots=True)
class Result:
    """A result that is sent: the whole address at which it is read, and what it says, by language."""

    link: str
    told: Callable[[str], Told]


@dataclass(frozen=True, slots=True)
class Sender:
    """What sends a result from here: to how many people it can, and sending it, by mail or text, to each of them.

    ``send`` is given the result and who asks for it; it gives how many messages are on their way. It is called inside
    a transaction.
    """

    count: Callable[[Round], int]
    send: Callable[[Round, Result, User | None], int]


_WHERE: Final[dict[str, WhereToSend]] = {}
_SENDERS: Final[dict[str, Sender]] = {}


def result_is_sent_at(key: str, where: WhereToSend) -> None:
    """Say where results are sent, under a key of the room's own. The same one may be said again."""
    _WHERE[key] = where


def where_to_send(place: Place, closed: Round) -> str | None:
    """The page on which the result of a closed round is sent; None while no room has one."""
    return next((where(place, closed) for where in _WHERE.values()), None)


def send_results_with(key: str, sender: Sender) -> None:
    """Add what sends results, under a key of the room's own. The same one may be added again."""
    _SENDERS[key] = sender


def senders() -> tuple[Sender, ...]:
    """Everything that sends results from here."""
    return tuple(_SENDERS.values())
