"""``tallgrass serve`` as a steward meets it: one command on an empty computer, on SQLite and on PostgreSQL."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen
from uuid import uuid4

import pytest

from tests.serving import served

pytestmark = [pytest.mark.database, pytest.mark.usefixtures("socket_enabled")]


@pytest.fixture
def instance() -> Iterator[dict[str, str]]:
    """The settings of a new instance: nothing on SQLite, a database of its own on PostgreSQL."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        yield {"DATABASE_URL": ""}
        return
    import psycopg

    name = f"instance_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        yield {"DATABASE_URL": f"{server.rpartition('/')[0]}/{name}"}
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def read(address: str) -> str:
    with urlopen(address, timeout=30) as answer:
        text: str = answer.read().decode()
    return text


def test_an_empty_instance_shows_the_example_and_a_second_start_loses_nothing(
    tmp_path: Path, instance: dict[str, str]
) -> None:
    data = tmp_path / "data"
    with served(data, environment=instance) as first:
        page = read(first.address)
        assert "Prairie Junction" in page
        assert any("example place Prairie Junction was loaded" in line for line in first.said)
        assert first.stop() == 0
        assert first.said[-1] == "Stopped."
    key = (data / "secret_key").read_text()
    with served(data, environment=instance) as second:
        assert read(second.address) == page
        assert not any("was loaded" in line or "brought up to date" in line for line in second.said)
    assert (data / "secret_key").read_text() == key
    assert not (data / "backups").exists()


def test_a_supervisor_can_stop_it_cleanly(tmp_path: Path, instance: dict[str, str]) -> None:
    with served(tmp_path, environment=instance) as site:
        assert read(f"{site.address}healthz") == "ok\n"
        assert site.stop(signal.SIGTERM) == 0


def test_a_taken_port_is_said_and_the_next_one_used(tmp_path: Path, instance: dict[str, str]) -> None:
    with served(tmp_path, environment=instance) as first:
        port = first.address.rsplit(":", 1)[1].strip("/")
        with served(tmp_path, "--port", port, environment=instance) as second:
            assert f"Port {port} is taken, so this is the next one that is free." in second.said
            assert second.address != first.address
            assert read(second.address) == read(first.address)


def test_an_address_where_nothing_is_leaves_no_trace_of_itself(
    tmp_path: Path, instance: dict[str, str]
) -> None:
    with served(tmp_path, environment=instance) as site:
        with pytest.raises(OSError, match="404"):
            read(f"{site.address}nowhere/players/?rosa=1")
        site.stop()
        assert "WARNING 404 GET scorecard:element" in site.said
        assert not any("nowhere" in line or "rosa" in line for line in site.said)


def test_the_style_sheet_and_the_faces_are_served_for_good(tmp_path: Path, instance: dict[str, str]) -> None:
    from tallgrass.foundation.assets import assets

    with served(tmp_path, environment=instance) as site:
        for asset in assets().values():
            with urlopen(f"{site.address}static/{asset.name}", timeout=30) as answer:
                assert answer.read() == asset.content
                assert "immutable" in answer.headers["Cache-Control"]
