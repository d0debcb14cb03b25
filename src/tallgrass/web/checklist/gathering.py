"""Gathers the facts: from the settings, the database and the computer."""

import ctypes
import os
import shutil
import stat
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Final

from django.conf import settings
from django.db import connection
from django.db.models import Max

from tallgrass.foundation import where
from tallgrass.foundation.jobs.pulse import worker_state
from tallgrass.foundation.mail.outbox import sends_nothing
from tallgrass.foundation.messages.models import Channel, Message, State
from tallgrass.foundation.messages.purposes import TEST
from tallgrass.web.checklist.facts import Facts, Kept, Machine, Post, Reach, Seen
from tallgrass.web.environment import KEY_FILE
from tallgrass.web.migrating import changes_to_apply
from tallgrass.web.upkeep.models import Sort
from tallgrass.web.upkeep.queries import latest_signs

#: Kinds of file systems that lie on another computer.
_ELSEWHERE: Final = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "ceph"})
#: What `adjtimex` answers where nothing keeps the clock right.
_UNSYNCHRONISED: Final = 5
#: A key with fewer different letters is a word that somebody typed, or the one of an example.
_FEWEST_LETTERS: Final = 12


def gather(now: datetime, *, reader_encrypted: bool = False, look: Seen | None = None) -> Facts:
    """Everything that the checks look at. ``look``: what came of asking for the site just now, if somebody has.

    ``reader_encrypted``: whoever reads the page came to the site's own address.
    """
    signs = {sort: Seen(sign.seen_at, sign.told) for sort, sign in latest_signs().items()}
    return Facts(
        now,
        _reach(reader_encrypted, look or signs.get(Sort.ADDRESS)),
        _post(),
        _kept(signs),
        _machine(now),
    )


def _reach(reader_encrypted: bool, look: Seen | None) -> Reach:
    address = settings.ADDRESS
    https = address.origin if address is not None and address.https else ""
    return Reach(https, next(iter(where.nearby()), ""), reader_encrypted, look if https else None)


def _post() -> Post:
    if sends_nothing():
        return Post()
    tests = Message.objects.filter(channel=Channel.MAIL, purpose=TEST.key, finished_at__isnull=False)
    last = {
        state: tests.filter(state=state).aggregate(Max("finished_at")) for state in (State.SENT, State.FAILED)
    }
    sent, failed = (found["finished_at__max"] for found in last.values())
    return Post(settings.DEFAULT_FROM_EMAIL, sent, failed)


def _kept(signs: Mapping[str, Seen]) -> Kept:
    sqlite = connection.vendor == "sqlite"
    file = Path(str(connection.settings_dict["NAME"]))
    return Kept(
        days=settings.BACKUP_DAYS,
        free=shutil.disk_usage(settings.DATA).free,
        size=_size_of(file) if sqlite else _postgresql_size(),
        kind=connection.vendor,
        backup=signs.get(Sort.BACKUP_MADE),
        copied=signs.get(Sort.BACKUP_COPIED),
        waiting=len(changes_to_apply()),
        drive=sqlite and on_network_drive(file),
    )


def _size_of(file: Path) -> int:
    return file.stat().st_size if file.is_file() else 0


def _postgresql_size() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def on_network_drive(file: Path, mounts: Path = Path("/proc/mounts")) -> bool:
    """Whether a file lies on another computer's disk, as far as this system says (Linux)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    over = [parts for line in lines if (parts := line.split()) and _lies_in(file, parts[1])]
    nearest = max(over, key=lambda parts: len(parts[1]), default=None)
    return nearest is not None and nearest[2] in _ELSEWHERE


def _lies_in(file: Path, folder: str) -> bool:
    return PurePosixPath(file).is_relative_to(folder.replace("\\040", " "))


def _machine(now: datetime) -> Machine:
    key = str(settings.SECRET_KEY)
    return Machine(
        worker_state(now),
        _ahead_of_database(now),
        _kept_right(),
        weak_key=len(set(key)) < _FEWEST_LETTERS,
        open_key=_others_read(settings.DATA / KEY_FILE),
    )


def _ahead_of_database(now: datetime) -> int:
    """Seconds by which our clock is ahead of PostgreSQL's, which may be on another computer."""
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return round((now - moment).total_seconds())


def _kept_right() -> bool | None:
    """Whether the system says that a time service keeps its clock right; None where it does not say (not Linux)."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        answer = ctypes.CDLL(None).adjtimex(ctypes.create_string_buffer(512))
    except (OSError, AttributeError):
        return None
    return None if answer < 0 else answer != _UNSYNCHRONISED


def _others_read(file: Path) -> bool:
    """Whether other accounts of this computer can read a file."""
    return os.name == "posix" and file.is_file() and bool(stat.S_IMODE(file.stat().st_mode) & 0o077)
