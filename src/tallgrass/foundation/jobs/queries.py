"""Reads of jobs."""

from typing import Final

from django.db.models import Exists, OuterRef

from tallgrass.foundation.jobs.models import Job, State

#: At most so many are shown; who has more has one fault, many times.
MOST_SHOWN: Final = 100


def failed_jobs(*, place: int | None) -> list[Job]:
    """What was given up in a place (None: for the instance as a whole), the latest first, ``MOST_SHOWN`` at most.

    A turn of a schedule is no longer among them once a later one was done.
    """
    later = Job.objects.filter(schedule=OuterRef("schedule"), slot__gt=OuterRef("slot"), state=State.DONE)
    found = Job.objects.filter(place_id=place, state=State.FAILED).exclude(Exists(later))
    return list(found.order_by("-finished_at", "-pk")[:MOST_SHOWN])
