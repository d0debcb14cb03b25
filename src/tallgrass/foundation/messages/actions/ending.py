"""Whom nothing is sent to any more, and the way back."""

from django.db import transaction

from tallgrass.foundation.messages.addresses import digest_of, hint_of, normal
from tallgrass.foundation.messages.models import Channel, Message, Reason, Suppression
from tallgrass.foundation.messages.unsubscribing import Ending


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
