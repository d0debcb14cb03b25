"""What a message says that came back: which message it speaks of, and what became of it. Pure.

Reports of delivery are multipart/report with a part message/delivery-status (RFC 3464); complaints have a part
message/feedback-report (RFC 5965). Which of ours it is says the address it came back to, or the Message-ID in what it
quotes of ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum
from typing import Final

from tallgrass.foundation.messages.method.replies import enhanced, is_no_mailbox, without_addresses


class Sort(StrEnum):
    """What a report says of a message."""

    GONE = "gone"
    SOFT = "soft"
    COMPLAINT = "complaint"


@dataclass(frozen=True, slots=True)
class Report:
    """A report. ``tags`` are what may be our name for the message it speaks of; ``said`` is the answer it quotes."""

    sort: Sort
    tags: tuple[str, ...]
    said: str


_TAG: Final = re.compile(r"[0-9]{1,18}\.[0-9a-f]{16}")
_ADDRESSES: Final = ("To", "Delivered-To", "X-Original-To", "Envelope-To")
#: A report that is longer is read no further.
_LONGEST: Final = 2_000_000


def read_report(content: bytes) -> Report | None:
    """The report that a message is; None where it is none, or says that all is well or that it is still tried.

    One that holds messages within messages without end is none either.
    """
    try:
        return _read(message_from_bytes(content[:_LONGEST], policy=policy.compat32))
    except RecursionError:
        return None


def _read(message: Message) -> Report | None:
    parts = list(_parts(message))
    for part in parts:
        if part.get_content_type() == "message/feedback-report":
            return Report(Sort.COMPLAINT, _tags(message, parts), "")
        if part.get_content_type() == "message/delivery-status":
            found = _delivery(part)
            if found is not None:
                sort, said = found
                return Report(sort, _tags(message, parts), said)
    return None


def _parts(message: Message) -> Iterator[Message]:
    """The parts of a report, but not those of the messages that it quotes."""
    payload = message.get_payload()
    if message.get_content_maintype() == "multipart" and isinstance(payload, list):
        for part in payload:
            if isinstance(part, Message):
                yield part


def _delivery(part: Message) -> tuple[Sort, str] | None:
    """What became of a message; None where it was delivered, or is still tried."""
    for fields in _fields(part):
        if _text(fields, "Action").lower() != "failed":
            continue
        status, diagnostic = _text(fields, "Status"), _text(fields, "Diagnostic-Code")
        answer = diagnostic.partition(";")[2].strip() or diagnostic
        said = without_addresses(
            f"{status} {answer}" if status and status not in answer else answer or status
        )
        code = re.match(r"[45][0-9]{2}", answer)
        told = status if enhanced(status) and not status.endswith(".0.0") else answer
        gone = is_no_mailbox(int(code[0]) if code else 550, told)
        return (Sort.GONE if gone else Sort.SOFT), said
    return None


def _fields(part: Message) -> Iterator[Message]:
    """The groups of fields of a delivery status: of the report itself, then of each receiver."""
    payload = part.get_payload()
    if isinstance(payload, list):
        yield from (group for group in payload if isinstance(group, Message))
    elif isinstance(payload, str):
        for text in re.split(r"\r?\n\r?\n", payload):
            yield message_from_bytes(text.encode("utf-8", "replace"))


def _tags(message: Message, parts: list[Message]) -> tuple[str, ...]:
    """Everything that may be our name for the message: in the address it came to, then in what is quoted."""
    texts = [_text(message, name) for name in _ADDRESSES]
    for part in parts:
        texts += _quoted(part)
    return tuple(dict.fromkeys(tag for text in texts for tag in _TAG.findall(text)))[:10]


def _quoted(part: Message) -> list[str]:
    """The Message-IDs in what a part quotes of ours, whole or its head alone."""
    if part.get_content_type() not in ("message/rfc822", "text/rfc822-headers", "message/global-headers"):
        return []
    payload = part.get_payload()
    if isinstance(payload, list):
        return [_text(quoted, "Message-ID") for quoted in payload if isinstance(quoted, Message)]
    head = part.get_payload(decode=True)
    return [_text(message_from_bytes(head), "Message-ID")] if isinstance(head, bytes) else []


def _text(message: Message, name: str) -> str:
    return " ".join(str(message.get(name, "")).split())
