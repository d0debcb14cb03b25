"""``tallgrass serve`` as a steward meets it: one command on an empty computer, on SQLite and on PostgreSQL."""

import json
import os
import re
import signal
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.instances import Instance
from tests.serving import served

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("socket_enabled"), pytest.mark.slow]


def read(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        text: str = answer.read().decode()
    return text


@pytest.fixture
def settings(instance: Instance) -> dict[str, str]:
    """The settings of a new instance: nothing on SQLite, a database of its own on PostgreSQL."""
    return {"DATABASE_URL": instance.database}


def test_an_empty_instance_has_no_place_and_says_how_to_make_the_first_one(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with served(tmp_path, environment=settings) as site:
        assert "No place yet" in read(site.address)
        links = [site.line() for _ in range(3)]
        assert (
            links[1]
            == "Nobody is on this site yet. Open this link to make the first place (once, within 24 hours):"
        )
        assert links[2].startswith(f"{site.address}start/")
        assert read(links[2])
        assert site.stop() == 0


def test_the_example_is_shown_to_who_asks_for_it_and_a_second_start_loses_nothing(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    data = tmp_path / "data"
    with served(data, "--example", environment=settings) as first:
        page = read(first.address)
        assert "Prairie Junction" in page
        assert "The example place Prairie Junction was added." in first.said
        assert first.stop() == 0
        assert first.said[-1] == "Stopped."
    key = (data / "secret_key").read_text()
    with served(data, environment=settings) as second:
        assert "Prairie Junction" in read(second.address)
        assert not any("was added" in line or "brought up to date" in line for line in second.said)
    assert (data / "secret_key").read_text() == key
    assert not (data / "backups").exists()


def test_a_supervisor_can_stop_it_cleanly(tmp_path: Path, settings: dict[str, str]) -> None:
    with served(tmp_path, environment=settings) as site:
        assert "database: answers" in health_of(site.address)
        assert site.stop(signal.SIGTERM) == 0


def test_a_taken_port_is_said_and_the_next_one_used(tmp_path: Path, settings: dict[str, str]) -> None:
    with served(tmp_path, environment=settings) as first:
        port = first.address.rsplit(":", 1)[1].strip("/")
        with served(tmp_path, "--port", port, environment=settings) as second:
            assert f"Port {port} is taken, so this is the next one that is free." in second.said
            assert second.address != first.address
            assert read(second.address) == read(first.address)


def test_the_style_sheet_and_the_faces_are_served_for_good(tmp_path: Path, settings: dict[str, str]) -> None:
    from tallgrass.foundation.assets import assets

    with served(tmp_path, environment=settings) as site:
        for asset in assets().values():
            with urlopen(f"{site.address}static/{asset.name}", timeout=30) as answer:
                assert answer.read() == asset.content
                assert "immutable" in answer.headers["Cache-Control"]


def health_of(address: str) -> str:
    try:
        return read(f"{address}health")
    except HTTPError as answer:
        return answer.read().decode()


def test_the_worker_works_beside_the_server_and_ends_with_it(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with served(tmp_path, environment=settings) as site:
        end = time.monotonic() + 60
        while "worker: last seen" not in (found := health_of(site.address)):
            assert time.monotonic() < end, found
            time.sleep(0.2)
        assert found.startswith("ok\n")
        assert site.stop() == 0
    assert not any("worker ended" in line for line in site.said)


def children_of(process: int) -> list[int]:
    """The processes that a process has started; skips where the system does not tell."""
    told = Path(f"/proc/{process}/task/{process}/children")
    if not told.exists():
        pytest.skip("this system does not say which processes another one has started")
    found = []
    for thread in Path(f"/proc/{process}/task").iterdir():
        found += [int(number) for number in (thread / "children").read_text().split()]
    return found


def has_ended(process: int) -> bool:
    """Whether a process has ended, although nobody may have taken note of it."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def until(what: str, reached: Callable[[], object]) -> None:
    """Wait until something holds; fail with ``what`` after a minute."""
    end = time.monotonic() + 60
    while not reached():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def test_a_worker_that_is_killed_is_replaced_while_pages_go_on(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    with served(tmp_path, environment=settings) as site:
        until("a worker", lambda: children_of(site.process.pid))
        (first,) = children_of(site.process.pid)
        os.kill(first, signal.SIGKILL)
        assert read(site.address)
        until("another worker", lambda: set(children_of(site.process.pid)) - {first})
        assert site.stop() == 0
    assert "ERROR The worker ended (exit code -9). It is started again in 1 s." in site.said


def test_a_server_that_is_killed_leaves_no_worker_behind(tmp_path: Path, settings: dict[str, str]) -> None:
    with served(tmp_path, environment=settings) as site:
        until("the worker is at work", lambda: "worker: last seen" in health_of(site.address))
        (worker,) = children_of(site.process.pid)
        site.process.kill()
        site.process.wait(timeout=60)
        until("the worker has ended", lambda: has_ended(worker))


def test_each_request_has_a_line_with_the_name_of_its_route(tmp_path: Path, settings: dict[str, str]) -> None:
    with served(tmp_path, environment=settings) as site:
        with urlopen(f"{site.address}?lang=es", timeout=30) as answer:
            said_to_browser = answer.headers["X-Request-Id"]
            size = len(answer.read())
        site.stop()
    (line,) = [json.loads(one) for one in site.said if one.startswith("{")]
    assert re.fullmatch(r"[0-9a-f]{16}", line["request"])
    assert line == {
        "time": line["time"], "request": said_to_browser, "method": "GET", "route": "places:index", "status": 200,
        "ms": line["ms"], "bytes": size,
    }  # fmt: skip


def test_the_command_alone_serves(instance: Instance) -> None:
    site = instance.start()
    assert site.stdout is not None
    said = []
    while "Tallgrass is at" not in (line := site.stdout.readline()):
        assert line, said
        said.append(line)
    address = line.split()[3]
    assert address.startswith("http://127.0.0.1:80")
    assert read(address)
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=60)
    assert site.returncode == 0
