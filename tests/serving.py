"""A real ``tallgrass serve``, in a process of its own, as a steward starts it."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Served:
    """A running site: its address, and what it said until then; ``stop`` gives the exit code and the rest."""

    process: subprocess.Popen[str]
    address: str
    said: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The next line that it says."""
        assert self.process.stdout is not None
        self.said.append(self.process.stdout.readline().rstrip())
        return self.said[-1]

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop as Ctrl-C (or a supervisor) does, and wait until it has."""
        self.process.send_signal(how)
        rest, _ = self.process.communicate(timeout=60)
        self.said += rest.splitlines()
        return self.process.returncode


@contextmanager
def served(data: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve the data folder on a free port until the block ends. Raises ``RuntimeError`` with what it said instead."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tallgrass", "serve", "--data", str(data), "--port", "0", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={**_without_ours(), "PYTHONUNBUFFERED": "1", **(environment or {})},
    )  # fmt: skip
    said: list[str] = []
    try:
        assert process.stdout is not None
        for line in process.stdout:
            said.append(line.rstrip())
            if found := re.search(r"Tallgrass is at (http://\S+/)", line):
                yield Served(process, found[1], said)
                return
        raise RuntimeError("\n".join(said))
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()


def _without_ours() -> dict[str, str]:
    """The environment without the settings that tests set for themselves."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("TALLGRASS_", "DJANGO_"))
    }
