"""Whether the instance is well, in words for whoever watches over it. No word is about a person."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import Error, connection

from tallgrass.foundation.jobs.pulse import worker_state
from tallgrass.web.migrating import changes_to_apply


class Finding(NamedTuple):
    """What was looked at, how it is in words, and whether that is well."""

    subject: str
    state: str
    well: bool


def findings(now: datetime) -> list[Finding]:
    """The database, then what needs it: its shape and the worker. Only the first where it does not answer."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return [Finding("database", "answers", True), _migrations(), _worker(now)]
    except Error:
        connection.close()
        return [Finding("database", "does not answer", False)]


def told(found: list[Finding]) -> str:
    """The findings as lines of text, the first of which is ``ok`` or ``not well``."""
    lines = ["ok" if all(each.well for each in found) else "not well"]
    return "\n".join([*lines, *(f"{each.subject}: {each.state}" for each in found), ""])


def _migrations() -> Finding:
    waiting = len(changes_to_apply())
    state = f"{waiting} waiting; start tallgrass anew" if waiting else "none waiting"
    return Finding("migrations", state, not waiting)


def _worker(now: datetime) -> Finding:
    state = worker_state(now)
    if state.seen is None:
        return Finding("worker", "not seen yet", False)
    return Finding("worker", f"last seen {_length(now - state.seen)} ago", state.well)


def _length(span: timedelta) -> str:
    seconds = max(0, int(span.total_seconds()))
    for unit, length in (("days", 86_400), ("hours", 3600), ("minutes", 60)):
        if seconds >= 2 * length:
            return f"{seconds // length} {unit}"
    return f"{seconds} s"
