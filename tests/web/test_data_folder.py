"""The data folder: a dated copy of the database before anything in it changes."""

import sqlite3
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tallgrass.web.data_folder import bring_up_to_date, changes_to_apply, make_ready

NOON = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    assert changes_to_apply() == 0
    assert bring_up_to_date(tmp_path, NOON) is None
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    make_ready(folder)
    make_ready(folder)
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


def in_an_instance(folder: Path, program: str) -> str:
    """Run a program inside an instance of its own, on SQLite, and give what it prints."""
    opening = (
        "import os, sys; from pathlib import Path; from datetime import datetime, UTC\n"
        f"os.environ.update(TALLGRASS_DATA={str(folder)!r}, DJANGO_SETTINGS_MODULE='tallgrass.web.settings')\n"
        "os.environ.pop('DATABASE_URL', None)\n"
        "import django; django.setup()\n"
        "from django.core.management import call_command\n"
        "from tallgrass.web.data_folder import *\n"
        "from tallgrass.foundation.accounts.models import User\n"
        f"folder = Path({str(folder)!r}); make_ready(folder)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", opening + program], capture_output=True, text=True, check=True
    )
    return run.stdout.strip()


def test_a_new_database_is_made_without_a_backup_of_nothing(tmp_path: Path) -> None:
    told = in_an_instance(tmp_path, "print(bring_up_to_date(folder, datetime(2026, 1, 2, tzinfo=UTC)))")
    assert told == "None"
    assert not (tmp_path / "backups").exists()


def test_what_was_there_is_in_the_backup_and_after_the_change(tmp_path: Path) -> None:
    told = in_an_instance(
        tmp_path,
        "bring_up_to_date(folder, datetime(2026, 1, 2, tzinfo=UTC))\n"
        "User.objects.create_user('rosa@example.org')\n"
        "call_command('migrate', 'strength_scorecard', 'zero', verbosity=0)\n"
        "print(changes_to_apply())\n"
        "print(bring_up_to_date(folder, datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)))\n"
        "print(User.objects.get().email)",
    )
    backup = tmp_path / "backups" / "tallgrass-2026-03-04-050607.sqlite3"
    assert told.splitlines() == ["1", str(backup), "rosa@example.org"]
    copy = sqlite3.connect(backup)
    assert copy.execute("SELECT email FROM foundation_accounts_user").fetchall() == [("rosa@example.org",)]
    assert copy.execute("SELECT name FROM sqlite_master WHERE name LIKE 'strength_%'").fetchall() == []
    copy.close()
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_sqlite_waits_for_other_writers_and_loses_nothing(tmp_path: Path) -> None:
    told = in_an_instance(
        tmp_path,
        "bring_up_to_date(folder, datetime(2026, 1, 2, tzinfo=UTC))\n"
        "from django.db import connection\n"
        "cursor = connection.cursor()\n"
        "print([cursor.execute(f'PRAGMA {name}').fetchone()[0] for name in ('journal_mode', 'synchronous')])\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "add = lambda number: User.objects.create_user(f'p{number}@example.org') and connection.close()\n"
        "list(ThreadPoolExecutor(6).map(add, range(60)))\n"
        "print(User.objects.count())",
    )
    assert told.splitlines() == ["['wal', 1]", "60"]
