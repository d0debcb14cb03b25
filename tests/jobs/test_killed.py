"""Processes that are killed, paused and stopped in the middle of a job: each job has its effect once."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tallgrass.foundation.jobs.tasks import forget_what_is_long_done
from tests.jobs.instance import PATIENCE, ROOT, SITE, Instance, kill, new_instance
from tests.serving import served

pytestmark = [pytest.mark.database, pytest.mark.slow, pytest.mark.usefixtures("socket_enabled")]
KILLS = 10


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    """A site of its own."""
    with new_instance(tmp_path) as made:
        yield made


@pytest.mark.parametrize("workers", [1, 2])
def test_workers_killed_ten_times_in_the_middle_of_a_job(instance: Instance, workers: int) -> None:
    chance = Random(workers)
    in_one, in_steps = [f"a{number}" for number in range(60)], [f"b{number}" for number in range(60)]
    instance.ask("make_two", in_one, pause=0.1)
    instance.ask("look_up_then_make", in_steps, pause=0.1)
    broken_off: set[tuple[object, ...]] = set()
    while len(broken_off) < KILLS:
        assert not instance.all_done(), f"all was done after {len(broken_off)} kills"
        processes = instance.workers(workers)
        time.sleep(chance.uniform(0.05, 0.4))
        kill(processes)
        broken_off |= instance.running()
    last = instance.workers(2)
    instance.until("all is done", instance.all_done)
    instance.stop(last)
    made = instance.made()
    assert {name: made[name] for name in in_one + in_steps} == dict.fromkeys(in_one + in_steps, 2)
    assert sum(instance.attempts()) >= len(in_one + in_steps) + KILLS


def test_one_and_the_same_job_killed_ten_times(instance: Instance) -> None:
    instance.ask("make_two", ["stubborn"], pause=2.0)
    for number in range(KILLS):
        processes = instance.workers()
        instance.until(
            "it is begun again",
            lambda goes=number + 1: instance.attempts() == [goes],
        )
        kill(processes)
        assert instance.made()["stubborn"] == 0
    last = instance.workers()
    instance.until("it is done", instance.all_done)
    instance.stop(last)
    assert instance.made()["stubborn"] == 2


def test_a_site_killed_ten_times_while_it_asks_for_jobs(instance: Instance) -> None:
    chance = Random(3)
    worker = instance.workers()
    told: list[str] = []
    for _ in range(KILLS):
        process = instance.start("ask", "make_person", "*")
        assert process.stdout is not None
        told.append(process.stdout.readline().strip())
        time.sleep(chance.uniform(0.0, 0.2))
        told += [line for line in kill([process]).splitlines(keepends=False) if len(line) == 32]
    instance.until("all is done", instance.all_done)
    instance.stop(worker)
    made = instance.made()
    asked = {name.removeprefix("asked ") for name in made if name.startswith("asked ")}
    assert set(told) <= asked
    assert {name: count for name, count in made.items() if not name.startswith("asked ")} == dict.fromkeys(
        asked, 1
    )
    assert sum(instance.states().values()) == len(asked)


def test_a_site_killed_ten_times_with_its_worker_in_the_middle_of_a_job(instance: Instance) -> None:
    names = [f"n{number}" for number in range(3 * KILLS)]
    instance.ask("make_two", names, pause=0.4)
    for number in range(KILLS):
        with served(instance.data, environment=instance.environment) as site:
            instance.until("a job is begun", instance.running)
            site.process.kill()  # the worker is not killed, but left alone: it ends its job, and then itself
            site.listener.end()  # until nobody writes there any more
        assert not instance.running()
        assert instance.states()["done"] > number
    assert instance.states()["waiting"], "nothing was left to be killed for"
    with served(instance.data, environment=instance.environment) as site:
        instance.until("all is done", instance.all_done)
        assert site.stop() == 0
    made = instance.made()
    assert {name: made[name] for name in names} == dict.fromkeys(names, 2)
    assert set(instance.attempts()) == {1}


def test_workers_that_start_at_once_do_a_turn_of_a_schedule_once(instance: Instance) -> None:
    its = f"WHERE schedule = '{forget_what_is_long_done.module_path}'"

    def turns(more: str = "") -> int:
        count: int = instance.read(f"SELECT COUNT(*) FROM foundation_jobs_job {its} {more}")[0][0]
        return count

    first = instance.workers()
    instance.until("its last turn is on record, as past", turns)
    instance.stop(first)
    instance.write(f"UPDATE foundation_jobs_job SET slot = '2026-01-01 03:20:00' {its}")
    workers = instance.workers(3)
    instance.until("the turn is done", lambda: turns("AND attempts = 1 AND state = 'done'"))
    instance.stop(workers)
    assert turns() == 2


@pytest.mark.parametrize("task", ["make_two", "look_up_then_make"])
def test_a_job_longer_than_its_lease_is_not_begun_twice(instance: Instance, task: str) -> None:
    workers = instance.workers(2, lease=3.0)
    instance.ask(task, ["long"], pause=6.0)
    instance.until("it is done", instance.all_done)
    instance.stop(workers)
    assert instance.attempts() == [1]
    assert instance.made()["long"] == 2


def test_a_worker_that_was_asleep_too_long_leaves_the_job_to_the_other(instance: Instance) -> None:
    (sleeper,) = instance.workers()
    instance.ask("look_up_then_make", ["slow"], pause=3.0)
    instance.until("it is begun", instance.running)
    sleeper.send_signal(signal.SIGSTOP)
    other = instance.workers(lease=10.0)
    instance.until("the other one has done it", instance.all_done)
    sleeper.send_signal(signal.SIGCONT)
    sleeper.send_signal(signal.SIGTERM)
    said, _ = sleeper.communicate(timeout=PATIENCE)
    assert "job tests.jobs.tasks.look_up_then_make lost" in said
    instance.stop(other)
    assert instance.made()["slow"] == 2


def test_a_worker_that_is_asked_to_stop_finishes_its_job(instance: Instance) -> None:
    workers = instance.workers()
    instance.ask("make_two", ["first", "second"], pause=4.0)
    instance.until("the first is begun", instance.running)
    instance.stop(workers)
    assert instance.states() == {"done": 1, "waiting": 1}
    assert instance.made()["first"] == 2


def test_a_second_interrupt_gives_the_job_back(instance: Instance) -> None:
    (worker,) = instance.workers()
    instance.ask("make_two", ["first"], pause=50.0)
    instance.until("it is begun", instance.running)
    worker.send_signal(signal.SIGINT)
    time.sleep(0.3)
    assert worker.poll() is None
    worker.send_signal(signal.SIGINT)
    said, _ = worker.communicate(timeout=PATIENCE)
    assert (worker.returncode, said) == (0, "stopped\n")
    assert (instance.states(), instance.attempts()) == ({"waiting": 1}, [0])
    assert instance.made()["first"] == 0


def test_a_worker_ends_when_the_process_that_started_it_is_killed(instance: Instance) -> None:
    starting = f"import subprocess as s; s.Popen({[*SITE, 'work', '--with-parent']!r}, stdin=s.PIPE).wait()"
    parent = subprocess.Popen(
        [sys.executable, "-c", starting],
        cwd=ROOT,
        env=instance.environment,
        text=True,
        stdout=subprocess.PIPE,
    )
    instance.started.append(parent)
    assert parent.stdout is not None
    assert parent.stdout.readline() == "working\n"
    instance.ask("make_two", ["first"], pause=0.5)
    instance.until("it is begun", instance.running)
    parent.kill()
    assert parent.stdout.read() == "stopped\n"  # the worker held the other end until it ended
    assert instance.states() == {"done": 1}
    parent.wait()
    parent.stdout.close()
