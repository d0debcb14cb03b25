"""The carrier of mail: through a server (RFC 5321), or into the outbox where the site has none.

Everything is said but the dot that ends the message; then the queue commits that it is being handed over; then the dot
is said. A server must throw away what it got of a message whose dot never came (RFC 5321, 4.1.1.4).
"""

import re
import smtplib
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Final

from django.core.mail import get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.core.mail.message import sanitize_address

from tallgrass.foundation.mail.outbox import sends_nothing
from tallgrass.foundation.messages.carriers import (
    Carried,
    InDoubt,
    Kept,
    Later,
    LineDown,
    NotOurs,
    Parcel,
    Refused,
    Sent,
    Trip,
)
from tallgrass.foundation.messages.letters import letter_of, mail_of
from tallgrass.foundation.messages.method.replies import is_no_mailbox, is_passing, without_addresses

_LINE_OF_A_DOT: Final = re.compile(rb"^\.", re.MULTILINE)
#: The server says goodbye (too many messages on one connection, or it is being shut down).
_CLOSING: Final = 421
_READY: Final = 354
_WENT_WRONG: Final = (smtplib.SMTPException, OSError)


class MailCarrier:
    """What carries mail."""

    def ready(self) -> bool:
        """Whether the site has a server for mail."""
        return not sends_nothing()

    @contextmanager
    def trip(self) -> Iterator[Trip]:
        """Connect to the server, and say goodbye at the end. Raises ``LineDown`` where it does not let us in."""
        if sends_nothing():
            yield OutboxTrip()
            return
        backend = get_connection()
        if not isinstance(backend, EmailBackend):
            yield OtherTrip(backend)
            return
        conversation = Conversation(backend)
        try:
            conversation.begin()
            yield ServerTrip(conversation)
        except BaseException:
            conversation.break_off()
            raise
        finally:
            conversation.end()

    def settle(self, parcels: Sequence[Parcel]) -> dict[int, Carried]:
        """Nothing: no server for mail can be asked what became of a message."""
        return {}


class OutboxTrip:
    """Where the site has no server: the queue itself lays the message into the outbox, in one transaction."""

    def carry(self, parcel: Parcel, hand_over: Callable[[], None]) -> Carried:
        """Have it kept."""
        return Kept()


class OtherTrip:
    """Another way of sending that Django was told to use: tests look into it."""

    def __init__(self, backend: BaseEmailBackend) -> None:
        self._backend = backend

    def carry(self, parcel: Parcel, hand_over: Callable[[], None]) -> Carried:
        """Hand it over as a whole."""
        mail = mail_of(parcel)
        hand_over()
        self._backend.send_messages([mail])
        return Sent()


class Conversation:
    """A connection to a server for mail, opened again where the server has closed it."""

    def __init__(self, backend: EmailBackend) -> None:
        self._backend = backend
        self._used = False

    @property
    def server(self) -> smtplib.SMTP:
        """The open connection."""
        if self._backend.connection is None:
            self.begin()
        connection: smtplib.SMTP = self._backend.connection  # type: ignore[assignment]  # it is open now
        return connection

    def begin(self) -> None:
        """Connect, encrypt and say who we are. Raises ``LineDown``."""
        try:
            self._backend.open()
        except smtplib.SMTPResponseException as error:
            raise LineDown(said(error.smtp_code, error.smtp_error)) from error
        except _WENT_WRONG as error:
            raise LineDown(without_addresses(f"{type(error).__name__}: {error}")) from error
        self._send_at_once()
        self._used = False

    def _send_at_once(self) -> None:
        """Let the dot not wait until the message before it is acknowledged: that is 40 ms a message."""
        sock = getattr(self._backend.connection, "sock", None)
        if sock is not None:
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def break_off(self) -> None:
        """Hang up without a word, so that the server throws away what it has got."""
        connection, self._backend.connection = self._backend.connection, None
        if connection is not None:
            with suppress(OSError):
                connection.close()

    def end(self) -> None:
        """Say goodbye."""
        with suppress(*_WENT_WRONG):
            self._backend.close()

    def from_(self, envelope: str) -> None:
        """Begin a message. Servers close a connection after some messages: then a new one is opened, once.

        Raises ``LineDown`` where the server takes nothing from us.
        """
        try:
            code, answer = self.server.mail(envelope)
        except _WENT_WRONG:
            code, answer = _CLOSING, b""
        if code == _CLOSING and self._used:
            self.break_off()
            return self.from_(envelope)
        if code != 250:
            self.break_off()
            raise LineDown(said(code, answer))
        self._used = True
        return None

    def up_to_the_dot(self, to: str, content: bytes) -> tuple[int, bytes]:
        """Say whom a message is for and what is in it; gives 354 where the server has heard it, else its refusal."""
        server = self.server
        code, answer = server.rcpt(to)
        if code not in (250, 251):
            return code, answer
        code, answer = server.docmd("DATA")
        if code == _READY:
            server.send(_LINE_OF_A_DOT.sub(b"..", content) + b"\r\n" * (not content.endswith(b"\r\n")))
        return code, answer

    def last_word(self) -> tuple[int, bytes]:
        """Say the dot that ends a message, and hear the answer."""
        self.server.send(b".\r\n")
        return self.server.getreply()


class ServerTrip:
    """Messages through one connection."""

    def __init__(self, conversation: Conversation) -> None:
        self._conversation = conversation

    def carry(self, parcel: Parcel, hand_over: Callable[[], None]) -> Carried:
        """Say everything but the dot; have the handing over committed; say the dot."""
        letter = letter_of(parcel)
        self._conversation.from_(letter.envelope)
        refused = self._said_all_but_the_dot(sanitize_address(parcel.to, "utf-8"), letter.content)
        if refused is not None:
            return refused
        try:
            hand_over()
        except NotOurs:
            self._conversation.break_off()
            raise
        try:
            code, answer = self._conversation.last_word()
        except _WENT_WRONG as error:
            self._conversation.break_off()
            return InDoubt(type(error).__name__)
        return Sent() if code == 250 else self._judged(code, answer)

    def _said_all_but_the_dot(self, to: str, content: bytes) -> Carried | None:
        """Say whom it is for and what is in it; None where the server has heard it all. Raises ``LineDown``."""
        try:
            code, answer = self._conversation.up_to_the_dot(to, content)
        except _WENT_WRONG as error:
            self._conversation.break_off()
            raise LineDown(type(error).__name__) from error
        except BaseException:
            self._conversation.break_off()
            raise
        if code == _CLOSING:
            self._conversation.break_off()
            raise LineDown(said(code, answer))
        return None if code == _READY else self._judged(code, answer)

    def _judged(self, code: int, answer: bytes) -> Carried:
        """What an answer that is no yes means. Raises ``LineDown`` where the server says goodbye."""
        words = said(code, answer)
        if code == _CLOSING or code < 400 or self._reset() != 250:
            self._conversation.break_off()
        if is_passing(code):
            return Later(words)
        return Refused(words, for_good=is_no_mailbox(code, words))

    def _reset(self) -> int:
        try:
            return self._conversation.server.rset()[0]
        except _WENT_WRONG:
            return 0


def said(code: int, answer: bytes | str) -> str:
    """An answer of a server as it is kept."""
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else str(answer)
    return without_addresses(f"{code} {text}")
