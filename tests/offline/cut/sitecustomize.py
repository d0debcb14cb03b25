"""Cuts a program off from every network: Python reads this before it begins, where the folder is in its path.

Only this computer itself can be reached. Whatever else is tried is written into the file that ``TRIED`` names.
"""

import os
import socket
from pathlib import Path
from typing import Any

_HERE = ("127.", "::1", "localhost", "0.0.0.0")


def _refuse(where: object) -> None:
    host = where[0] if isinstance(where, tuple) else where
    if host is None or str(host).startswith(("/", "\0", *_HERE)) or host == "":
        return
    with Path(os.environ["TRIED"]).open("a", encoding="utf-8") as file:
        file.write(f"{host}\n")
    raise OSError(101, "Network is unreachable")


class CutOff(socket.socket):
    """A socket that leads to this computer alone."""

    def connect(self, address: Any) -> None:
        _refuse(address if self.family != socket.AF_UNIX else "/")
        super().connect(address)

    def connect_ex(self, address: Any) -> int:
        _refuse(address if self.family != socket.AF_UNIX else "/")
        return super().connect_ex(address)

    def sendto(self, *arguments: Any) -> int:
        _refuse(arguments[-1])
        return super().sendto(*arguments)


_look_up = socket.getaddrinfo


def _look_up_here(host: Any, *arguments: Any, **more: Any) -> Any:
    _refuse(host.decode() if isinstance(host, bytes) else host)
    return _look_up(host, *arguments, **more)


socket.socket = CutOff  # type: ignore[misc]
socket.getaddrinfo = _look_up_here
