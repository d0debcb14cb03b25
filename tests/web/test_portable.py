"""What runs on Linux must run on macOS and Windows: nothing of one system is used without asking which one it is."""

import ast
import sys
from pathlib import Path

import pytest

from tallgrass.web.environment import nearby
from tallgrass.web.updating import installation

SOURCE = Path(__file__).parents[2] / "src" / "tallgrass"
#: What Windows lacks.
MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "pty", "syslog"}
NAMES = {
    "fork", "setsid", "killpg", "getuid", "geteuid", "chown", "mkfifo", "SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2",
    "SIGQUIT", "SIGALRM", "SIGCHLD", "AF_UNIX", "preexec_fn", "O_DIRECTORY", "sched_getaffinity", "getpgid",
}  # fmt: skip
#: What is used only after asking which system it is; tests here do as if it were another one.
ASKED_FIRST = {"web/environment/nearby.py": ["fcntl"], "web/updating/installation.py": ["geteuid"]}


def of_one_system(text: str) -> list[str]:
    """What a module uses that some systems lack."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name in MODULES]
        elif isinstance(node, ast.ImportFrom) and node.module in MODULES:
            found.append(str(node.module))
        elif isinstance(node, ast.Attribute) and node.attr in NAMES:
            found.append(node.attr)
        elif isinstance(node, ast.keyword) and node.arg in NAMES:
            found.append(str(node.arg))
    return found


def test_nothing_that_a_system_lacks_is_used() -> None:
    used = {
        str(path.relative_to(SOURCE)): names
        for path in SOURCE.rglob("*.py")
        if (names := of_one_system(path.read_text(encoding="utf-8")))
    }
    assert used == ASKED_FIRST


def test_on_windows_addresses_are_found_by_the_name_of_the_computer(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [(None, None, None, "", ("127.0.0.1", 0)), (None, None, None, "", ("192.168.1.20", 0))]
    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setattr(nearby.sys, "platform", "win32")
    monkeypatch.setattr(nearby.socket, "getaddrinfo", lambda *_: found)
    assert nearby.own_addresses() == ["192.168.1.20"]


def test_on_windows_nobody_updates_for_somebody_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with monkeypatch.context() as windows:
        windows.delattr(installation.os, "geteuid")
        windows.setattr(installation.os, "name", "nt")
        owner = installation.owner_of(tmp_path)
    assert owner is None


@pytest.mark.parametrize("text", ["import fcntl", "import os; os.fork()", "import signal; signal.SIGKILL"])
def test_what_a_system_lacks_would_be_found(text: str) -> None:
    assert len(of_one_system(text)) == 1
