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
from queue import SimpleQueue
from threading import Thread


class Listener:
    """Listens to a process all the time: one that nobody listens to stops at some point, to be heard."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._lines: SimpleQueue[str | None] = SimpleQueue()
        self._thread = Thread(target=self._listen, args=(process,), daemon=True)
        self._thread.start()

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def next(self, patience: float = 60.0) -> str | None:
        """The next line; None where there is no more."""
        return self._lines.get(timeout=patience)

    def end(self) -> None:
        """Wait until nobody writes there any more."""
        self._thread.join(timeout=60)

    def rest(self) -> list[str]:
        """All further lines, once the process has ended."""
        return list(iter(self.next, None))


@dataclass
class Served:
    """A running site: its address, and what it said until then; ``stop`` gives the exit code and the rest."""

    process: "subprocess.Popen[str]"
    address: str
    listener: Listener
    said: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The next line that it says."""
        self.said.append((self.listener.next() or "").rstrip())
        return self.said[-1]

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """Ask it to stop as Ctrl-C (or a supervisor) does, and wait until it has."""
        self.process.send_signal(how)
        self.process.wait(timeout=60)
        self.said += self.listener.rest()
        return self.process.returncode


def heed_ctrl_c() -> None:
    """Let a process heed Ctrl-C also where the tests themselves run in the background, which do not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def served(data: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """Serve the data folder on a free port until the block ends. Raises ``RuntimeError`` with what it said instead."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tallgrass", "serve", "--data", str(data), "--port", "0", *arguments],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, preexec_fn=heed_ctrl_c,
        env={**_without_ours(), "PYTHONUNBUFFERED": "1", **(environment or {})},
    )  # fmt: skip
    listener, said = Listener(process), list[str]()
    try:
        while (line := listener.next()) is not None:
            said.append(line.rstrip())
            if found := re.search(r"Tallgrass is at (http://\S+/)", line):
                yield Served(process, found[1], listener, said)
                return
        raise RuntimeError("\n".join(said))
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        listener.end()


def _without_ours() -> dict[str, str]:
    """The environment without the settings that tests set for themselves."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith(("TALLGRASS_", "DJANGO_"))
    }
