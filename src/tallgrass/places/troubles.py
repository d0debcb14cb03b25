"""What failed in the background: who looks after the place has it done again, or lets it be."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.foundation.jobs import actions as jobs
from tallgrass.foundation.jobs.pulse import MISSED_AFTER, worker_state
from tallgrass.foundation.jobs.queries import failed_jobs
from tallgrass.places.events import JOB_DROPPED, JOB_RUN_AGAIN
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import CHANGE_PLACE

#: How many failures a page shows; who has more has one fault, many times.
MOST_SHOWN: Final = 10


@dataclass(frozen=True, slots=True)
class Trouble:
    """A job that was given up: its number, its task by name, how often it was tried, and the kind of fault."""

    number: int
    task: str
    tries: int
    fault: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Troubles:
    """What failed in a place (``own``, ``MOST_SHOWN`` at most) and on the site as a whole (a number), and whether
    anything is at work at all.
    """

    own: tuple[Trouble, ...]
    on_site: int
    worker_well: bool

    def __bool__(self) -> bool:
        return bool(self.own or self.on_site or not self.worker_well)


def troubles_of(place: Place) -> Troubles:
    """What failed, the latest first. For stewards."""
    own = failed_jobs(place=place.pk)[:MOST_SHOWN]
    now = timezone.now()
    return Troubles(
        tuple(
            Trouble(
                job.pk,
                job.task.rpartition(".")[2],
                job.attempts,
                job.fault,
                job.finished_at or job.enqueued_at,
            )
            for job in own
        ),
        len(failed_jobs(place=None)),
        # A site that has just begun has had no time to show a sign of life.
        now - place.created_at < MISSED_AFTER or worker_state(now).well,
    )


@transaction.atomic
def run_again(*, place: Place, number: int, by: User | None) -> None:
    """Have a job of the place done that was given up. Raises ``NotAllowed`` and ``NotFailed``."""
    require(by, place, CHANGE_PLACE)
    job = jobs.run_again(job=number, place=place.pk)
    record(JOB_RUN_AGAIN, by=by, place=place.pk, subject=number, told={"task": job.task})


@transaction.atomic
def let_be(*, place: Place, number: int, by: User | None) -> None:
    """Show a job of the place that was given up no longer. Raises ``NotAllowed`` and ``NotFailed``."""
    require(by, place, CHANGE_PLACE)
    job = jobs.drop(job=number, place=place.pk)
    record(JOB_DROPPED, by=by, place=place.pk, subject=number, told={"task": job.task})
