"""The backend of ``@task`` that keeps jobs in our table."""

import json
from typing import Any, Final, TypeVar

from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task, TaskError, TaskResult, TaskResultStatus
from django_tasks.exceptions import InvalidTaskError, TaskResultDoesNotExist

from tallgrass.foundation.jobs.declaring import JobTask, find_task
from tallgrass.foundation.jobs.keeping import keep
from tallgrass.foundation.jobs.models import Job, State

T = TypeVar("T")

_STATUS: Final = {
    State.WAITING.value: TaskResultStatus.READY,
    State.RUNNING.value: TaskResultStatus.RUNNING,
    State.DONE.value: TaskResultStatus.SUCCESSFUL,
    State.FAILED.value: TaskResultStatus.FAILED,
    State.DROPPED.value: TaskResultStatus.FAILED,
}


class TableBackend(BaseTaskBackend):
    """Keeps a job in the transaction of whoever asks for it: taken back with it, seen by workers after it."""

    task_class = JobTask
    supports_defer = True
    supports_get_result = True

    def enqueue(self, task: Task[..., T], args: Any, kwargs: Any) -> TaskResult[T]:
        """Keep a job. Raises ``TypeError`` for arguments that are no plain JSON."""
        self.validate_task(task)
        if not isinstance(task, JobTask):
            raise InvalidTaskError("a task is declared with the @task of tallgrass.foundation.jobs.declaring")
        return _result(keep(task, args, kwargs), task)

    def get_result(self, result_id: str) -> TaskResult[Any]:
        """What became of a job. Raises ``TaskResultDoesNotExist`` where it is not there (any more)."""
        job = Job.objects.filter(pk=int(result_id)).first() if result_id.isdecimal() else None
        if job is None:
            raise TaskResultDoesNotExist(result_id)
        return _result(job, find_task(job.task))


def _result(job: Job, task: Task[..., T]) -> TaskResult[T]:
    """A row as Django's tasks describe it. Which workers had it is not kept, only how many times it was begun."""
    args, kwargs = json.loads(job.arguments)
    result: TaskResult[T] = TaskResult(
        task=task,
        id=str(job.pk),
        status=_STATUS[job.state],
        enqueued_at=job.enqueued_at,
        started_at=job.started_at,
        finished_at=job.finished_at,
        last_attempted_at=job.started_at,
        args=args,
        kwargs=kwargs,
        backend=task.backend,
        errors=[TaskError(exception_class_path=job.fault, traceback="")] if job.fault else [],
        worker_ids=["worker"] * job.attempts,
    )
    object.__setattr__(result, "_return_value", json.loads(job.returned) if job.returned else None)
    return result
