"""Letting messages wait to be sent."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.addresses import digest_of, hint_of, normal
from tallgrass.foundation.messages.models import (
    EMPTY,
    Channel,
    Message,
    State,
)
from tallgrass.foundation.messages.refusing import Refusal, refusals

#: The longest subject of a message by mail.
LONGEST_SUBJECT: Final = 200
_AT_ONCE: Final = 500


class Letter(NamedTuple):
    """A message to be posted, beside what all of one posting share. ``about``: the id of the room's own row."""

    to: str
    subject: str
    body: str
    language: str
    about: int | None = None


class Posted(NamedTuple):
    """What became of a message that was posted: it waits, or there is a reason why it will not be sent."""

    message: Message | None
    refusal: Refusal | None


def post(
    *,
    place: int | None,
    channel: str,
    to: str,
    subject: str,
    body: str,
    language: str,
    purpose: str,
    about: int | None,
    bulk: bool,
    not_before: datetime | None = None,
    good_until: datetime | None = None,
    reply_to: str = "",
    site: str = "",
) -> Posted:
    """Let one message wait to be sent; as ``post_many``."""
    (posted,) = post_many(
        place=place,
        channel=channel,
        letters=[Letter(to, subject, body, language, about)],
        purpose=purpose,
        bulk=bulk,
        not_before=not_before,
        good_until=good_until,
        reply_to=reply_to,
        site=site,
    )
    return posted


@transaction.atomic
def post_many(
    *,
    place: int | None,
    channel: str,
    letters: Sequence[Letter],
    purpose: str,
    bulk: bool,
    not_before: datetime | None = None,
    good_until: datetime | None = None,
    reply_to: str = "",
    site: str = "",
) -> list[Posted]:
    """Let messages wait to be sent, but for addresses that want or take none of this purpose; in the given order.

    Call it inside the transaction that notes that they were asked for: both are kept, or neither. ``bulk``: to many,
    so quiet hours hold and mail says how to end it. After ``good_until`` what still waits is dropped. ``site``: the
    address under which readers reach this site, used where TALLGRASS_ADDRESS is not set. A few questions of the
    database for 500 messages. Raises ``UnknownPurpose``, and ``ValidationError`` for a ``reply_to`` that is none.
    """
    refused = refusals(place=place, channel=channel, to=[letter.to for letter in letters], purpose=purpose)
    shared = {
        "place_id": place,
        "channel": channel,
        "purpose": purpose,
        "bulk": bulk,
        "due_at": not_before or timezone.now(),
        "good_until": good_until,
        "reply_to": normal(Channel.MAIL, reply_to) if reply_to else "",
        "site": site.rstrip("/"),
    }
    posted = [
        Posted(None, refused[letter.to]) if letter.to in refused else Posted(_message(letter, shared), None)
        for letter in letters
    ]
    made = [message for message, _ in posted if message is not None]
    Message.objects.bulk_create(made, batch_size=_AT_ONCE)
    if made and made[0].due_at is not None and made[0].due_at <= timezone.now():
        wake(channel)
    return posted


@transaction.atomic
def drop_waiting(
    *, place: int | None, purpose: str, about: int | None = None, digest: str | None = None
) -> int:
    """Let messages be that still wait: of a purpose, and about one row or to one address (its ``digest``) where that is
    named; returns how many.

    What a worker has in hand at this moment goes its way.
    """
    waiting = Message.objects.filter(place_id=place, purpose=purpose, state=State.WAITING)
    if about is not None:
        waiting = waiting.filter(about=about)
    if digest is not None:
        waiting = waiting.filter(digest=digest)
    return waiting.update(state=State.DROPPED, due_at=None, finished_at=timezone.now(), **EMPTY)


def wake(channel: str) -> None:
    """Have a worker look after a channel soon."""
    from tallgrass.foundation.messages.tasks import carry

    carry.using(key=f"messages.{channel}").enqueue(channel)


def _message(letter: Letter, shared: Mapping[str, Any]) -> Message:
    to = normal(shared["channel"], letter.to)
    return Message(
        to=to,
        digest=digest_of(shared["channel"], to),
        hint=hint_of(shared["channel"], to),
        subject=one_line(letter.subject) if shared["channel"] == Channel.MAIL else "",
        body=letter.body.replace("\x00", ""),
        language=letter.language,
        about=letter.about,
        **shared,
    )


def one_line(text: str) -> str:
    """A text as a header can hold it: on one line, without characters that nobody sees."""
    line = " ".join(text.split())
    return "".join(one for one in line if one.isprintable())[:LONGEST_SUBJECT]
