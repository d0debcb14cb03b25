"""Keeps a job, in the transaction of whoever asks for it."""

import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.utils import normalize_json

from tallgrass.foundation.jobs.declaring import JobTask, Schedule
from tallgrass.foundation.jobs.models import Job, State

#: A job with the same key may be begun between our look and our insertion, so both are tried again.
_GOES: Final = 5


def keep(task: JobTask[..., Any], args: Sequence[Any], kwargs: Mapping[str, Any]) -> Job:
    """Keep a job of a task, or find the one that waits under the same key.

    Raises ``TypeError`` for arguments that are no plain JSON.
    """
    now = timezone.now()
    job = Job(
        place_id=task.place,
        task=task.module_path,
        arguments=json.dumps(normalize_json([list(args), dict(kwargs)])),
        due_at=task.run_after or now,
        key=_kept_key(task),
        enqueued_at=now,
    )
    if job.key is not None:
        return _keep_once(job)
    job.save(force_insert=True)
    return job


def keep_turn(schedule: Schedule, slot: datetime, *, already_past: bool) -> None:
    """Keep the job of one turn, unless some worker has. One that is ``already_past`` counts as done."""
    now = timezone.now()
    ends: dict[str, Any] = {"state": State.DONE, "due_at": None, "finished_at": now} if already_past else {}
    turn = Job(
        task=schedule.task.module_path,
        schedule=schedule.name,
        slot=slot,
        **{"enqueued_at": now, "due_at": now, **ends},
    )
    Job.objects.bulk_create([turn], ignore_conflicts=True)


def _kept_key(task: JobTask[..., Any]) -> str | None:
    """A key holds within a place: two places never share a job."""
    return None if task.key is None else f"{'' if task.place is None else task.place}:{task.key}"


@transaction.atomic
def _keep_once(job: Job) -> Job:
    """Keep the job, or give the one that waits under its key.

    That one is locked until the transaction ends. Otherwise a worker could begin it now, before what has just been
    changed can be seen, and nobody would come back for the change.
    """
    for _ in range(_GOES):
        waiting = Job.objects.select_for_update().filter(task=job.task, key=job.key).first()
        if waiting is not None:
            return waiting
        with suppress(IntegrityError), transaction.atomic():
            job.save(force_insert=True)
            return job
    job.save(force_insert=True)
    return job
