"""What the site does for its own keep: the backup of every night, its copy elsewhere, and the look from outside."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from zipfile import ZipFile

import pytest
from django.conf import settings as site
from django.core.exceptions import ImproperlyConfigured

from tallgrass.web.environment import backup_copy, backup_days, public_address
from tallgrass.web.request_log import HEADER
from tallgrass.web.upkeep import nightly, tasks
from tallgrass.web.upkeep.looking import Look, look_at
from tallgrass.web.upkeep.models import Sign, Sort
from tallgrass.web.upkeep.nightly import (
    NoRoom,
    NotTheSame,
    backup_of_tonight,
    copy_to,
    let_old_ones_go,
    newest,
)
from tests.cast import Cast
from tests.deploy.tls_proxy import tls_proxy
from tests.instances import Instance

NIGHT = datetime(2026, 11, 24, 8, 10, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """A backup is a few letters, so that many nights pass quickly."""
    monkeypatch.setattr(nightly, "make_backup", lambda data, target, now: target.write_bytes(b"everything"))


@pytest.mark.usefixtures("quick")
def test_each_night_has_a_backup_and_old_ones_go(tmp_path: Path) -> None:
    for night in range(20):
        backup_of_tonight(tmp_path, NIGHT + night * DAY, 14)
    kept = sorted(path.name for path in (tmp_path / "backups/nightly").iterdir())
    assert len(kept) == 15
    assert kept[0] == "tallgrass-everything-2026-11-29-081000.zip"
    assert kept[-1] == "tallgrass-everything-2026-12-13-081000.zip"


@pytest.mark.usefixtures("quick")
def test_a_worker_that_was_killed_after_the_backup_makes_no_second_one(tmp_path: Path) -> None:
    first = backup_of_tonight(tmp_path, NIGHT, 14)
    assert backup_of_tonight(tmp_path, NIGHT + timedelta(hours=1), 14) == first
    assert backup_of_tonight(tmp_path, NIGHT + DAY, 14) != first


@pytest.mark.usefixtures("quick")
def test_the_newest_stays_however_old_and_so_does_what_is_somebodys_own(tmp_path: Path) -> None:
    (tmp_path / "ours.zip").write_bytes(b"own")
    old = tmp_path / "tallgrass-everything-2020-01-01-081000.zip"
    older = tmp_path / "tallgrass-everything-2019-01-01-081000.zip"
    for path in (old, older):
        path.write_bytes(b"x")
    let_old_ones_go(tmp_path, NIGHT, 14)
    assert {path.name for path in tmp_path.iterdir()} == {"ours.zip", old.name}


@pytest.mark.usefixtures("quick")
def test_what_was_left_half_written_is_swept_away_after_a_day(tmp_path: Path) -> None:
    folder = tmp_path / "backups/nightly"
    folder.mkdir(parents=True)
    half = folder / "tallgrass-everything-2026-11-20-081000.zip.4711"
    fresh = folder / "tallgrass-everything-2026-11-24-081000.zip.4712"
    beside = folder / ".tallgrass-abc"
    beside.mkdir()
    for path in (half, fresh):
        path.write_bytes(b"half")
    for path in (half, beside):
        os.utime(path, (0, 0))
    backup_of_tonight(tmp_path, NIGHT, 14)
    assert {path.name for path in folder.iterdir()} == {
        fresh.name,
        f"tallgrass-everything-{NIGHT:%Y-%m-%d-%H%M%S}.zip",
    }


@pytest.mark.usefixtures("quick")
def test_a_disk_without_room_for_another_backup_is_left_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup_of_tonight(tmp_path, NIGHT, 14)
    usage = type(shutil.disk_usage(tmp_path))(100, 90, 10)
    monkeypatch.setattr(nightly.shutil, "disk_usage", lambda path: usage)
    with pytest.raises(NoRoom):
        backup_of_tonight(tmp_path, NIGHT + DAY, 14)


def test_a_copy_is_read_again_and_one_that_differs_does_not_stay(tmp_path: Path) -> None:
    backup, elsewhere = tmp_path / "tallgrass-everything-2026-11-24-081000.zip", tmp_path / "elsewhere"
    backup.write_bytes(b"everything")
    with pytest.raises(FileNotFoundError):
        copy_to(elsewhere, backup)  # a drive that is not connected
    elsewhere.mkdir()
    assert copy_to(elsewhere, backup).read_bytes() == b"everything"
    (elsewhere / backup.name).write_bytes(b"evrything")
    with pytest.raises(NotTheSame):
        copy_to(elsewhere, backup)
    assert newest(elsewhere) is None


@pytest.mark.database
@pytest.mark.slow
def test_the_worker_makes_a_backup_that_can_be_restored_and_copies_it(
    instance: Instance, another: Instance, tmp_path: Path
) -> None:
    instance.make()
    second = tmp_path / "second disk"
    second.mkdir()
    instance.settings["TALLGRASS_BACKUP_COPY"] = str(second)
    told = instance.program(
        "from tallgrass.web.upkeep.tasks import back_up\n"
        "from tallgrass.web.upkeep.queries import latest_signs\n"
        "back_up.call()\nback_up.call()\n"
        "print(sorted(latest_signs()))"
    )
    assert told == "['backup_copied', 'backup_made']"
    (backup,) = (instance.data / "backups/nightly").iterdir()
    assert backup.stat().st_mode & 0o777 == 0o600
    assert (second / backup.name).stat().st_mode & 0o777 == 0o600
    assert "manifest.json" in ZipFile(second / backup.name).namelist()
    restored = another.run("restore", str(second / backup.name))
    assert restored.returncode == 0, restored.stderr


def test_who_wants_no_nightly_backup_gets_none(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(site, "BACKUP_DAYS", 0)
    monkeypatch.setattr(site, "DATA", tmp_path)
    tasks.back_up.call()
    assert not Sign.objects.exists()
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize(("written", "days"), [("", 14), ("30", 30), ("0", 0)])
def test_days_are_a_number(written: str, days: int) -> None:
    assert backup_days({"TALLGRASS_BACKUP_DAYS": written}) == days


def test_a_setting_that_cannot_be_meant_is_refused() -> None:
    for written in ("two weeks", "-1", "99999"):
        with pytest.raises(ImproperlyConfigured, match="TALLGRASS_BACKUP_DAYS"):
            backup_days({"TALLGRASS_BACKUP_DAYS": written})
    with pytest.raises(ImproperlyConfigured, match="TALLGRASS_BACKUP_COPY"):
        backup_copy({"TALLGRASS_BACKUP_COPY": "backups"})
    assert backup_copy({"TALLGRASS_BACKUP_COPY": ""}) is None


class Answering(BaseHTTPRequestHandler):
    """A site that is not well, and says so; or something else that answers there."""

    ours = True

    def do_GET(self) -> None:
        self.send_response(503 if self.ours else 200)
        if self.ours:
            self.send_header(HEADER, "abc")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def upstream(socket_enabled: None) -> Iterator[ThreadingHTTPServer]:
    """Something that answers on this computer."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_site_sees_itself_as_a_browser_does(
    upstream: ThreadingHTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=90)

    with tls_proxy(tmp_path) as proxy:
        proxy.upstream = upstream.server_address[1]
        at = f"https://localhost:{proxy.port}"
        seen = look_at(at, clock, proxy.trusting())
        assert (seen.trouble, abs((seen.ahead or 0) - 90) <= 2) == ("", True)
        assert look_at(at, clock) == Look("certificate")
        monkeypatch.setattr(Answering, "ours", False)
        assert look_at(at, clock, proxy.trusting()).trouble == "elsewhere"
    assert look_at(at, clock) == Look("unreachable")


@pytest.mark.django_db
def test_only_a_site_with_an_address_of_its_own_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    monkeypatch.setattr(tasks, "look_at", lambda origin, clock: asked.append(origin) or Look("", 0))
    tasks.look_from_outside.call()
    monkeypatch.setattr(
        site, "ADDRESS", public_address({"TALLGRASS_ADDRESS": "https://tallgrass.example.org"})
    )
    monkeypatch.setattr(site, "HTTPS", True)
    tasks.look_from_outside.call()
    assert asked == ["https://tallgrass.example.org"]
    assert Sign.objects.get(sort=Sort.ADDRESS).told == {"trouble": "", "ahead": 0}
