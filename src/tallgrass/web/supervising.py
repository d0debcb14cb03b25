"""The worker as a child of the server: started, started again when it ends, stopped with the server.

The child ends when its standard input does, so it never outlives the server, on any system.
"""

import logging
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

#: Seconds before the worker is started again: so many, then twice as many each time, up to the longest.
FIRST_PAUSE: Final = 1.0
LONGEST_PAUSE: Final = 60.0
#: A worker that has run for so many seconds was well; its next end counts as the first.
WELL_AFTER: Final = 60.0
#: Seconds that the worker may take to end by itself; then it is ended.
PATIENCE: Final = 20.0

WORKER: Final = (sys.executable, "-m", "tallgrass", "worker", "--with-parent")

log = logging.getLogger("tallgrass.worker")


@contextmanager
def worker_beside(command: Sequence[str] = WORKER) -> Iterator[None]:
    """Keep a worker running until the block ends."""
    supervisor = Supervisor(command)
    supervisor.start()
    try:
        yield
    finally:
        supervisor.stop()


class Supervisor:
    """Keeps one child process running."""

    def __init__(
        self, command: Sequence[str], *, first_pause: float = FIRST_PAUSE, patience: float = PATIENCE
    ) -> None:
        self._command = list(command)
        self._first_pause = first_pause
        self._patience = patience
        self._stopped = Event()
        self._child: subprocess.Popen[bytes] | None = None
        self._thread = Thread(target=self._keep_running, name="supervisor", daemon=True)

    def start(self) -> None:
        """Start the child, and watch over it."""
        self._thread.start()

    def stop(self) -> None:
        """End the child: asked first by the end of its input, then less kindly. Returns when it has ended."""
        self._stopped.set()
        self._thread.join()

    def _keep_running(self) -> None:
        pause = self._first_pause
        while not self._stopped.is_set():
            began = time.monotonic()
            code = self._run_once()
            if self._stopped.is_set():
                return
            if time.monotonic() - began >= WELL_AFTER:
                pause = self._first_pause
            log.error("The worker ended (exit code %s). It is started again in %g s.", code, pause)
            self._stopped.wait(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _run_once(self) -> int | None:
        """Run the child until it ends, or a stop is asked for. Returns its exit code; None where it cannot start."""
        try:
            child = self._begin()
        except OSError as error:
            log.error("The worker cannot be started: %s.", error.strerror or type(error).__name__)
            return None
        while child.poll() is None and not self._stopped.wait(0.2):
            pass
        return self._end(child)

    def _begin(self) -> "subprocess.Popen[bytes]":
        """Start the child apart from our terminal, so that Ctrl-C reaches us alone and we tell the child."""
        if sys.platform == "win32":
            apart = subprocess.CREATE_NEW_PROCESS_GROUP
            return subprocess.Popen(self._command, stdin=subprocess.PIPE, creationflags=apart)  # noqa: S603 (ours)
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, start_new_session=True)  # noqa: S603 (ours)

    def _end(self, child: "subprocess.Popen[bytes]") -> int:
        if child.stdin is not None:
            with suppress(OSError):
                child.stdin.close()
        for harder in (child.terminate, child.kill):
            with suppress(subprocess.TimeoutExpired):
                return child.wait(self._patience)
            harder()
        return child.wait()
