"""Who has a job: taken for a while, kept while it runs, given back or ended. At most one worker can end it.

Each change asks for the worker's secret in the same statement, so whoever has lost a job cannot change it any more.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from secrets import token_hex
from typing import Any, Final

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django_tasks.utils import normalize_json

from tallgrass.foundation.jobs.models import Job, State

#: How long a worker has a job before another may take it. A worker that lives keeps it by saying so (``beat.py``).
LEASE = timedelta(seconds=30)
#: Before a job is tried again: so long, then four times as long, and so on, up to the longest.
FIRST_PAUSE: Final = timedelta(seconds=30)
_GROWTH: Final = 4
LONGEST_PAUSE: Final = timedelta(hours=6)

#: What is said of a job that another worker has taken.
LOST: Final = "lost"

_CURRENT: ContextVar[Job | None] = ContextVar("job", default=None)


class LeaseLost(Exception):
    """Another worker has taken the job, since this one said nothing for too long."""


def take_next() -> Job | None:
    """Take the job that has been due longest; None where none is due. Two workers never take the same one."""
    # First a mere look, in order, so that it reads the index: on SQLite a transaction would keep writers waiting.
    if _due().values("pk").first() is None:
        return None
    with transaction.atomic(durable=True):
        job = _due().select_for_update(skip_locked=True).first()
        if job is not None:
            now = timezone.now()
            job.state, job.lease, job.due_at = State.RUNNING, token_hex(16), now + LEASE
            job.started_at, job.attempts, job.key = now, job.attempts + 1, None
            job.save(update_fields=["state", "lease", "due_at", "started_at", "attempts", "key"])
    return job


def renew(job: Job) -> bool:
    """Have the job for another while; False where it is lost."""
    return _mine(job).update(due_at=timezone.now() + LEASE) == 1


def finish(job: Job, effects: Callable[[], Any]) -> None:
    """Call ``effects`` and mark the job as done, in one transaction: both, or neither.

    Raises ``LeaseLost`` where another worker has the job, which takes the effects back.
    """
    with transaction.atomic(durable=True):
        returned = effects()
        if job.state != State.DONE:
            _mark_done(job, returned)
    job.state = State.DONE


@contextmanager
def last_step() -> Iterator[None]:
    """In an ``outside`` task: what is written within, and the mark that the job is done, are one transaction.

    For long work that ends in writing: compute first, then write here. Raises ``LeaseLost`` as ``finish`` does.
    """
    job = _CURRENT.get()
    with transaction.atomic():
        yield
        if job is not None:
            _mark_done(job, None)
    if job is not None:
        job.state = State.DONE


@contextmanager
def working_on(job: Job) -> Iterator[None]:
    """Let ``last_step`` know which job it ends."""
    token = _CURRENT.set(job)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def put_back(job: Job, fault: str, *, tries: int) -> str:
    """Give a job back that went wrong, to be tried again after a pause, or given up after ``tries``.

    Returns the state that it has now. What is no longer this worker's is left as it is.
    """
    faults = job.faults + 1
    if faults >= tries:
        return give_up(job, fault)
    due_at = timezone.now() + pause_after(faults)
    return _hand_over(job, state=State.WAITING.value, due_at=due_at, faults=faults, fault=fault)


def give_up(job: Job, fault: str) -> str:
    """Mark a job as failed: nobody takes it until a person asks for it again. Returns the state it has now."""
    now = timezone.now()
    return _hand_over(
        job, state=State.FAILED.value, due_at=None, faults=job.faults + 1, fault=fault, finished_at=now
    )


def release(job: Job) -> None:
    """Give a job back that was not finished, for no fault of its own: the next worker takes it at once."""
    _mine(job).update(state=State.WAITING, lease="", due_at=timezone.now(), attempts=F("attempts") - 1)


def pause_after(faults: int) -> timedelta:
    """How long to wait before the next try, after so many faults (1 or more)."""
    pause = FIRST_PAUSE
    for _ in range(faults - 1):
        pause = min(pause * _GROWTH, LONGEST_PAUSE)
    return pause


def _due() -> QuerySet[Job]:
    """What may be taken now: what waits, and what runs with a worker whose lease has ended."""
    return Job.objects.filter(due_at__lte=timezone.now()).order_by("due_at", "pk")


def _mine(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, lease=job.lease)


def _hand_over(job: Job, *, state: str, **changes: Any) -> str:
    """Let go of a job. Where it is not ours any more (done, and only what came after went wrong) it says so."""
    if _mine(job).update(state=state, lease="", **changes):
        return state
    return Job.objects.filter(pk=job.pk).values_list("state", flat=True).first() or LOST


def _mark_done(job: Job, returned: Any) -> None:
    marked = _mine(job).update(
        state=State.DONE,
        lease="",
        due_at=None,
        fault="",
        returned="" if returned is None else json.dumps(normalize_json(returned)),
        finished_at=timezone.now(),
    )
    if not marked:
        raise LeaseLost
