"""What the room does by itself: carrying what is due, clearing up, forgetting."""

from datetime import time, timedelta
from typing import Any, Final

from django.conf import settings

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.messages.actions import forget_old, wake
from tallgrass.foundation.messages.bounces.mailbox import Mailbox, reports_in
from tallgrass.foundation.messages.bounces.taking import take_in
from tallgrass.foundation.messages.carrying import carry_due, clear_up
from tallgrass.foundation.messages.models import Channel

#: Seconds that one job carries before others have their turn: fewer than a worker is given to stop (``stopping.py``).
TURN: Final = 6.0


@task(outside=True)
def carry(channel: str) -> int:
    """Carry what is due on a channel, for a few seconds; returns how many messages were looked at.

    What is left is carried by another job, so that other jobs have their turn in between.
    """
    clear_up(channel)
    seen = carry_due(channel, seconds=TURN)
    if seen:
        wake(channel)
    return seen


@scheduled(every=timedelta(minutes=1))
@task(outside=True)
def look_after_messages() -> None:
    """Wake the carriers of what has fallen due, and find what no answer came for."""
    for channel in Channel.values:
        clear_up(channel)
        carry_due(channel, seconds=TURN)


@scheduled(every=timedelta(minutes=15))
@task(outside=True, tries=2)
def look_for_bounces() -> int:
    """Take in what came back, where there is a mailbox for it; gives how many reports there were."""
    box: Any = getattr(settings, "MAIL_BOUNCES", None)
    return 0 if box is None else take_in(reports_in(Mailbox(**box))).read


@scheduled(daily_at=time(3, 35))
@task
def forget_old_messages() -> int:
    """Delete what became of messages long ago; gives how many."""
    return forget_old()
