"""Where a site is running, left in its data folder for the operator's other commands while it does."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

#: The file in the data folder: the address of the server, as ``http://127.0.0.1:8001``, on one line.
FILE: Final = "running.txt"
_PATIENCE_SECONDS: Final = 1.0
_LONGEST: Final = 200


@contextmanager
def running_at(folder: Path, address: str) -> Iterator[None]:
    """Let other commands know, until the block ends, that the site with this data folder answers at ``address``.

    Of several servers the last one counts. A folder that cannot be written is no reason not to serve.
    """
    file, line = folder / FILE, address.rstrip("/") + "\n"
    half = folder / f"{FILE}.{os.getpid()}"
    try:
        half.write_text(line, encoding="utf-8")
        half.replace(file)
    except OSError:
        half.unlink(missing_ok=True)
    try:
        yield
    finally:
        if _line(file) == line.strip():
            file.unlink(missing_ok=True)


def where_it_runs(folder: Path) -> str | None:
    """The address, without a slash at its end, of the server that runs on this data folder; None where none answers.

    A server that was killed leaves its address behind, so it is asked whether somebody listens there.
    """
    address = _line(folder / FILE)
    try:
        parts = urlsplit(address)
        host, port = parts.hostname, parts.port
        if parts.scheme != "http" or not host or not port:
            return None
        with socket.create_connection((host, port), timeout=_PATIENCE_SECONDS):
            return address
    except (OSError, ValueError):
        return None


def _line(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as opened:
            return opened.read(_LONGEST).strip()
    except (OSError, UnicodeDecodeError):
        return ""
