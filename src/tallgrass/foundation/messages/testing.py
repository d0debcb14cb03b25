"""Tries whether mail works: one message, at once, with what the server answered."""

from dataclasses import dataclass

from tallgrass.foundation.languages import words
from tallgrass.foundation.messages.actions import note_test, wake
from tallgrass.foundation.messages.addresses import digest_of, normal
from tallgrass.foundation.messages.carriers import (
    Carried,
    InDoubt,
    Kept,
    Later,
    LineDown,
    Parcel,
    Refused,
    Sent,
)
from tallgrass.foundation.messages.lines import works
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.purposes import TEST
from tallgrass.foundation.messages.senders import Sender
from tallgrass.foundation.messages.smtp import MailCarrier


@dataclass(frozen=True, slots=True)
class Tried:
    """How it went (``sent``, ``no_server``, ``down``, ``refused``, ``later``, ``in_doubt``); what the server said."""

    key: str
    said: str


def try_mail(
    *, to: str, language: str, place: int | None = None, sender: Sender | None = None, site: str = ""
) -> Tried:
    """Send a test to an address, and wait for the answer of the server. Raises ``ValidationError`` for no address."""
    letter = words(language, "messages")["test_letter"]
    name = sender.name if sender else words(language, "messages")["the_site"]
    parcel = Parcel(
        number=0,
        place=place,
        sender=sender,
        to=normal(Channel.MAIL, to),
        digest=digest_of(Channel.MAIL, to),
        subject=letter["subject"].format(place=name),
        body="\n\n".join(letter["body"]).format(place=name, site=site),
        language=language,
        purpose=TEST,
        bulk=False,
        reply_to="",
        site=site,
        tries=0,
    )
    tried = _tried_with(parcel)
    if tried.key not in ("no_server", "in_doubt"):
        note_test(place=place, to=to, language=language, sent=tried.key == "sent", said=tried.said)
    if tried.key == "sent":
        works(Channel.MAIL)  # what waits for a server that did not work need not wait any longer
        wake(Channel.MAIL)
    return tried


def _tried_with(parcel: Parcel) -> Tried:
    try:
        with MailCarrier().trip() as trip:
            return _tried(trip.carry(parcel, lambda: None))
    except LineDown as down:
        return Tried("down", down.said)


def _tried(outcome: Carried) -> Tried:
    match outcome:
        case Sent():
            return Tried("sent", "")
        case Kept():
            return Tried("no_server", "")
        case Later(said):
            return Tried("later", said)
        case Refused(said, _):
            return Tried("refused", said)
        case InDoubt(said):
            return Tried("in_doubt", said)
