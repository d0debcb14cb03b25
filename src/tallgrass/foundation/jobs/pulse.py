"""Whether a worker is at work: a job that recurs every minute tells, by being done like any other."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Max

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.jobs.leases import LEASE
from tallgrass.foundation.jobs.models import Job, State

#: A worker that has shown no sign of life for so long has stopped, or is stuck.
MISSED_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class WorkerState:
    """When a worker last gave a sign of life (None: never), and whether that is recent enough."""

    seen: datetime | None
    well: bool


@scheduled(every=timedelta(minutes=1))
@task
def pulse() -> None:
    """Be done, and leave no trace of the pulses before."""
    Job.objects.filter(schedule=pulse.module_path, state=State.DONE).delete()


def worker_state(now: datetime) -> WorkerState:
    """Whether some worker of this instance, on whatever computer, is at work."""
    seen = _last_sign()
    return WorkerState(seen, seen is not None and now - seen < MISSED_AFTER)


def _last_sign() -> datetime | None:
    """When a job was last done, or the lease of one that runs was last renewed."""
    done = Job.objects.filter(state=State.DONE).aggregate(latest=Max("finished_at"))["latest"]
    leased = Job.objects.filter(state=State.RUNNING).aggregate(latest=Max("due_at"))["latest"]
    signs = [sign for sign in (done, leased and leased - LEASE) if sign is not None]
    return max(signs, default=None)
