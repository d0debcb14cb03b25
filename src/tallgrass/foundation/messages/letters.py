"""A message as mail: its headers, its text with the way to end it, whom it comes from and where it comes back to.

List-Unsubscribe and One-Click: RFC 2369 and RFC 8058; List-Id: RFC 2919; Auto-Submitted: RFC 3834. An address of its
own for each message that comes back (VERP) is used where TALLGRASS_MAIL_RETURN ends its name with a plus sign.
"""

import re
from email.charset import QP, Charset
from email.generator import BytesGenerator
from email.utils import formataddr
from io import BytesIO
from typing import Final, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils.crypto import salted_hmac

from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.messages.carriers import Parcel
from tallgrass.foundation.messages.unsubscribing import Ending, ending_address, origin

_SALT: Final = "tallgrass.foundation.messages.letters"
_OURS: Final = re.compile(r"\A([0-9]{1,18})\.([0-9a-f]{16})\Z")
#: The longest line that RFC 5321 lets through is 1000 bytes with its end.
_LONGEST_LINE: Final = 900
_UTF8: Final = Charset("utf-8")
_UTF8.body_encoding = QP  # no server on the way has to know eight bits, and lines stay short


class Letter(NamedTuple):
    """A message as it is handed to a server: who it says it is from on the envelope, and what is inside."""

    envelope: str
    content: bytes


def letter_of(parcel: Parcel) -> Letter:
    """A message as bytes, with line ends as on the wire. An address in its head stays on one line: some programs look
    no further than that.
    """
    content = BytesIO()
    generator = BytesGenerator(content, mangle_from_=False, maxheaderlen=_LONGEST_LINE)
    generator.flatten(mail_of(parcel).message(), linesep="\r\n")
    return Letter(return_address(parcel.number), content.getvalue())


def mail_of(parcel: Parcel) -> EmailMessage:
    """A message as Django's mail has it."""
    ending = _ending(parcel)
    mail = EmailMessage(
        subject=parcel.subject,
        body=parcel.body + _footer(parcel, ending),
        from_email=_from(parcel),
        to=[parcel.to],
        reply_to=[parcel.reply_to] if parcel.reply_to else None,
        headers={**_headers(parcel), **_list_headers(parcel, ending)},
    )
    mail.encoding = _UTF8
    return mail


def tag_of(number: int) -> str:
    """How a message is called on the way, so that we know it again: its number and a seal that nobody can guess."""
    return f"{number}.{salted_hmac(_SALT, str(number), algorithm='sha256').hexdigest()[:16]}"


def number_of(tag: str) -> int | None:
    """The number of the message that is called so; None for what we have not called so."""
    found = _OURS.match(tag)
    return int(found[1]) if found and tag_of(int(found[1])) == tag else None


def return_address(number: int) -> str:
    """The address that a message comes back to where it cannot be delivered."""
    name, at, host = str(getattr(settings, "MAIL_RETURN", "") or settings.DEFAULT_FROM_EMAIL).rpartition("@")
    return f"{name}{tag_of(number)}{at}{host}" if name.endswith("+") else f"{name}{at}{host}"


def _from(parcel: Parcel) -> str:
    name = parcel.sender.name if parcel.sender else ""
    return formataddr((name, settings.DEFAULT_FROM_EMAIL)) if name else settings.DEFAULT_FROM_EMAIL


def _headers(parcel: Parcel) -> dict[str, str]:
    return {
        "Message-ID": f"<{tag_of(parcel.number)}@{_host()}>",
        "Content-Language": parcel.language,
        "Auto-Submitted": "auto-generated",
    }


def _list_headers(parcel: Parcel, ending: str) -> dict[str, str]:
    """What lets a mailbox offer to end a stream. One click needs https."""
    if not parcel.bulk:
        return {}
    of_place = f".{parcel.sender.slug}" if parcel.sender else ""
    headers = {"List-Id": f"<{parcel.purpose.stream.replace('.', '-')}{of_place}.{_host()}>"}
    if ending:
        headers["List-Unsubscribe"] = f"<{ending}>"
    if ending.startswith("https://"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _ending(parcel: Parcel) -> str:
    if not parcel.bulk or parcel.purpose.needed:
        return ""
    language = parcel.language if parcel.language in available_languages() else "en"
    ending = Ending(parcel.place, parcel.digest, parcel.purpose.stream)
    return ending_address(ending, language, origin(parcel.site))


def _footer(parcel: Parcel, ending: str) -> str:
    if not ending:
        return ""
    said = words(parcel.language, "messages")
    name = parcel.sender.name if parcel.sender else said["the_site"]
    sentence = said["footer"].format(stream=stream_name(parcel.purpose.stream, parcel.language), place=name)
    return f"\n\n-- \n{sentence}\n{ending}\n"


def stream_name(stream: str, language: str) -> str:
    """What a stream is called by who gets it."""
    said = words(language, "messages")["streams"]
    return str(said.get(stream, said["other"]))


def _host() -> str:
    return str(settings.DEFAULT_FROM_EMAIL).rpartition("@")[2]
