"""One table: what is to be done, what is being done, and what became of it."""

from typing import Final

from django.db import models
from django.utils import timezone

#: The longest key, name of a schedule, and word on what went wrong.
LONGEST: Final = 300


class State(models.TextChoices):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    DROPPED = "dropped"


#: The states of a job that a worker will still take.
OPEN: Final = (State.WAITING.value, State.RUNNING.value)


class Job(models.Model):
    """A task to be done once, with what it is given.

    ``due_at`` decides alone whether a worker may take the job: for one that waits, from when on; for one that
    runs, when the lease of the worker that has it ends; none where nobody may take it any more. ``lease`` is the
    secret of the worker that has it. ``key``: while a job with that key waits to be begun, its task has no second
    one. ``schedule`` and ``slot`` say which turn of which schedule it is.
    """

    place_id = models.BigIntegerField("id of the place (none: the instance)", null=True, blank=True)
    task = models.CharField("task", max_length=200)
    arguments = models.TextField("what the task is given, as JSON: a list and an object", default="[[], {}]")
    state = models.CharField("state", max_length=10, choices=State, default=State.WAITING)
    due_at = models.DateTimeField("may be taken from", null=True, blank=True, default=timezone.now)
    lease = models.CharField("secret of the worker that has it", max_length=32, blank=True)
    key = models.CharField("key", max_length=LONGEST, null=True, blank=True)  # noqa: DJ001 (none equals no other)
    schedule = models.CharField("schedule", max_length=LONGEST, blank=True)
    slot = models.DateTimeField("turn of the schedule", null=True, blank=True)
    attempts = models.PositiveIntegerField("times begun", default=0)
    faults = models.PositiveIntegerField("times it went wrong", default=0)
    fault = models.CharField(
        "what went wrong last, without what anybody wrote", max_length=LONGEST, blank=True
    )
    returned = models.TextField("what the task gave back, as JSON", blank=True)
    enqueued_at = models.DateTimeField("asked for", default=timezone.now, editable=False)
    started_at = models.DateTimeField("last begun", null=True, blank=True)
    finished_at = models.DateTimeField("done or given up", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "key"], name="foundation_jobs_one_job_per_key"),
            models.UniqueConstraint(fields=["schedule", "slot"], name="foundation_jobs_one_job_per_turn"),
            models.CheckConstraint(
                condition=models.Q(state__in=State.values), name="foundation_jobs_state_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=OPEN, due_at__isnull=False, finished_at__isnull=True)
                | (~models.Q(state__in=OPEN) & models.Q(due_at__isnull=True, finished_at__isnull=False)),
                name="foundation_jobs_only_open_ones_are_due",
            ),
            models.CheckConstraint(
                condition=(models.Q(state=State.RUNNING) & ~models.Q(lease=""))
                | (~models.Q(state=State.RUNNING) & models.Q(lease="")),
                name="foundation_jobs_who_runs_it_has_a_lease",
            ),
            models.CheckConstraint(
                condition=models.Q(slot__isnull=True, schedule="")
                | (models.Q(slot__isnull=False) & ~models.Q(schedule="")),
                name="foundation_jobs_a_turn_has_a_schedule",
            ),
        ]
        indexes = [
            # What a worker asks every second: the rest has no due date, and is not looked at.
            models.Index(fields=["due_at", "id"], name="foundation_jobs_due"),
            models.Index(fields=["state", "finished_at"], name="foundation_jobs_finished"),
        ]

    def __str__(self) -> str:
        return f"{self.task} {self.state}"
