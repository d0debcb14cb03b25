"""Letting go of what need not be kept."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.actions.reporting import SOFT_FAILURES_COUNT
from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import EMPTY, Message, SoftFailure, State, Suppression

#: How long it is known what became of a message, and how long one in doubt can be sent again.
KEPT_FOR: Final = timedelta(days=90)
IN_DOUBT_KEPT: Final = timedelta(days=14)


def forget_old() -> int:
    """Delete what became of messages ``KEPT_FOR`` ago, and soft failures that count no more; returns how many.

    What has been in doubt for so long is deleted with its text; nobody has asked for it.
    """
    now = timezone.now()
    SoftFailure.objects.filter(at__lt=now - SOFT_FAILURES_COUNT).delete()
    Message.objects.filter(state=State.IN_DOUBT, finished_at__lt=now - IN_DOUBT_KEPT).update(**EMPTY)
    return Message.objects.filter(finished_at__lt=now - KEPT_FOR).delete()[0]


@transaction.atomic
def forget_address(*, place: int, channel: str, to: str) -> None:
    """Delete every message of a place to an address, also those that wait: its owner has all deleted.

    That it wants no more stays: only a digest is kept of that. Raises ``ValidationError`` for no address.
    """
    Message.objects.filter(place_id=place, channel=channel, digest=digest_of(channel, to)).delete()


@transaction.atomic
def forget_about(*, place: int, purposes: str, about: int) -> int:
    """Delete every message of a place about one row, also those that wait; returns how many.

    ``purposes`` is what the purposes of the room begin with (``rounds.``): numbers are a room's own.
    """
    rows = Message.objects.filter(place_id=place, purpose__startswith=purposes, about=about)
    return rows.delete()[0]


@transaction.atomic
def forget_place(*, place: int) -> None:
    """Delete every message of a place, and what was ended in it. Addresses that came back stay known."""
    Message.objects.filter(place_id=place).delete()
    Suppression.objects.filter(place_id=place).delete()
