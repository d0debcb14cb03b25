"""What the room does by itself: carrying what is due, clearing up, forgetting."""

from datetime import time, timedelta
from typing import Final

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.messages.actions import forget_old, wake
from tallgrass.foundation.messages.carrying import carry_due, clear_up
from tallgrass.foundation.messages.models import Channel

#: Seconds that one job carries before others have their turn: fewer than a worker is given to stop (``stopping.py``).
TURN: Final = 6.0


@task(outside=True)
def carry(channel: str) -> int:
    """Carry what is due on a channel, for a few seconds; returns how many messages were looked at.

    What is left is carried by another job, so that other jobs have their turn in between.
    """
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


@scheduled(daily_at=time(3, 35))
@task
def forget_old_messages() -> int:
    """Delete what became of messages long ago; gives how many."""
    return forget_old()
