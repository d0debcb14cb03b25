"""Reads of jobs."""

from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from tallgrass.foundation.jobs.models import Job, State

#: At most so many are shown; who has more has one fault, many times.
MOST_SHOWN: Final = 100


def failed_jobs(*, place: int | None) -> list[Job]:
    """What was given up in a place (None: for the instance as a whole), the latest first, ``MOST_SHOWN`` at most.

    A turn of a schedule is no longer among them once a later one was done.
    """
    return list(_failed().filter(place_id=place)[:MOST_SHOWN])


def failed_anywhere() -> list[Job]:
    """The same of all places and the instance, for its operator."""
    return list(_failed()[:MOST_SHOWN])


def _failed() -> QuerySet[Job]:
    later = Job.objects.filter(schedule=OuterRef("schedule"), slot__gt=OuterRef("slot"), state=State.DONE)
    return Job.objects.filter(state=State.FAILED).exclude(Exists(later)).order_by("-finished_at", "-pk")
