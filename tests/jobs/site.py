"""A site's processes for tests that kill them: ``python -m tests.jobs.site work|ask|migrate``. Leases are short."""

import os
import sys
from datetime import timedelta
from typing import Any
from uuid import uuid4


def main(what: str, *arguments: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
    import django

    django.setup()
    from tallgrass.foundation.jobs import leases

    leases.LEASE = timedelta(seconds=_lease(arguments))
    {"work": work, "ask": ask, "migrate": migrate}[what](*arguments)


def _lease(arguments: tuple[str, ...]) -> float:
    """``--lease=SECONDS``: short where its end is waited for, longer where it must not end on a busy computer."""
    given = [argument.partition("=")[2] for argument in arguments if argument.startswith("--lease=")]
    return float(given[0]) if given else 1.0


def migrate() -> None:
    """Make the database ready."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)


def work(*arguments: str) -> None:
    """Do jobs until stopped; say when that begins (signals are heeded from then on), and when it has ended."""
    from tallgrass.foundation.jobs import stopping

    begin = stopping.run_worker

    def say_and_begin(**given: Any) -> None:
        print("working", flush=True)
        begin(**given)

    stopping.run_worker = say_and_begin
    stopping.work_until_stopped(with_parent="--with-parent" in arguments, poll_seconds=0.05)
    print("stopped", flush=True)


def ask(task: str, names: str, pause: str = "0.0") -> None:
    """For each name (``*``: until killed) change something and ask for a job in one transaction; say what was kept."""
    from django.db import transaction

    from tallgrass.foundation.jobs.declaring import find_task
    from tests.jobs.tasks import make

    found = find_task(f"tests.jobs.tasks.{task}")
    for name in iter(lambda: uuid4().hex, "") if names == "*" else names.split(","):
        with transaction.atomic():
            make(f"asked {name}")
            found.enqueue(name, float(pause)) if float(pause) else found.enqueue(name)
        print(name, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
