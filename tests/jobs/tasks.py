"""Tasks for tests. What they do is make people, each with a name that says which job made them."""

import os
import time
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.foundation.jobs.leases import last_step


def make(name: str) -> None:
    """One more person of that name: the effect of a job, which can be counted."""
    User.objects.create_user(f"{uuid4().hex}@example.org", name=name)


@task
def make_person(name: str) -> str:
    """Make a person."""
    make(name)
    return f"made {name}"


@task
def make_two(name: str, pause: float = 0.0) -> None:
    """Make two people, some time apart."""
    make(name)
    time.sleep(pause)
    make(name)


@task(outside=True)
def look_up_then_make(name: str, pause: float = 0.0) -> None:
    """Compute for a while without a transaction, then make two people and be done with it, in one step."""
    time.sleep(pause)
    with last_step():
        make(name)
        time.sleep(pause / 4)
        make(name)


@task(outside=True)
def post(name: str) -> None:
    """Have an effect that no database takes back, and then one that fails."""
    make(name)
    raise OSError("no such host: secret.example.org")


@task
def make_then_fail(name: str) -> None:
    """Make a person and then find that something is wrong."""
    make(name)
    raise ValueError("a secret that somebody wrote")


@task(tries=2)
def fail_twice() -> None:
    """Go wrong, and be given up the second time."""
    raise KeyError("a secret that somebody wrote")


@task
def ask_to_end() -> None:
    """Do what no task should."""
    raise SystemExit(3)


@task
def make_then_call(name: str) -> None:
    """Make a person, and have something fail after that was committed."""
    make(name)
    transaction.on_commit(_fail)


def _fail() -> None:
    raise RuntimeError("afterwards")


@task
def ask_for_another(name: str) -> None:
    """Ask for the next job within a job."""
    make_person.enqueue(name)


@task
def ask_for_another_then_fail(name: str) -> None:
    """Ask for the next job within a job that fails."""
    make_person.enqueue(name)
    raise ValueError


@task
def break_off() -> None:
    """Be interrupted, as by a second Ctrl-C."""
    raise KeyboardInterrupt


@task
def end_the_process() -> None:
    """End the process that does it, as running out of memory does."""
    os._exit(137)


@task
def swallow() -> None:
    """Break a rule of the database and think nothing of it."""
    make("twin")
    twin = User.objects.get(name="twin")
    twin.pk = None
    with suppress(Exception):
        twin.save(force_insert=True)


no_task = "a word at the address of a task"


@task
def every_hour() -> None:
    """Make a person each hour, once a test has declared it."""
    make("hourly")


def recurring() -> None:
    """Declare the hourly schedule, for one test."""
    scheduled(every=timedelta(hours=1))(every_hour)
