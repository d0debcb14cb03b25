"""The tick: adds the jobs whose turn it is, and sets right what a wrong clock has left behind."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q
from django.utils import timezone

from tallgrass.foundation.jobs.declaring import Schedule, schedules
from tallgrass.foundation.jobs.keeping import keep_turn
from tallgrass.foundation.jobs.leases import LEASE
from tallgrass.foundation.jobs.models import OPEN, Job, State

#: Clocks of two computers may differ by so much without anything being wrong.
SLACK: Final = timedelta(minutes=5)


def tick() -> None:
    """Add the present turn of every schedule. Any number of workers may do so, at any time.

    After a standstill the latest turn alone is caught up on. A schedule that is new begins with its next turn.
    """
    now = timezone.now()
    _mend(now)
    for schedule in schedules():
        _add_turn(schedule, schedule.rhythm.slot(now))


def _add_turn(schedule: Schedule, slot: datetime) -> None:
    """Add the job of a turn, unless it is there, or one of an earlier turn is still to be done."""
    turns = Job.objects.filter(schedule=schedule.name)
    if turns.filter(Q(slot=slot) | Q(state__in=OPEN)).exists():
        return
    keep_turn(schedule, slot, already_past=not turns.exists())


def _mend(now: datetime) -> None:
    """Where the clock was ahead and has been set back, what would be due in years is due now.

    Such a job was asked for, or last begun, at a moment that has not come yet.
    """
    late = Job.objects.filter(due_at__gt=now + SLACK)
    waiting = late.filter(Q(enqueued_at__gt=now + SLACK) | Q(started_at__gt=now + SLACK), state=State.WAITING)
    if waiting.exists():
        waiting.update(due_at=now, enqueued_at=now, started_at=None)
    running = late.filter(due_at__gt=now + LEASE + SLACK, state=State.RUNNING)
    if running.exists():
        running.update(due_at=now + LEASE)
