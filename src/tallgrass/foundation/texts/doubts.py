"""Texts in doubt: the gateway is asked until it can tell. The queue itself asks once, at the moment of doubt."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from tallgrass.foundation.messages import queue
from tallgrass.foundation.messages.carrying import parcel_of
from tallgrass.foundation.messages.models import Channel, Message, State
from tallgrass.foundation.texts.account import account
from tallgrass.foundation.texts.carrying import TextCarrier

#: How long it is asked for: after that, only a person decides.
ASKED_FOR: Final = timedelta(days=2)
#: How many are asked about at once: each is a request.
AT_ONCE: Final = 100


def ask_about_doubts() -> int:
    """Settle what the gateway can tell of texts in doubt; returns how many. Nothing where there is no gateway."""
    if account() is None:
        return 0
    found = list(
        Message.objects.filter(
            channel=Channel.TEXT, state=State.IN_DOUBT, handed_over_at__gt=timezone.now() - ASKED_FOR
        )
        .exclude(body="")
        .order_by("handed_over_at", "pk")[:AT_ONCE]
    )
    outcomes = TextCarrier().settle([parcel_of(message, None) for message in found])
    for message in found:
        if message.pk in outcomes:
            queue.settle(message, outcomes[message.pk])
    return len(outcomes)
