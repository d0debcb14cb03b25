"""What runs on Linux must run on macOS and Windows: nothing of one system is used without asking which one it is."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src" / "tallgrass"
#: What Windows lacks.
MODULES = {"fcntl", "grp", "pwd", "resource", "termios", "pty", "syslog"}
NAMES = {
    "fork", "setsid", "killpg", "getuid", "geteuid", "chown", "mkfifo", "SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2",
    "SIGQUIT", "SIGALRM", "SIGCHLD", "AF_UNIX", "preexec_fn", "O_DIRECTORY", "sched_getaffinity", "getpgid",
}  # fmt: skip


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
    assert used == {}


@pytest.mark.parametrize("text", ["import fcntl", "import os; os.fork()", "import signal; signal.SIGKILL"])
def test_what_a_system_lacks_would_be_found(text: str) -> None:
    assert len(of_one_system(text)) == 1
