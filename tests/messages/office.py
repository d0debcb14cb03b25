"""A server for mail (RFC 5321) on this computer, which does what a test tells it, and remembers what it took."""

import re
import socket
import socketserver
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import NamedTuple

#: What a test may look at, or answer instead of the server: a step, and whom the message is for.
Steps = Callable[[str, str], str | None]


class Taken(NamedTuple):
    """What the server was given: from whom, to whom, and the message, as bytes and as read."""

    sender: str
    receiver: str
    content: bytes

    @property
    def mail(self) -> EmailMessage:
        read = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read


class PostOffice(socketserver.ThreadingTCPServer):
    """The server. ``steps(step, receiver)`` is asked before each answer (``hello``, ``mail``, ``rcpt``, ``data``,
    ``content``, ``dot``): a text is answered instead, ``hang up`` closes the connection, None lets it answer as usual.

    What ends without its dot is thrown away, as the standard has it.
    """

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 50

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.taken: list[Taken] = []
        self.connections = 0
        self.steps: Steps = lambda step, receiver: None

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}?tls=no"

    def received(self) -> Counter[str]:
        """How many messages each receiver got."""
        return Counter(taken.receiver for taken in self.taken)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that was killed is no fault of the server's."""


class HangUp(Exception):
    """The test closes the connection."""


class Conversation(socketserver.StreamRequestHandler):
    """One conversation."""

    server: PostOffice

    def handle(self) -> None:
        self.server.connections += 1
        self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self._converse()
        except (HangUp, OSError):
            return

    def _converse(self) -> None:
        sender = receiver = ""
        self.answer("hello", "", "220 ready")
        while line := self.rfile.readline():
            said = line.decode("utf-8", "replace").strip()
            word = said[:4].upper()
            if word == "MAIL":
                sender = address_in(said)
                self.answer("mail", "", "250 ok")
            elif word == "RCPT":
                receiver = address_in(said)
                self.answer("rcpt", receiver, "250 ok")
            elif word == "DATA":
                if self.answer("data", receiver, "354 go on").startswith("354"):
                    self._take(sender, receiver)
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def _take(self, sender: str, receiver: str) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line or (not lines and self.server.steps("content", receiver) == "hang up"):
                raise HangUp
            lines.append(line[1:] if line.startswith(b".") else line)
        taken = Taken(sender, receiver, b"".join(lines))
        answer = self.server.steps("dot", receiver)
        if answer is None or answer.startswith("250"):
            self.server.taken.append(taken)
        if answer == "hang up":
            raise HangUp
        self.say(answer or "250 2.0.0 taken")

    def answer(self, step: str, receiver: str, usual: str) -> str:
        """Answer as usual, or as the test wants."""
        said = self.server.steps(step, receiver) or usual
        if said == "hang up":
            raise HangUp
        self.say(said)
        return said

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


def address_in(line: str) -> str:
    found = re.search(r"<([^>]*)>", line)
    return found[1] if found else ""


@contextmanager
def post_office() -> Iterator[PostOffice]:
    """A server that runs until the block ends."""
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield office
        office.shutdown()
        thread.join()
