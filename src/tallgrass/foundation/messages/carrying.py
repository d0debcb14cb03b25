"""One outing: what is due on a channel is carried, one message after the other."""

import logging
import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from django.utils import timezone

from tallgrass.foundation.messages import lines, queue
from tallgrass.foundation.messages.carriers import (
    Carried,
    InDoubt,
    LineDown,
    NotOurs,
    Parcel,
    Refused,
    Trip,
    carrier_of,
)
from tallgrass.foundation.messages.method import quiet
from tallgrass.foundation.messages.models import Channel, Message
from tallgrass.foundation.messages.purposes import purpose
from tallgrass.foundation.messages.refusing import refused_since
from tallgrass.foundation.messages.senders import Sender, sender

#: How long to wait before it is looked again whether a place has said its time zone.
_UNTIL_ZONE: Final = timedelta(hours=1)

#: Why a message was dropped, beside the reasons of ``models.Reason``.
TOO_LATE: Final = "too late"
NO_PLACE: Final = "no such place"

log = logging.getLogger("tallgrass.messages")


def carry_due(channel: str, *, seconds: float) -> int:
    """Carry what is due on a channel for about so many seconds; returns how many messages were looked at.

    Nothing happens where nothing carries the channel, and while a channel rests that does not work.
    """
    carrier, line = carrier_of(channel), lines.line(channel)
    if carrier is None or lines.rests(line) or not queue.due(channel, timezone.now()).exists():
        return 0
    try:
        with carrier.trip() as trip:
            return _Outing(channel, trip, time.monotonic() + seconds, was_down=line is not None).go()
    except LineDown as down:
        log.warning("messages by %s wait: the line is down", channel)
        lines.went_down(channel, down.said)
        return 0


def clear_up(channel: str) -> int:
    """Mark as in doubt what no answer came for, and ask the other side where it can be asked; returns how many."""
    late = queue.overdue(channel)
    carrier = carrier_of(channel)
    if late and carrier is not None:
        outcomes = carrier.settle([parcel_of(message, sender(message.place_id)) for message in late])
        for message in late:
            if message.pk in outcomes:
                queue.settle(message, outcomes[message.pk])
    return len(late)


def parcel_of(message: Message, place: Sender | None) -> Parcel:
    """A message as a carrier gets it. Raises ``UnknownPurpose`` where no room declares its purpose any more."""
    return Parcel(
        number=message.pk,
        place=message.place_id,
        sender=place,
        to=message.to,
        digest=message.digest,
        subject=message.subject,
        body=message.body,
        language=message.language,
        purpose=purpose(message.purpose),
        bulk=message.bulk,
        reply_to=message.reply_to,
        site=message.site,
        tries=message.tries,
    )


class _Outing:
    """A carrier on its way, until a moment of the process's own clock."""

    def __init__(self, channel: str, trip: Trip, until: float, *, was_down: bool) -> None:
        self._channel, self._trip, self._until, self._was_down = channel, trip, until, was_down
        self._seen = 0

    def go(self) -> int:
        """Carry until nothing is due or the time is over; returns how many messages were looked at."""
        while not self._late and (taken := queue.take(self._channel)):
            try:
                self._carry_all(taken)
            finally:
                queue.give_back(taken)
        return self._seen

    @property
    def _late(self) -> bool:
        return time.monotonic() >= self._until

    def _carry_all(self, taken: Sequence[Message]) -> None:
        refused = refused_since(taken)
        places = {number: sender(number) for number in {message.place_id for message in taken}}
        for message in taken:
            if self._late or message.due_at is None or timezone.now() >= message.due_at:
                return  # the lease is over, and the message may be somebody else's
            self._seen += 1
            place = places[message.place_id]
            if message.pk in refused:
                queue.drop(message, refused[message.pk])
            elif not _held_back(message, place):
                self._carry(message, place)

    def _carry(self, message: Message, place: Sender | None) -> None:
        outcome = _carried(self._trip, message, place)
        if outcome is None:
            return
        queue.settle(message, outcome)
        if self._was_down:
            lines.works(self._channel)
            self._was_down = False


def _carried(trip: Trip, message: Message, place: Sender | None) -> Carried | None:
    """What became of a message; None where another worker has it. Raises ``LineDown``."""
    handed_over = False

    def hand_over() -> None:
        nonlocal handed_over
        queue.hand_over(message)
        handed_over = True

    try:
        return trip.carry(parcel_of(message, place), hand_over)
    except NotOurs:
        return None
    except LineDown:
        raise
    except Exception as error:  # one odd message must not hold up all the others
        log.warning("message %s: %s", message.pk, type(error).__name__)
        name = type(error).__name__
        return InDoubt(name) if handed_over else Refused(name, for_good=False)


def _held_back(message: Message, place: Sender | None) -> bool:
    """Whether a message is not to go out now: it is pointless by now, or these are quiet hours."""
    now = timezone.now()
    if message.good_until is not None and now > message.good_until:
        queue.drop(message, TOO_LATE)
    elif message.place_id is not None and place is None:
        queue.drop(message, NO_PLACE)
    elif (opens := _opens_at(message, place, now)) > now:
        queue.put_off(message, opens)
    else:
        return False
    return True


def _opens_at(message: Message, place: Sender | None, now: datetime) -> datetime:
    """When a message may go out: now, unless it goes to many and these are quiet hours, or nobody knows."""
    if not message.bulk or place is None:
        return now
    if not place.zone:
        return now + _UNTIL_ZONE
    return quiet.opens_at(now, ZoneInfo(place.zone), _HOURS[message.channel])


_HOURS: Final = {Channel.MAIL.value: quiet.MAIL, Channel.TEXT.value: quiet.TEXT}
