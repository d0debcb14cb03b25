"""Asks the name server of this computer for TXT records."""

import ipaddress
import secrets
import socket
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from tallgrass.foundation.messages.trust.method.packets import Truncated, Unreadable, question, texts_in

#: Seconds that an answer is waited for, and how often it is asked.
_PATIENCE: Final = 2.0
_TRIES: Final = 2
_LARGEST: Final = 4096


class NotLookedUp(Exception):
    """No name server answered."""


class NameServer(NamedTuple):
    """Where to ask."""

    host: str
    port: int = 53


def name_servers(file: Path = Path("/etc/resolv.conf")) -> list[NameServer]:
    """The name servers of this computer; none where the system keeps them elsewhere."""
    found = []
    with suppress(OSError):
        for line in file.read_text(encoding="utf-8", errors="replace").splitlines():
            word, _, rest = line.strip().partition(" ")
            with suppress(ValueError):
                if word == "nameserver":
                    found.append(NameServer(str(ipaddress.ip_address(rest.strip()))))
    return found


def texts_of(name: str, servers: list[NameServer]) -> list[str]:
    """The TXT records of a name; none where there is no such name. Raises ``NotLookedUp``."""
    for server in servers * _TRIES:
        with suppress(OSError, Unreadable):
            return _asked(server, name)
    raise NotLookedUp(name)


def _asked(server: NameServer, name: str) -> list[str]:
    number = secrets.randbelow(1 << 16)
    asked = question(number, name)
    try:
        return texts_in(number, _by_datagram(server, asked))
    except Truncated:
        return texts_in(number, _by_stream(server, asked))


def _by_datagram(server: NameServer, asked: bytes) -> bytes:
    family = socket.AF_INET6 if ":" in server.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as ours:
        ours.settimeout(_PATIENCE)
        ours.connect((server.host, server.port))  # so that nobody else's answer comes in
        ours.send(asked)
        return ours.recv(_LARGEST)


def _by_stream(server: NameServer, asked: bytes) -> bytes:
    with socket.create_connection((server.host, server.port), timeout=_PATIENCE) as ours:
        ours.sendall(len(asked).to_bytes(2, "big") + asked)
        with ours.makefile("rb") as answer:
            return answer.read(int.from_bytes(answer.read(2), "big"))
