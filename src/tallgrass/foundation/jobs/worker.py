"""The worker: takes one job at a time and does it, until it is told to stop."""

import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import Error, connection
from django.utils import timezone

from tallgrass.foundation.jobs.beat import kept
from tallgrass.foundation.jobs.declaring import USUAL_TRIES, JobTask, discover, find_task
from tallgrass.foundation.jobs.faults import fault_of
from tallgrass.foundation.jobs.leases import (
    LOST,
    LeaseLost,
    finish,
    give_up,
    put_back,
    release,
    take_next,
    working_on,
)
from tallgrass.foundation.jobs.models import Job, State
from tallgrass.foundation.jobs.tick import tick

#: A job in the middle of which so many workers have ended is likely what ends them.
MOST_BROKEN_OFF: Final = 20
#: How often schedules are looked at.
BETWEEN_TICKS: Final = timedelta(seconds=20)
#: How long to wait after the database could not be reached, in seconds.
AFTER_TROUBLE: Final = 5.0

log = logging.getLogger("tallgrass.jobs")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: its task, its state now (or ``lost`` to another worker), and what went wrong."""

    task: str
    state: str
    fault: str = ""


def run_worker(*, stop: Callable[[], bool], poll_seconds: float) -> None:
    """Do jobs as they fall due until ``stop()`` is true, which is asked between two jobs.

    Looks for the next job every ``poll_seconds`` while there is none. A database that cannot be reached is waited
    for. Raise ``KeyboardInterrupt`` to break off a job: it is given back, and the interrupt goes on.
    """
    discover()
    ticked: datetime | None = None
    while not stop():
        try:
            if ticked is None or abs(timezone.now() - ticked) >= BETWEEN_TICKS:  # also where a clock was set
                tick()
                ticked = timezone.now()
            pause = 0.0 if run_next() else poll_seconds
        except Error as error:
            log.warning("jobs wait for the database: %s", type(error).__name__)
            connection.close()
            pause = AFTER_TROUBLE
        _sleep(pause, stop)
    connection.close()


def run_waiting(*, most: int = 1000) -> list[Outcome]:
    """Do all jobs that are due, in this process and at once, also those that they ask for; ``most`` at most.

    For tests and commands that run once. It cannot be called within a transaction: each job has its own.
    """
    outcomes: list[Outcome] = []
    while len(outcomes) < most and (outcome := run_next()) is not None:
        outcomes.append(outcome)
    return outcomes


def run_next() -> Outcome | None:
    """Do the job that has been due longest; None where none is due."""
    job = take_next()
    if job is None:
        return None
    try:
        outcome = _run(job)
    except BaseException as broken_off:
        if not isinstance(broken_off, Exception):  # a stop, not a database that is away
            release(job)
        raise
    level = logging.WARNING if outcome.fault else logging.INFO
    log.log(level, "job %s %s", outcome.task, " ".join(filter(None, (outcome.state, outcome.fault))))
    return outcome


def _run(job: Job) -> Outcome:
    """Do one job, and note what became of it."""
    if job.attempts > job.faults + MOST_BROKEN_OFF:
        fault = "the worker ended while doing it, again and again"
        return Outcome(job.task, give_up(job, fault), fault)
    tries = USUAL_TRIES
    try:
        task = find_task(job.task)
        tries = task.tries
        with kept(job, outside=task.outside), working_on(job):
            _do(job, task)
    except LeaseLost:
        return Outcome(job.task, LOST, "took longer than its lease")
    except (Exception, SystemExit) as error:
        fault = fault_of(error)
        return Outcome(job.task, put_back(job, fault, tries=tries), fault)
    return Outcome(job.task, State.DONE.value)


def _do(job: Job, task: JobTask[..., Any]) -> None:
    args, kwargs = json.loads(job.arguments)
    if task.outside:
        returned = task.call(*args, **kwargs)
        finish(job, lambda: returned)
    else:
        finish(job, lambda: task.call(*args, **kwargs))


def _sleep(seconds: float, stop: Callable[[], bool]) -> None:
    """Wait so long, in pieces, so that a stop is heeded soon."""
    until = time.monotonic() + seconds
    while not stop() and (left := until - time.monotonic()) > 0:
        time.sleep(min(left, 0.5))
