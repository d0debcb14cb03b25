"""What rooms and people do with messages.

This room knows no roles and writes no history of a place: whoever calls these asks for the permission and records the
event, in the transaction in which they call.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tallgrass.foundation.messages.addresses import digest_of, hint_of, normal
from tallgrass.foundation.messages.models import (
    Channel,
    Message,
    Reason,
    SoftFailure,
    State,
    Suppression,
)
from tallgrass.foundation.messages.purposes import TEST
from tallgrass.foundation.messages.refusing import Refusal, refusals
from tallgrass.foundation.messages.unsubscribing import Ending

#: The longest subject of a message by mail.
LONGEST_SUBJECT: Final = 200
#: So many failures of the sort that passes, within such a time, end it for an address.
MOST_SOFT_FAILURES: Final = 5
SOFT_FAILURES_COUNT: Final = timedelta(days=30)
#: How long it is known what became of a message, and how long one in doubt can be sent again.
KEPT_FOR: Final = timedelta(days=90)
IN_DOUBT_KEPT: Final = timedelta(days=14)
#: What is emptied of a message that is over.
EMPTY: Final[dict[str, Any]] = {"to": "", "subject": "", "body": ""}
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


@transaction.atomic
def drop_waiting(*, place: int | None, purpose: str, about: int | None = None) -> int:
    """Let messages be that still wait: of a purpose, and about one row where it is named; returns how many.

    What a worker has in hand at this moment goes its way.
    """
    waiting = Message.objects.filter(place_id=place, purpose=purpose, state=State.WAITING)
    if about is not None:
        waiting = waiting.filter(about=about)
    return waiting.update(state=State.DROPPED, due_at=None, finished_at=timezone.now(), **EMPTY)


@transaction.atomic
def suppress(
    *, place: int | None, channel: str, to: str, reason: Reason, stream: str = "", said: str = ""
) -> None:
    """Send nothing more of a stream (blank: nothing at all) to an address, in a place or in all (None).

    What waits for it is dropped when its turn comes. A second time changes nothing. Raises ``ValidationError`` for
    what is no address.
    """
    address = normal(channel, to)
    hint = hint_of(channel, address)
    _suppress(place, channel, digest_of(channel, address), stream, reason, hint, said)


@transaction.atomic
def lift(*, place: int | None, channel: str, to: str, stream: str = "") -> bool:
    """Send to an address again: take back what ``suppress`` did with the same scope; whether there was anything."""
    gone, _ = Suppression.objects.filter(
        place_id=place, channel=channel, digest=digest_of(channel, to), stream=stream
    ).delete()
    return gone > 0


@transaction.atomic
def end_stream(*, ending: Ending) -> None:
    """What somebody does who wants no more of a stream by mail: they have the link, and nobody knows who they are."""
    written = Message.objects.filter(channel=Channel.MAIL, digest=ending.digest)
    hint = written.values_list("hint", flat=True).order_by("-pk").first() or ""
    _suppress(ending.place, Channel.MAIL, ending.digest, ending.stream, Reason.UNSUBSCRIBED, hint, "")


@transaction.atomic
def begin_stream_again(*, ending: Ending) -> None:
    """Take back what ``end_stream`` did: they want it after all."""
    Suppression.objects.filter(
        place_id=ending.place,
        channel=Channel.MAIL,
        digest=ending.digest,
        stream=ending.stream,
        reason=Reason.UNSUBSCRIBED,
    ).delete()


def suppress_address_of(message: Message, reason: Reason, said: str) -> None:
    """Send nothing more to the address that a message went to: in any place where it came back, else in its own."""
    place = None if reason == Reason.BOUNCED else message.place_id
    _suppress(place, message.channel, message.digest, "", reason, message.hint, said)


@transaction.atomic
def note_soft_failure(message: Message, said: str) -> None:
    """Note that a message did not arrive for a reason that may pass. The fifth in 30 days ends it for the address."""
    now = timezone.now()
    failure = SoftFailure(channel=message.channel, digest=message.digest, message_id=message.pk)
    SoftFailure.objects.bulk_create([failure], ignore_conflicts=True)
    lately = SoftFailure.objects.filter(
        channel=message.channel, digest=message.digest, at__gt=now - SOFT_FAILURES_COUNT
    )
    if lately.count() >= MOST_SOFT_FAILURES:
        suppress_address_of(message, Reason.BOUNCED, said)


@transaction.atomic
def report(*, message: Message, hard: bool, said: str) -> None:
    """Note that a message which was taken has come back after all. ``hard``: nothing will ever reach this address."""
    Message.objects.filter(pk=message.pk).update(
        state=State.FAILED, said=said[:300], due_at=None, taken_by="", finished_at=timezone.now(), **EMPTY
    )
    if hard:
        suppress_address_of(message, Reason.BOUNCED, said)
    else:
        note_soft_failure(message, said)


@transaction.atomic
def complain(*, message: Message) -> None:
    """Note that whoever got a message called it spam: they get nothing more from its place."""
    suppress_address_of(message, Reason.COMPLAINT, "")


@transaction.atomic
def take_as_sent(*, place: int | None, message: int) -> bool:
    """Let a message that is in doubt count as sent; whether it was in doubt."""
    changed = _in_doubt(place, message).update(state=State.SENT, said="", finished_at=timezone.now(), **EMPTY)
    return changed == 1


@transaction.atomic
def send_once_more(*, place: int | None, message: int) -> bool:
    """Send a message again that is in doubt, though it may arrive twice; whether it was in doubt.

    By mail both have the same Message-ID, so that many mailboxes show one.
    """
    found = _in_doubt(place, message).select_for_update().first()
    if found is None:
        return False
    found.state, found.due_at, found.finished_at, found.handed_over_at = (
        State.WAITING,
        timezone.now(),
        None,
        None,
    )
    found.said = ""
    found.save()
    wake(found.channel)
    return True


def _in_doubt(place: int | None, message: int) -> QuerySet[Message]:
    return Message.objects.filter(place_id=place, pk=message, state=State.IN_DOUBT)


def forget_old() -> int:
    """Delete what became of messages ``KEPT_FOR`` ago, and soft failures that count no more; returns how many.

    What has been in doubt for so long is deleted with its text; nobody has asked for it.
    """
    now = timezone.now()
    SoftFailure.objects.filter(at__lt=now - SOFT_FAILURES_COUNT).delete()
    Message.objects.filter(state=State.IN_DOUBT, finished_at__lt=now - IN_DOUBT_KEPT).update(**EMPTY)
    return Message.objects.filter(finished_at__lt=now - KEPT_FOR).delete()[0]


@transaction.atomic
def forget_address(*, place: int, channel: str, to: str) -> None:
    """Delete every message of a place to an address, also those that wait: its owner has all deleted.

    That it wants no more stays: only a digest is kept of that. Raises ``ValidationError`` for no address.
    """
    Message.objects.filter(place_id=place, channel=channel, digest=digest_of(channel, to)).delete()


def note_test(*, place: int | None, to: str, language: str, sent: bool, said: str) -> None:
    """Note how a test by mail went, so that the site knows when mail last worked."""
    Message.objects.create(
        place_id=place,
        channel=Channel.MAIL,
        digest=digest_of(Channel.MAIL, to),
        hint=hint_of(Channel.MAIL, normal(Channel.MAIL, to)),
        language=language,
        purpose=TEST.key,
        bulk=False,
        state=State.SENT if sent else State.FAILED,
        due_at=None,
        said=said[:300],
        finished_at=timezone.now(),
    )


@transaction.atomic
def forget_place(*, place: int) -> None:
    """Delete every message of a place, and what was ended in it. Addresses that came back stay known."""
    Message.objects.filter(place_id=place).delete()
    Suppression.objects.filter(place_id=place).delete()


def wake(channel: str) -> None:
    """Have a worker look after a channel soon."""
    from tallgrass.foundation.messages.tasks import carry

    carry.using(key=f"messages.{channel}").enqueue(channel)


def _suppress(
    place: int | None, channel: str, digest: str, stream: str, reason: Reason, hint: str, said: str
) -> None:
    Suppression.objects.get_or_create(
        place_id=place,
        channel=channel,
        digest=digest,
        stream=stream,
        defaults={"reason": reason, "hint": hint, "said": said[:300]},
    )


def one_line(text: str) -> str:
    """A text as a header can hold it: on one line, without characters that nobody sees."""
    line = " ".join(text.split())
    return "".join(one for one in line if one.isprintable())[:LONGEST_SUBJECT]
