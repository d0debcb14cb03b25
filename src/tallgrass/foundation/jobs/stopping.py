"""A worker as a process: it works until a signal, Ctrl-C, or the end of the process that started it."""

import _thread
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread, Timer
from types import FrameType
from typing import Final

from tallgrass.foundation.jobs.worker import run_worker

#: How often a worker looks for a job while there is none, in seconds.
POLL: Final = 1.0
#: How long a job may go on after a stop was asked for, in seconds. Then it is broken off and given back.
GRACE: Final = 10.0


def work_until_stopped(*, with_parent: bool, poll_seconds: float = POLL) -> None:
    """Do jobs until asked to stop; the one that runs is finished first, or given back where it takes too long.

    ``with_parent``: also stop when standard input ends, as it does when the process that started this one is
    killed. Must be called in the main thread.
    """
    stop = Stopping()
    with stop.on_signals():
        if with_parent:
            stop.when_input_ends()
        try:
            run_worker(stop=stop, poll_seconds=poll_seconds)
        except KeyboardInterrupt:
            return  # the job that ran was given back


class Stopping:
    """Says whether a stop was asked for. Call it to find out."""

    def __init__(self, *, grace: float = GRACE) -> None:
        self._asked = Event()
        self._timer = Timer(grace, _thread.interrupt_main)  # as Ctrl-C, in the thread that works
        self._timer.daemon = True

    def __call__(self) -> bool:
        return self._asked.is_set()

    def ask(self) -> None:
        """Ask for a stop: after the job that runs, which gets a while to end."""
        if not self._asked.is_set():
            self._asked.set()
            self._timer.start()

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Heed SIGTERM and Ctrl-C until the block ends. A second Ctrl-C breaks off the job that runs."""
        heeded = [signal.SIGTERM, signal.SIGINT]
        before = {number: signal.signal(number, self._heed) for number in heeded}
        try:
            yield
        finally:
            self._timer.cancel()
            for number, handler in before.items():
                signal.signal(number, handler)

    def when_input_ends(self) -> None:
        """Stop when nobody holds the other end of standard input any more, as when the parent was killed."""
        Thread(target=self._read_to_the_end, name="parent", daemon=True).start()

    def _heed(self, signum: int, frame: FrameType | None) -> None:
        if signum == signal.SIGINT and self._asked.is_set():
            raise KeyboardInterrupt
        self.ask()

    def _read_to_the_end(self) -> None:
        """Read without Python's own buffer, whose lock would be in the way when the process ends."""
        with suppress(OSError):
            while os.read(0, 1024):
                continue
        self.ask()
