"""The database is brought to the shape that the program expects: a copy first, one process at a time."""

import re
import sqlite3
import stat
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tallgrass.web.copies import KEPT, dated_copy_of
from tallgrass.web.data_folder import make_ready
from tallgrass.web.migrating import bring_up_to_date, changes_to_apply
from tests.instances import Instance

pytestmark = pytest.mark.slow

NOON = datetime(2026, 11, 24, 12, 0, 0, tzinfo=UTC)
AN_OLDER_STATE = """
call_command("migrate", verbosity=0)
User.objects.create_user("rosa@example.org")
call_command("migrate", "strength_scorecard", "0001", verbosity=0)
"""
BRING_UP = """
from tallgrass.web.migrating import *
bring_up_to_date(folder, datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC), print)
"""


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone(tmp_path: Path) -> None:
    said: list[str] = []
    assert changes_to_apply() == ()
    assert bring_up_to_date(tmp_path, NOON, said.append) is None
    assert (list(tmp_path.iterdir()), said) == ([], [])


def test_the_folder_is_open_to_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "data"
    make_ready(folder)
    make_ready(folder)
    assert stat.S_IMODE(folder.stat().st_mode) & 0o077 == 0


@pytest.mark.database
def test_a_new_database_is_made_without_a_copy_of_nothing(instance: Instance) -> None:
    assert instance.program(BRING_UP + "print(len(changes_to_apply()))") == "0"
    assert not (instance.data / "backups").exists()


@pytest.mark.database
def test_what_was_there_is_in_the_copy_and_after_the_change(instance: Instance) -> None:
    instance.program(AN_OLDER_STATE)
    told = instance.program(BRING_UP + "print(len(changes_to_apply()), User.objects.get().email)")
    (copy,) = (instance.data / "backups").iterdir()
    assert told.splitlines() == [
        f"The database is brought up to date. As it was before: {copy}",
        "0 rosa@example.org",
    ]
    assert copy.name.startswith("tallgrass-2026-03-04-050607.")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600


@pytest.mark.database
def test_the_copy_leads_back_to_what_was_there(instance: Instance, another: Instance) -> None:
    """The copy of PostgreSQL is a backup of the older shape; that of SQLite is the database itself."""
    instance.program(AN_OLDER_STATE + BRING_UP)
    (copy,) = (instance.data / "backups").iterdir()
    if copy.suffix == ".sqlite3":
        with closing(sqlite3.connect(copy)) as old:
            people = old.execute("SELECT email FROM foundation_accounts_user").fetchall()
            changes = old.execute(
                "SELECT name FROM django_migrations WHERE app = 'strength_scorecard'"
            ).fetchall()
        assert (people, len(changes)) == ([("rosa@example.org",)], 1)
        return
    assert another.run("restore", str(copy)).returncode == 0
    assert another.program("print(User.objects.get().email)") == "rosa@example.org"


@pytest.mark.database
def test_a_database_newer_than_the_program_is_refused_and_nothing_changes(instance: Instance) -> None:
    instance.make()
    instance.program(
        "from django.db.migrations.recorder import MigrationRecorder\n"
        "MigrationRecorder(connection).record_applied('places', '0999_from_the_future')"
    )
    for command in (["serve", "--port", "0"], ["example"]):
        refused = instance.run(*command)
        assert refused.returncode == 2
        assert (
            "made by a newer Tallgrass: this one does not know places.0999_from_the_future" in refused.stderr
        )
        assert "Nothing was changed." in refused.stderr
    assert not (instance.data / "backups").exists()


@pytest.mark.database
def test_of_several_processes_one_migrates_and_the_others_find_it_done(instance: Instance) -> None:
    instance.program(AN_OLDER_STATE)
    program = BRING_UP + "print('done', len(changes_to_apply()))"
    processes = [instance.start_program(program) for _ in range(4)]
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert [process.returncode for process in processes] == [0, 0, 0, 0], said
    assert all(one.endswith("done 0\n") for one in said)
    assert sum("is brought up to date" in one for one in said) == 1
    assert len(list((instance.data / "backups").iterdir())) == 1


@pytest.mark.database
def test_of_several_first_starts_one_makes_the_database(instance: Instance) -> None:
    processes = [instance.start_program(BRING_UP + "print(len(changes_to_apply()))") for _ in range(4)]
    said = [process.communicate(timeout=120)[0] for process in processes]
    assert said == ["0\n"] * 4


@pytest.mark.database
def test_a_process_that_dies_while_it_migrates_lets_the_next_one_in(instance: Instance) -> None:
    instance.make()
    holding = instance.start_program(
        "import time\n"
        "from tallgrass.web import migrating\n"
        "with migrating._one_at_a_time(folder):\n"
        "    print('held', flush=True)\n"
        "    time.sleep(600)"
    )
    assert holding.stdout is not None
    assert holding.stdout.readline() == "held\n"
    waiting = instance.start_program(
        "from tallgrass.web import migrating\nwith migrating._one_at_a_time(folder): print('in')"
    )
    with pytest.raises(TimeoutError):
        _wait_briefly(waiting)
    holding.kill()
    holding.communicate()
    assert waiting.communicate(timeout=60)[0] == "in\n"


def _wait_briefly(process: object) -> None:
    import subprocess

    assert isinstance(process, subprocess.Popen)
    try:
        process.wait(timeout=3)
    except subprocess.TimeoutExpired as error:
        raise TimeoutError from error


def test_the_newest_copies_are_kept_and_files_of_others_never_touched(tmp_path: Path) -> None:
    database = tmp_path / "tallgrass.sqlite3"
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE t (n)")
    backups = tmp_path / "backups"
    backups.mkdir()
    for name in (
        "tallgrass.sqlite3",
        "tallgrass-2020-01-01.sqlite3",
        "mine.zip",
        "tallgrass-2020-01-01-000000.txt",
    ):
        (backups / name).write_text("somebody's own")
    made = [dated_copy_of(tmp_path, database, NOON + timedelta(days=day)) for day in range(KEPT + 3)]
    there = {path.name for path in backups.iterdir()}
    dated = {name for name in there if re.fullmatch(r"tallgrass-[0-9-]{17}\.sqlite3", name)}
    assert dated == {path.name for path in made[-KEPT:]}
    assert len(there) == KEPT + 4


def test_two_copies_of_one_second_are_two_files(tmp_path: Path) -> None:
    database = tmp_path / "tallgrass.sqlite3"
    sqlite3.connect(database).close()
    assert dated_copy_of(tmp_path, database, NOON) != dated_copy_of(tmp_path, database, NOON)


def test_sqlite_waits_for_other_writers_and_loses_nothing(tmp_path: Path) -> None:
    told = Instance(tmp_path, "").program(
        BRING_UP + "cursor = connection.cursor()\n"
        "print([cursor.execute(f'PRAGMA {name}').fetchone()[0] for name in ('journal_mode', 'synchronous')])\n"
        "from concurrent.futures import ThreadPoolExecutor\n"
        "add = lambda number: User.objects.create_user(f'p{number}@example.org') and connection.close()\n"
        "list(ThreadPoolExecutor(6).map(add, range(60)))\n"
        "print(User.objects.count())",
    )
    assert told.splitlines() == ["['wal', 1]", "60"]
