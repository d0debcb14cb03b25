"""Serving the site in this very process, on a port that is free."""

import errno
import os
import signal
import socket
from collections.abc import Callable, Mapping
from http import HTTPStatus
from types import FrameType
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.server import create_server
from waitress.task import ErrorTask

from tallgrass.foundation.languages import available_languages, words
from tallgrass.web.uploads import LARGEST_READ

#: How many ports after the one asked for are tried.
PORTS_TRIED: Final = 20
_THREADS: Final = 4


class NoPort(Exception):
    """No port is free, or the address is not this computer's."""


def open_port(host: str, port: int) -> socket.socket:
    """A socket that listens on ``port`` of ``host``, or on the next one that is free.

    Raises ``NoPort`` where none of the next ``PORTS_TRIED`` is, or where ``host`` cannot be listened on.
    """
    for candidate in range(port, min(port + PORTS_TRIED, 65535) + 1):
        try:
            return _listen(host, candidate)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES, 10013):
                raise NoPort(f"Cannot listen on {host}: {error.strerror or error}.") from error
    raise NoPort(
        f"The ports {port} to {min(port + PORTS_TRIED, 65535)} of {host} are all taken. Choose with --port."
    )


def _listen(host: str, port: int) -> socket.socket:
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    opened = socket.socket(family, kind, protocol)
    try:
        if os.name == "posix":  # elsewhere this would let two programs share the port
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind(address)
        opened.listen(128)
    except OSError:
        opened.close()
        raise
    return opened


def address_of(opened: socket.socket) -> str:
    """Where a browser on this computer finds the site."""
    host, port = opened.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104 (compared, not bound)
        host = "127.0.0.1"
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def serve_until_stopped(
    application: Callable[..., Any], opened: socket.socket, proxy: Mapping[str, Any]
) -> None:
    """Answer requests until Ctrl-C or a request to stop; what was begun is finished.

    ``proxy`` is whom to believe about who asks (``environment.proxy``). What anybody else says of it is not believed,
    but stays to be seen: that a proxy stands in front is itself a reason to be careful (``foundation/mail/outbox.py``).
    """
    server: Any = create_server(
        application,
        sockets=[opened],
        threads=_THREADS,
        ident="tallgrass",
        max_request_body_size=LARGEST_READ,
        clear_untrusted_proxy_headers=False,
        **proxy,
    )
    server.channel_class = _Channel
    signal.signal(signal.SIGTERM, _stop)
    try:
        server.run()
    finally:
        server.close()


class _Refusal(ErrorTask):  # type: ignore[misc]  # waitress has no types
    """What the web server itself refuses, before the site hears of it: too much is answered in every language."""

    def execute(self) -> None:
        if self.request.error.code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            said = [words(code, "site")["too_large"]["text"] for code in available_languages()]
            self.request.error.body = "\r\n\r\n".join(said)
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection whose refusals are ours."""

    error_task_class = _Refusal


def _stop(signum: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
