"""What people can do with jobs that were given up.

This room knows no roles and writes no history of a place: whoever calls these asks for the permission, and records
the event, in the transaction in which they call.
"""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from tallgrass.foundation.jobs.models import Job, State

#: How long it can be looked up what became of a job.
KEPT_FOR: Final = timedelta(days=30)


class NotFailed(LookupError):
    """The job is not among those that were given up in that place."""


@transaction.atomic
def run_again(*, job: int, place: int | None) -> Job:
    """Have a job done that was given up, with all its tries anew. Raises ``NotFailed``."""
    found = _failed(job, place)
    now = timezone.now()
    found.state, found.due_at, found.enqueued_at = State.WAITING, now, now
    found.attempts, found.faults, found.started_at, found.finished_at = 0, 0, None, None
    found.save()
    return found


@transaction.atomic
def drop(*, job: int, place: int | None) -> Job:
    """Let a job be that was given up: it is not shown any more. Raises ``NotFailed``."""
    found = _failed(job, place)
    found.state = State.DROPPED
    found.save()
    return found


def forget_old_jobs() -> int:
    """Delete what was done or dropped ``KEPT_FOR`` ago, and turns that failed; returns how many.

    The latest turn of each schedule stays, so that it is known not to be new. What else failed stays until somebody
    has looked at it.
    """
    later = Job.objects.filter(schedule=OuterRef("schedule"), slot__gt=OuterRef("slot"))
    old = Job.objects.filter(
        Q(state__in=(State.DONE, State.DROPPED)) | Q(state=State.FAILED) & ~Q(schedule=""),
        finished_at__lt=timezone.now() - KEPT_FOR,
    ).filter(Q(schedule="") | Exists(later))
    return old.delete()[0]


def _failed(job: int, place: int | None) -> Job:
    found = Job.objects.select_for_update().filter(pk=job, place_id=place, state=State.FAILED).first()
    if found is None:
        raise NotFailed(job)
    return found
