"""Instances of the site with a folder and a database of their own, worked on by real processes, as operators do."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from tests.serving import heed_ctrl_c

PATIENCE = 120.0

#: What a program inside an instance begins with.
_OPENING = """\
import os
import django
django.setup()
from pathlib import Path
from datetime import UTC, datetime
from django.core.management import call_command
from django.db import connection, transaction
from tallgrass.foundation.accounts.models import User
folder = Path(os.environ["TALLGRASS_DATA"])
"""


@dataclass
class Instance:
    """A data folder, and the address of its database (blank: SQLite in the folder)."""

    data: Path
    database: str
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its processes, without the settings that tests set for themselves."""
        others = {k: v for k, v in os.environ.items() if not k.startswith(("TALLGRASS_", "DJANGO_"))}
        return {
            **others,
            "PYTHONUNBUFFERED": "1",
            "DJANGO_SETTINGS_MODULE": "tallgrass.web.settings",
            "TALLGRASS_DATA": str(self.data),
            "DATABASE_URL": self.database,
            **self.settings,
        }

    def run(self, *arguments: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        """Run a command of the site to its end."""
        return subprocess.run(
            [sys.executable, "-m", "tallgrass", *arguments],
            env={**self.environment, **settings}, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip

    def start(self, *arguments: str) -> "subprocess.Popen[str]":
        """Start a command of the site."""
        return self._start([sys.executable, "-m", "tallgrass", *arguments])

    def start_program(self, program: str) -> "subprocess.Popen[str]":
        """Start a Python program inside the instance."""
        return self._start([sys.executable, "-c", _OPENING + program])

    def program(self, program: str) -> str:
        """Run a Python program inside the instance to its end; gives what it prints. What goes wrong is an error."""
        self.data.mkdir(parents=True, exist_ok=True)
        run = subprocess.run(
            [sys.executable, "-c", _OPENING + program],
            env=self.environment, capture_output=True, text=True, check=False, timeout=PATIENCE,
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        return run.stdout.strip()

    def make(self) -> None:
        """Make its tables, without anything in them."""
        self.program("call_command('migrate', verbosity=0)")

    def _start(self, command: list[str]) -> "subprocess.Popen[str]":
        self.data.mkdir(parents=True, exist_ok=True)
        return subprocess.Popen(
            command, env=self.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, preexec_fn=heed_ctrl_c,
        )  # fmt: skip


@contextmanager
def new_database(settings: Mapping[str, str] = os.environ) -> Iterator[str]:
    """The address of an empty database: blank on SQLite, a database of its own where tests run on PostgreSQL."""
    server = settings.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield ""
        return
    import psycopg

    name = f"instance_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield f"{server.rpartition('/')[0]}/{name}"
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
