"""``tallgrass update``: what it takes, what it refuses, and in which order it works. (The whole way: tests/deploy.)"""

import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from tallgrass import __version__
from tallgrass.web.updating import commands, installation
from tallgrass.web.updating.offered import NotTallgrass, Offered, is_older, offered
from tests.conftest import ROOT

NEWER = "9.1.0"


def wheel(folder: Path, version: str = NEWER, name: str = "tallgrass") -> Path:
    """A wheel, as far as it says what it is."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        archive.writestr(
            f"{name}-{version}.dist-info/METADATA",
            f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n",
        )
    return path


def test_a_wheel_and_a_folder_say_which_version_they_are(tmp_path: Path) -> None:
    assert offered(wheel(tmp_path)) == Offered(tmp_path / f"tallgrass-{NEWER}-py3-none-any.whl", NEWER, True)
    assert offered(ROOT) == Offered(ROOT, __version__, False)


def test_anything_else_is_refused_with_a_sentence(tmp_path: Path) -> None:
    other, empty, text = wheel(tmp_path, name="other"), tmp_path / "empty", tmp_path / "x.whl"
    empty.mkdir()
    text.write_text("no wheel")
    odd = wheel(tmp_path, version="1!x")
    for path in (other, empty, text, odd):
        with pytest.raises(NotTallgrass, match=r"\.$"):
            offered(path)


@pytest.mark.parametrize(
    ("one", "than", "older"), [("0.9", "0.10", True), ("1.0", "1.0.0", False), ("2", "1.9.9", False)]
)
def test_versions_are_numbers(one: str, than: str, older: bool) -> None:
    assert is_older(one, than) is older


class Server:
    """A computer with a site on it; it writes down what is done, and fails at what it is told to."""

    def __init__(self, fails: str = "") -> None:
        self.fails = fails
        self.done: list[str] = []

    def run(self, command: Sequence[str], **_: Any) -> "subprocess.CompletedProcess[str]":
        """Stands for running a program."""
        said = " ".join(command)
        what = next(
            (each for each in ("stop", "start", "backup", "pip", "--database") if f" {each}" in said), said
        )
        self.done.append(what)
        return subprocess.CompletedProcess(
            command, int(what == self.fails), "", f"Error: the {what} failed.\n"
        )


@pytest.fixture
def update(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Update a site that has a database, on such a server."""
    data = tmp_path / "data"
    data.mkdir()
    (data / "tallgrass.sqlite3").write_bytes(b"x")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr(installation, "source_folder", lambda: None)
    monkeypatch.setattr(installation, "in_environment", lambda: True)

    def run(server: Server, *arguments: str) -> Result:
        monkeypatch.setattr(commands.subprocess, "run", server.run)
        return CliRunner().invoke(commands.update, [*arguments, "--data", str(data)])

    return run


def test_the_service_stops_and_the_backup_comes_before_anything_is_changed(
    update: Callable[..., Result], tmp_path: Path
) -> None:
    server = Server()
    done = update(server, str(wheel(tmp_path)), "--service", "tallgrass")
    assert server.done == ["stop", "backup", "pip", "--database", "start"]
    assert f"Tallgrass {__version__} is now {NEWER}." in done.output
    assert "before-update-" in done.output


@pytest.mark.parametrize(
    ("fails", "done", "sentence"),
    [
        ("stop", ["stop"], "systemctl stop tallgrass"),
        ("backup", ["stop", "backup", "start"], "No backup could be made, so nothing was changed."),
        ("pip", ["stop", "backup", "pip", "start"], "the database was not touched"),
        ("--database", ["stop", "backup", "pip", "--database", "start"], "To go back: install"),
    ],
)
def test_where_a_step_fails_the_service_runs_again_and_it_says_what_holds(
    update: Callable[..., Result], tmp_path: Path, fails: str, done: list[str], sentence: str
) -> None:
    server = Server(fails)
    refused = update(server, str(wheel(tmp_path)), "--service", "tallgrass")
    assert refused.exit_code == 1
    assert server.done == done
    assert sentence in refused.output


def test_an_older_one_and_the_same_one_are_refused(update: Callable[..., Result], tmp_path: Path) -> None:
    server = Server()
    assert "older than this one" in update(server, str(wheel(tmp_path, "0.0.1"))).output
    assert "is what you have" in update(server, str(wheel(tmp_path, __version__))).output
    assert server.done == []


def test_from_a_folder_each_package_is_checked_against_its_hash() -> None:
    first, second = installation.commands(Offered(ROOT, NEWER, False))
    assert "--require-hashes" in first
    assert first[-1] == str(ROOT / "requirements" / "server.txt")
    assert {"--no-deps", "--no-build-isolation"} <= set(second)


def test_a_program_that_runs_from_its_source_says_how_that_is_updated() -> None:
    refused = CliRunner().invoke(commands.update, [str(ROOT)])
    assert refused.exit_code == 1
    assert str(ROOT) in refused.output
    assert "git pull" in refused.output
