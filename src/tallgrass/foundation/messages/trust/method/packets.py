"""Questions to a name server and its answers, as bytes (RFC 1035). Pure.

A standard library has no way to ask for TXT records, and one kind of question needs no library.
"""

import struct
from typing import Final

TXT: Final = 16
_INTERNET: Final = 1
_HEAD: Final = struct.Struct("!6H")
_FIXED: Final = struct.Struct("!2HIH")
_RECURSE, _CUT = 0x0100, 0x0200
_NO_SUCH_NAME: Final = 3
#: A name has at most so many pieces; more is an answer that leads in circles.
_MOST_PIECES: Final = 128


class Unreadable(ValueError):
    """Bytes that are no answer to our question."""


class Truncated(Exception):
    """The answer did not fit, and has to be asked for in another way."""


def question(number: int, name: str) -> bytes:
    """A question for the TXT records of a name. Raises ``Unreadable`` for what is no name."""
    try:
        labels = [label.encode("idna") for label in name.rstrip(".").split(".")]
    except UnicodeError as error:
        raise Unreadable(name) from error
    if not all(0 < len(label) < 64 for label in labels):
        raise Unreadable(name)
    asked = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return _HEAD.pack(number, _RECURSE, 1, 0, 0, 0) + asked + struct.pack("!2H", TXT, _INTERNET)


def texts_in(number: int, answer: bytes) -> list[str]:
    """The TXT records in the answer to question ``number``; none where the name does not exist.

    Raises ``Unreadable`` and ``Truncated``.
    """
    try:
        return _texts(number, answer)
    except (struct.error, IndexError) as error:
        raise Unreadable from error


def _texts(number: int, answer: bytes) -> list[str]:
    given, flags, questions, records, _, _ = _HEAD.unpack_from(answer)
    fault = flags & 0xF
    if given != number or not flags & 0x8000 or fault not in (0, _NO_SUCH_NAME):
        raise Unreadable
    if flags & _CUT:
        raise Truncated
    at = _HEAD.size
    for _ in range(questions):
        at = _after_name(answer, at) + 4
    found = []
    for _ in range(records):
        at = _after_name(answer, at)
        sort, _, _, length = _FIXED.unpack_from(answer, at)
        at += _FIXED.size
        if sort == TXT:
            found.append(_strings(answer[at : at + length]))
        at += length
    return found


def _after_name(answer: bytes, at: int) -> int:
    for _ in range(_MOST_PIECES):
        length = answer[at]
        if length & 0xC0:
            return at + 2
        at += 1 + length
        if length == 0:
            return at
    raise Unreadable


def _strings(content: bytes) -> str:
    """A record is cut into strings of at most 255 bytes, which belong together."""
    found, at = b"", 0
    while at < len(content):
        length = content[at]
        found += content[at + 1 : at + 1 + length]
        at += 1 + length
    return found.decode("utf-8", "replace")
