"""Sends one message to one address, as plain text."""

from datetime import timedelta
from smtplib import SMTPException
from typing import Final

from django.core.mail import EmailMessage
from django.core.validators import validate_email

from tallgrass.foundation.mail.outbox import GOOD_FOR

_LONGEST_SUBJECT: Final = 200


class NotSent(Exception):
    """The server for mail did not take a message. It may later."""


def send(
    *,
    to: str,
    subject: str,
    body: str,
    language: str,
    reply_to: str = "",
    good_for: timedelta | None = None,
) -> None:
    """Send a message in ``language``: through the server for mail, or into the outbox where there is none.

    Line ends in the subject become spaces, so a name cannot add headers; ``body`` is plain text, ``reply_to`` the
    address of the steward to whom an answer goes, ``good_for`` how long the message is good for something (a code): the
    outbox keeps it no longer. Raises ``ValidationError`` for what is no address and ``NotSent``.
    """
    for address in (to, reply_to) if reply_to else (to,):
        validate_email(address)
    message = EmailMessage(
        subject=_one_line(subject),
        body=body.replace("\x00", ""),
        to=[to],
        reply_to=[reply_to] if reply_to else None,
        headers={"Content-Language": language, "Auto-Submitted": "auto-generated"},
    )
    setattr(message, GOOD_FOR, good_for)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        raise NotSent(type(error).__name__) from error


def _one_line(text: str) -> str:
    """A text as a header can hold it: on one line, without characters that nobody sees."""
    line = " ".join(text.split())
    return "".join(one for one in line if one.isprintable())[:_LONGEST_SUBJECT]
