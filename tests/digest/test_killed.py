"""The digests of a week, and a worker that is killed three times while it posts them."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.instance import PATIENCE, ROOT, Instance, kill, new_instance

pytestmark = [pytest.mark.database, pytest.mark.slow]
MEMBERS = 150


@pytest.fixture
def instance(tmp_path: Path) -> Iterator[Instance]:
    """A site of its own."""
    with new_instance(tmp_path) as instance:
        yield instance


def start(instance: Instance, *arguments: str) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.digest.site", *arguments], cwd=ROOT, env=instance.environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    instance.started.append(process)
    return process


def count(instance: Instance, query: str) -> int:
    ((number,),) = instance.read(query)
    return int(number)


def test_each_member_has_one_though_the_worker_is_killed_three_times(instance: Instance) -> None:
    said, _ = (asking := start(instance, "fill", str(MEMBERS))).communicate(timeout=PATIENCE)
    assert asking.returncode == 0, said
    messages = "SELECT COUNT(*) FROM foundation_messages_message"
    for reached in (MEMBERS // 5, 2 * MEMBERS // 5, 4 * MEMBERS // 5):
        worker = start(instance, "work")
        instance.until(f"{reached} are posted", lambda least=reached: count(instance, messages) >= least)
        kill([worker])
        # What was posted is settled, and what was not is not: both, or neither.
        assert count(instance, messages) == count(instance, "SELECT COUNT(*) FROM places_digest")
        assert count(instance, messages) < MEMBERS
    worker = start(instance, "work")
    instance.until("the job is done", instance.all_done)
    kill([worker])
    assert count(instance, messages) == MEMBERS
    assert count(instance, "SELECT COUNT(DISTINCT digest) FROM foundation_messages_message") == MEMBERS
    assert count(instance, "SELECT COUNT(*) FROM places_digest") == MEMBERS
