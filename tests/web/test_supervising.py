"""The worker beside the server: started again when it ends, and never left behind."""

import logging
import os
import sys
import time
from pathlib import Path

import pytest

from tallgrass.web import supervising
from tallgrass.web.supervising import Supervisor, worker_beside

#: Writes its number into a folder, then lives until its input ends.
UNTIL_INPUT_ENDS = (
    "import os, sys; open(os.path.join(sys.argv[1], str(os.getpid())), 'w').close(); sys.stdin.read()"
)
ENDS_AT_ONCE = "import os, sys; open(os.path.join(sys.argv[1], str(os.getpid())), 'w').close(); sys.exit(7)"
NEVER_ENDS = (
    "import os, signal, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
    "open(os.path.join(sys.argv[1], str(os.getpid())), 'w').close()\n"
    "while True: time.sleep(1)"
)


def command(program: str, folder: Path) -> list[str]:
    return [sys.executable, "-c", program, str(folder)]


def started(folder: Path, number: int) -> list[int]:
    """Wait until so many processes have been started; gives their ids."""
    end = time.monotonic() + 60
    while len(found := [int(path.name) for path in folder.iterdir()]) < number:
        assert time.monotonic() < end, "it was not started"
        time.sleep(0.02)
    return found


def alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_the_worker_runs_beside_and_ends_with_the_server(tmp_path: Path) -> None:
    with worker_beside(command(UNTIL_INPUT_ENDS, tmp_path)):
        (child,) = started(tmp_path, 1)
        assert alive(child)
    assert not alive(child)


def test_a_worker_that_ends_is_started_again_after_ever_longer_pauses(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    supervisor = Supervisor(command(ENDS_AT_ONCE, tmp_path), first_pause=0.05)
    with caplog.at_level(logging.ERROR):
        supervisor.start()
        started(tmp_path, 4)
        supervisor.stop()
    said = [record.getMessage() for record in caplog.records if record.name == "tallgrass.worker"]
    assert said[:3] == [
        f"The worker ended (exit code 7). It is started again in {pause} s."
        for pause in ("0.05", "0.1", "0.2")
    ]


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    supervisor = Supervisor(command(UNTIL_INPUT_ENDS, tmp_path), first_pause=0.05)
    supervisor.start()
    (first,) = started(tmp_path, 1)
    os.kill(first, 9)
    both = started(tmp_path, 2)
    (second,) = set(both) - {first}
    assert alive(second)
    supervisor.stop()
    assert not alive(second)


def test_a_worker_that_does_not_listen_is_ended_all_the_same(tmp_path: Path) -> None:
    supervisor = Supervisor(command(NEVER_ENDS, tmp_path), patience=0.3)
    supervisor.start()
    (child,) = started(tmp_path, 1)
    supervisor.stop()
    assert not alive(child)


def test_a_worker_that_cannot_be_started_is_said_and_the_server_goes_on(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    supervisor = Supervisor([str(tmp_path / "no-such-program")], first_pause=0.05)
    with caplog.at_level(logging.ERROR):
        supervisor.start()
        end = time.monotonic() + 30
        while "cannot be started" not in caplog.text and time.monotonic() < end:
            time.sleep(0.02)
        supervisor.stop()
    assert "The worker cannot be started: No such file or directory." in caplog.text


def test_the_worker_is_a_command_of_this_program() -> None:
    assert supervising.WORKER[1:] == ("-m", "tallgrass", "worker", "--with-parent")
