"""Keeps the lease of a job that takes long, from a thread beside it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

from django.db import Error, connection, connections

from tallgrass.foundation.jobs.leases import LEASE, renew
from tallgrass.foundation.jobs.models import Job

#: Times that the lease is renewed before it would end, so that one slow moment loses nothing.
_BEATS: Final = 5
#: How long to wait for the thread to end, in seconds; it is the database that may keep it.
_PARTING: Final = 5.0


@contextmanager
def kept(job: Job, *, outside: bool) -> Iterator[None]:
    """Renew the lease of a job until the block ends, or until it is lost.

    A job that writes to SQLite in a transaction needs no renewal: as long as that is open, nobody else can write,
    and so nobody can take the job. Renewing it would only wait in vain.
    """
    if connection.vendor == "sqlite" and not outside:
        yield
        return
    ended = Event()
    thread = Thread(target=_renew_until, args=(ended, job), name="lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join(timeout=_PARTING)


def _renew_until(ended: Event, job: Job) -> None:
    try:
        while not ended.wait(LEASE.total_seconds() / _BEATS):
            with suppress(Error):  # a database that is away for a moment: the next beat may reach it
                if not renew(job):
                    return
    finally:
        connections.close_all()
