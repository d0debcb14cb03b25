"""How a room says what can be done later: ``@task`` in its ``tasks.py``, and ``@scheduled`` where it recurs.

``@task`` is Django's own (``django.tasks`` from Django 6 on), with what our table adds to it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any, Final, ParamSpec, TypeVar, overload

from django.utils.module_loading import autodiscover_modules, import_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks.base import Task

from tallgrass.foundation.jobs.slots import Daily, Every, Rhythm

P = ParamSpec("P")
T = TypeVar("T")

#: How often a job that goes wrong is tried before it is given up, unless its task says otherwise.
USUAL_TRIES: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class JobTask(Task[P, T]):
    """A task as our table keeps it.

    ``outside``: it has effects outside of the database (it sends mail, fetches a page), so no transaction is held
    while it runs; it may run again after a crash, and must find out from its own rows what is done already.
    ``tries``: how often it is tried. ``place``: the id of the place that it belongs to. ``key``: while a job with
    this key waits to be begun, asking for another gives that one.
    """

    outside: bool = False
    tries: int = USUAL_TRIES
    place: int | None = None
    key: str | None = None

    def using(  # type: ignore[override]  # narrower: there is one queue, and no order of rank
        self,
        *,
        run_after: datetime | None = None,
        place: int | None = None,
        key: str | None = None,
    ) -> "JobTask[P, T]":
        """The same task, to be enqueued for a place, under a key, or not before a moment."""
        return replace(
            self,
            run_after=self.run_after if run_after is None else run_after,
            place=self.place if place is None else place,
            key=self.key if key is None else key,
        )


@overload
def task(function: Callable[P, T], /) -> JobTask[P, T]: ...


@overload
def task(*, outside: bool = False, tries: int = USUAL_TRIES) -> Callable[[Callable[P, T]], JobTask[P, T]]: ...


def task(
    function: Callable[P, T] | None = None, /, *, outside: bool = False, tries: int = USUAL_TRIES
) -> JobTask[P, T] | Callable[[Callable[P, T]], JobTask[P, T]]:
    """Make a function of a module a task. Give it ids, never people's words: arguments are kept for a month.

    By default its effects and the mark that it is done are one transaction: both happen, once, or neither does.
    On SQLite that transaction keeps other writers waiting, so such a task takes seconds. What takes longer is
    ``outside=True`` and works in steps of its own.
    """

    def made(function: Callable[P, T]) -> JobTask[P, T]:
        return JobTask(func=function, backend=DEFAULT_TASK_BACKEND_ALIAS, outside=outside, tries=tries)

    return made if function is None else made(function)


class UnknownTask(LookupError):
    """A job speaks of a task that this version of the program does not have."""


def find_task(path: str) -> JobTask[..., Any]:
    """The task at ``path`` (``module.name``). Raises ``UnknownTask`` where there is none, or something else."""
    try:
        found = import_string(path)
    except ImportError as error:
        raise UnknownTask(path) from error
    if not isinstance(found, JobTask):
        raise UnknownTask(path)
    return found


@dataclass(frozen=True, slots=True)
class Schedule:
    """A task that recurs."""

    task: JobTask[[], Any]
    rhythm: Rhythm

    @property
    def name(self) -> str:
        """The name under which its turns are kept: the path of its task."""
        return self.task.module_path


_SCHEDULES: Final[dict[str, Schedule]] = {}


def scheduled(
    *, every: timedelta | None = None, daily_at: time | None = None
) -> Callable[[JobTask[[], T]], JobTask[[], T]]:
    """Let a task recur: ``every`` so long, or ``daily_at`` a time of the day (UTC). It is given nothing.

    Written above ``@task``. Raises ``ValueError`` where neither or both are given, or ``every`` is under a minute.
    """
    rhythm = _rhythm(every, daily_at)

    def declared(task: JobTask[[], T]) -> JobTask[[], T]:
        schedule = Schedule(task, rhythm)
        _SCHEDULES[schedule.name] = schedule
        return task

    return declared


def _rhythm(every: timedelta | None, daily_at: time | None) -> Rhythm:
    if every is not None and daily_at is None:
        return Every(every)
    if daily_at is not None and every is None:
        return Daily(daily_at)
    raise ValueError("a schedule is either every so long or daily at a time")


def discover() -> None:
    """Read the ``tasks.py`` of every room, so that all tasks and schedules are known."""
    autodiscover_modules("tasks")


def schedules() -> list[Schedule]:
    """Every schedule that has been declared, by name."""
    return [_SCHEDULES[name] for name in sorted(_SCHEDULES)]
