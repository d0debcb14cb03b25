"""What rooms and people do with messages.

This room knows no roles and writes no history of a place: whoever calls these asks for the permission and records the
event, in the transaction in which they call.
"""

from datetime import datetime
from typing import Final, NamedTuple

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.addresses import digest_of, hint_of, normal
from tallgrass.foundation.messages.models import Channel, Message, Reason, State, Suppression
from tallgrass.foundation.messages.purposes import purpose as purpose_of
from tallgrass.foundation.messages.refusing import Refusal, may_send_to

#: The longest subject of a message by mail.
LONGEST_SUBJECT: Final = 200


class Posted(NamedTuple):
    """What became of a message that was posted: it waits, or there is a reason why it will not be sent."""

    message: Message | None
    refusal: Refusal | None


@transaction.atomic
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
    """Let a message wait to be sent, unless its address wants or takes none of its purpose.

    Call it inside the transaction that notes that it was asked for: both are kept, or neither. ``bulk``: to many, so
    quiet hours hold and mail says how to end it. After ``good_until`` it is dropped. ``site``: the address under which
    the reader reaches this site, used where TALLGRASS_ADDRESS is not set. Raises ``UnknownPurpose``.
    """
    refusal = may_send_to(place=place, channel=channel, to=to, purpose=purpose)
    if refusal is not None:
        return Posted(None, refusal)
    message = Message.objects.create(
        place_id=place,
        channel=channel,
        to=normal(channel, to),
        digest=digest_of(channel, to),
        hint=hint_of(channel, normal(channel, to)),
        subject=one_line(subject) if channel == Channel.MAIL else "",
        body=body.replace("\x00", ""),
        language=language,
        purpose=purpose_of(purpose).key,
        about=about,
        bulk=bulk,
        reply_to=normal(Channel.MAIL, reply_to) if reply_to else "",
        site=site.rstrip("/"),
        due_at=not_before or timezone.now(),
        good_until=good_until,
    )
    return Posted(message, None)


@transaction.atomic
def drop_waiting(*, place: int | None, purpose: str, about: int | None = None) -> int:
    """Let messages be that still wait: of a purpose, and about one row where it is named; returns how many.

    What a worker has in hand at this moment goes its way.
    """
    waiting = Message.objects.filter(place_id=place, purpose=purpose, state=State.WAITING)
    if about is not None:
        waiting = waiting.filter(about=about)
    return waiting.update(
        state=State.DROPPED, due_at=None, finished_at=timezone.now(), to="", subject="", body=""
    )


@transaction.atomic
def suppress(
    *, place: int | None, channel: str, to: str, reason: Reason, stream: str = "", said: str = ""
) -> Suppression:
    """Send nothing more of a stream (blank: nothing at all) to an address, in a place or in all (None).

    What waits for it is dropped. A second time changes nothing. Raises ``ValidationError`` for what is no address.
    """
    address = normal(channel, to)
    found, _ = Suppression.objects.get_or_create(
        place_id=place,
        channel=channel,
        digest=digest_of(channel, address),
        stream=stream,
        defaults={"reason": reason, "hint": hint_of(channel, address), "said": said[:300]},
    )
    return found


@transaction.atomic
def lift(*, place: int | None, channel: str, to: str, stream: str = "") -> bool:
    """Send to an address again: take back what ``suppress`` did with the same scope; whether there was anything."""
    gone, _ = Suppression.objects.filter(
        place_id=place, channel=channel, digest=digest_of(channel, to), stream=stream
    ).delete()
    return gone > 0


def one_line(text: str) -> str:
    """A text as a header can hold it: on one line, without characters that nobody sees."""
    line = " ".join(text.split())
    return "".join(one for one in line if one.isprintable())[:LONGEST_SUBJECT]
