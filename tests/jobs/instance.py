"""A database and processes of its own, for tests that kill processes."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

ROOT = Path(__file__).parents[2]
SITE = [sys.executable, "-m", "tests.jobs.site"]
PATIENCE = 60.0


@dataclass
class Instance:
    """A site with a database of its own, read from outside, and the processes that were started on it."""

    data: Path
    database: str
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        others = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("TALLGRASS_", "DJANGO_"))
        }
        return {
            **others,
            "TALLGRASS_DATA": str(self.data),
            "DATABASE_URL": self.database,
            "PYTHONPATH": os.pathsep.join(map(str, (ROOT / "src", ROOT))),
        }

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a process of the site. Its standard input ends with this one's."""
        process = subprocess.Popen(
            [*SITE, *arguments], cwd=ROOT, env=self.environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        self.started.append(process)
        return process

    def workers(self, number: int = 1, *, lease: float = 1.0) -> list[subprocess.Popen[str]]:
        """Start workers with leases of so many seconds, and wait until all of them work."""
        processes = [self.start("work", f"--lease={lease}") for _ in range(number)]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "working\n"
        return processes

    def ask(self, task: str, names: list[str], *, pause: float = 0.0) -> None:
        """Ask for a job for each name."""
        said, _ = self.start("ask", task, ",".join(names), str(pause)).communicate(timeout=PATIENCE)
        assert said.split() == names, said

    def read(self, query: str) -> list[tuple[Any, ...]]:
        """The rows of a query, in a connection of its own."""
        if self.database.startswith("postgres"):
            import psycopg

            with psycopg.connect(self.database) as connection:
                return connection.execute(query).fetchall()
        with closing(sqlite3.connect(self.data / "tallgrass.sqlite3", timeout=PATIENCE)) as connection:
            return connection.execute(query).fetchall()

    def write(self, statement: str) -> None:
        """Change something behind the site's back."""
        if self.database.startswith("postgres"):
            import psycopg

            with psycopg.connect(self.database) as connection:
                connection.execute(statement)
            return
        database = sqlite3.connect(self.data / "tallgrass.sqlite3", timeout=PATIENCE)
        with closing(database) as connection, connection:
            connection.execute(statement)

    def states(self) -> Counter[str]:
        """How many jobs that were asked for (none of a schedule) there are in each state."""
        return Counter(
            state for (state,) in self.read("SELECT state FROM foundation_jobs_job WHERE schedule = ''")
        )

    def attempts(self) -> list[int]:
        """How many times each job was begun."""
        return [
            times for (times,) in self.read("SELECT attempts FROM foundation_jobs_job WHERE schedule = ''")
        ]

    def running(self) -> set[tuple[Any, ...]]:
        """The jobs that were asked for and a worker has (or had when it was killed), each with its secret."""
        return set(
            self.read("SELECT id, lease FROM foundation_jobs_job WHERE state = 'running' AND schedule = ''")
        )

    def made(self) -> Counter[str]:
        """How many people of each name there are."""
        return Counter(name for (name,) in self.read("SELECT name FROM foundation_accounts_user"))

    def until(self, what: str, reached: Any) -> None:
        """Wait until ``reached()`` is true; fail with ``what`` where that takes too long."""
        end = time.monotonic() + PATIENCE
        while not reached():
            assert time.monotonic() < end, f"never: {what}; {self.states()}"
            time.sleep(0.02)

    def all_done(self) -> bool:
        return set(self.states()) == {"done"}

    def stop(self, processes: list[subprocess.Popen[str]]) -> None:
        """Ask workers to stop, and see that they end well."""
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            said, _ = process.communicate(timeout=PATIENCE)
            assert process.returncode == 0, said
            assert said.endswith("stopped\n"), (
                said
            )  # before it may stand that a job was lost, on a busy computer


def kill(processes: list[subprocess.Popen[str]]) -> str:
    """Kill processes as kill -9 does; gives what they had still said."""
    for process in processes:
        process.kill()
    return "".join(process.communicate(timeout=PATIENCE)[0] for process in processes)


def _end(process: subprocess.Popen[str]) -> None:
    """Leave nothing of a process behind, whether it has ended or not."""
    process.kill()
    process.wait(timeout=PATIENCE)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()


@contextmanager
def new_instance(data: Path) -> Iterator[Instance]:
    """An instance with an empty database: SQLite, or PostgreSQL where the tests run on it."""
    with _database() as database:
        instance = Instance(data, database)
        try:
            said, _ = instance.start("migrate").communicate(timeout=PATIENCE)
            assert instance.started[0].returncode == 0, said
            yield instance
        finally:
            for process in instance.started:
                _end(process)


@contextmanager
def _database() -> Iterator[str]:
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"jobs_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
