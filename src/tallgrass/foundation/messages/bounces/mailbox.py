"""Where mail comes back to: a mailbox on a server (IMAP), a folder or a file on this computer."""

import imaplib
import mailbox
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path
from typing import Any, Final

#: So many messages are read from a mailbox at once; the rest waits for the next time.
MOST_AT_ONCE: Final = 500
_PATIENCE: Final = 30.0
#: Only these are read as a whole; what else people write to the address stays unread.
_REPORT: Final = "multipart/report"


class NotRead(Exception):
    """The mailbox could not be read, with what it said."""


@dataclass(frozen=True, slots=True)
class Mailbox:
    """A mailbox on a server. ``encrypted``: from the first byte."""

    host: str
    port: int
    user: str
    password: str = field(repr=False)
    folder: str
    encrypted: bool


def reports_in(box: Mailbox) -> Iterator[bytes]:
    """The unread reports in a mailbox. Each is marked as read once the next one is asked for; others stay as they are.

    Raises ``NotRead``.
    """
    with _opened(box) as server:
        # The server looks for reports itself: else what people leave unread there would hold up all that is behind it.
        found = _answer(server.search(None, "UNSEEN", "HEADER", "Content-Type", _REPORT))
        numbers = bytes(found[0] or b"").decode("ascii").split()
        for number in numbers[:MOST_AT_ONCE]:
            head = _content(server.fetch(number, "(BODY.PEEK[HEADER])"))
            if message_from_bytes(head).get_content_type() != _REPORT:
                continue
            yield _content(server.fetch(number, "(BODY.PEEK[])"))
            server.store(number, "+FLAGS", "\\Seen")


def messages_in(path: Path) -> Iterator[bytes]:
    """The messages in a file (one message, or many as mbox) or in a Maildir. Raises ``NotRead``."""
    try:
        if not path.is_dir() and not _holds_many(path):
            yield path.read_bytes()
            return
        sort = mailbox.Maildir if path.is_dir() else mailbox.mbox
        with closing(sort(path, create=False)) as box:
            yield from (message.as_bytes() for message in box)
    except (OSError, mailbox.Error) as error:
        raise NotRead(f"{path} could not be read.") from error


def _holds_many(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(5) == b"From "


@contextmanager
def _opened(box: Mailbox) -> Iterator[imaplib.IMAP4]:
    server: imaplib.IMAP4 | None = None
    try:
        server = _connected(box)
        server.login(box.user, box.password)
        _answer(server.select(_quoted(box.folder)))
        yield server
    except (imaplib.IMAP4.error, OSError) as error:
        raise NotRead(f"The mailbox could not be read: {type(error).__name__}.") from error
    finally:
        if server is not None:
            with suppress(imaplib.IMAP4.error, OSError):
                server.logout()


def _connected(box: Mailbox) -> imaplib.IMAP4:
    if box.encrypted:
        trusted = ssl.create_default_context()
        return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=trusted, timeout=_PATIENCE)
    return imaplib.IMAP4(box.host, box.port, timeout=_PATIENCE)


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _answer(answered: tuple[str, list[Any]]) -> list[Any]:
    said, content = answered
    if said != "OK":
        raise imaplib.IMAP4.error(said)
    return content


def _content(answered: tuple[str, list[Any]]) -> bytes:
    return next((bytes(part[1]) for part in _answer(answered) if isinstance(part, tuple)), b"")
