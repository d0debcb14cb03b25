"""Carries the messages of channel "text" to the gateway, each once, and asks it what became of those in doubt.

A gateway of this kind has no key by which it would know a second request for the first. So the connection is made
first, the queue notes that the last word is being said, and only then it is said. Whatever is in doubt after that is
looked up in the gateway's own list: it has the text, or after a while it certainly has not.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Final

from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.messages.carriers import (
    Carried,
    InDoubt,
    Later,
    LineDown,
    Parcel,
    Refused,
    Sent,
)
from tallgrass.foundation.messages.models import Channel, Message, Reason
from tallgrass.foundation.texts.account import TextAccount, account
from tallgrass.foundation.texts.gateways.line import (
    Busy,
    Declined,
    Listed,
    NoAnswer,
    NotReached,
    TextLine,
)
from tallgrass.foundation.texts.gateways.twilio import TwilioLine
from tallgrass.foundation.texts.queries import has_agreed
from tallgrass.foundation.texts.reports import BAD_NUMBER, UNSUBSCRIBED

#: So long after the last word the gateway surely lists a text that it has, however slow the request was.
SURELY_LISTED: Final = timedelta(minutes=2)
#: Clocks of the gateway and of ours may differ by so much.
SLACK: Final = timedelta(seconds=60)


def line_of(known: TextAccount) -> TextLine:
    """The way to the gateway of an account."""
    return TwilioLine(known)


class TextTrip:
    """One outing with texts."""

    def __init__(self, known: TextAccount) -> None:
        self._known = known
        self._line = line_of(known)

    def carry(self, parcel: Parcel, hand_over: Callable[[], None]) -> Carried:
        """Carry one text (``carriers.Trip``). One to many goes to nobody who has not agreed."""
        if parcel.bulk and parcel.place is not None and not has_agreed(place=parcel.place, to=parcel.to):
            return Refused("no agreement on record", for_good=False)
        report_to = self._known.origin + reverse("texts:status", args=[parcel.number])
        try:
            return Sent(
                self._line.hand_over(to=parcel.to, body=parcel.body, report_to=report_to, sure=hand_over)
            )
        except Busy as busy:
            return Later(busy.said)
        except NotReached as away:
            raise LineDown(away.said) from away
        except NoAnswer as silence:
            return InDoubt(silence.said)
        except Declined as declined:
            return _declined(declined, parcel.to)


class TextCarrier:
    """What carries texts (``carriers.Carrier``)."""

    def ready(self) -> bool:
        """Whether the site has an account with a gateway."""
        return account() is not None

    @contextmanager
    def trip(self) -> Iterator[TextTrip]:
        """Set out, after a look whether the account is good. Raises ``LineDown``."""
        known = account()
        if known is None:
            raise LineDown("no gateway")
        try:
            line_of(known).check()
        except NotReached as away:
            raise LineDown(away.said) from away
        yield TextTrip(known)

    def settle(self, parcels: Sequence[Parcel]) -> dict[int, Carried]:
        """What became of texts in doubt, by number: the gateway's list has them, or has not after a while."""
        known = account()
        if known is None:
            return {}
        settled: dict[int, Carried] = {}
        line, taken = line_of(known), set[str]()
        handed_over = dict(
            Message.objects.filter(pk__in=[one.number for one in parcels]).values_list("pk", "handed_over_at")
        )
        for parcel in parcels:
            moment = handed_over.get(parcel.number)
            if moment is None:
                continue
            try:
                listed = line.sent_to(parcel.to)
            except NotReached:
                break
            found = _found(parcel, moment, listed, taken)
            if found is not None:
                taken.add(found.reference)
                settled[parcel.number] = Sent(found.reference)
            elif moment < timezone.now() - SURELY_LISTED:
                settled[parcel.number] = Later("never reached the gateway")
        return settled


def _found(parcel: Parcel, moment: datetime, listed: list[Listed], taken: set[str]) -> Listed | None:
    """The entry of the list that is this text: the same words, made then, and no other message's.

    The oldest one, as the earlier message was handed over earlier. A trial account puts words of its own before ours.
    """
    fitting = [
        one
        for one in listed
        if one.made_at >= moment - SLACK and one.body.endswith(parcel.body) and one.reference not in taken
    ]
    others = set(
        Message.objects.filter(reference__in=[one.reference for one in fitting])
        .exclude(pk=parcel.number)
        .values_list("reference", flat=True)
    )
    return next((one for one in reversed(fitting) if one.reference not in others), None)


def _declined(declined: Declined, to: str) -> Refused:
    """What a no of the gateway means. Who has told it STOP is heard here as well."""
    if declined.code == UNSUBSCRIBED:
        from tallgrass.foundation.messages.actions import suppress

        suppress(place=None, channel=Channel.TEXT, to=to, reason=Reason.STOP, said=declined.said)
        return Refused(declined.said, for_good=False)
    return Refused(declined.said, for_good=declined.code in BAD_NUMBER)
