"""What stewards do about messages of their place: try whether mail works, end doubts, let an address back in."""

from collections.abc import Callable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.foundation.messages import actions as messages
from tallgrass.foundation.messages.models import Channel, Reason
from tallgrass.foundation.messages.refusing import ended_for
from tallgrass.foundation.messages.testing import Tried, try_mail
from tallgrass.places.mail.events import COUNTED_AS_SENT, LET_BACK, SENT_ONCE_MORE
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import CHANGE_PLACE
from tallgrass.places.sending import sender_of


def send_me_a_test(*, place: Place, by: User, language: str, site: str) -> Tried:
    """Send a message to oneself, at once, and say what the server for mail answered. Raises ``NotAllowed``."""
    require(by, place, CHANGE_PLACE)
    return try_mail(to=by.email, language=language, place=place.pk, sender=sender_of(place.pk), site=site)


def send_once_more(*, place: Place, numbers: Sequence[int], by: User | None) -> int:
    """Send messages again that are in doubt, though they may arrive twice; returns how many. Raises ``NotAllowed``."""
    return _settled(place, numbers, by, SENT_ONCE_MORE, messages.send_once_more)


def count_as_sent(*, place: Place, numbers: Sequence[int], by: User | None) -> int:
    """Let messages that are in doubt count as sent; returns how many. Raises ``NotAllowed``."""
    return _settled(place, numbers, by, COUNTED_AS_SENT, messages.take_as_sent)


@transaction.atomic
def let_back(*, place: Place, to: str, by: User | None) -> None:
    """Send to an address again that messages came back from: its owner has said that it works.

    Raises ``NotAllowed``, and ``ValidationError``: ``no_address``, ``not_ended`` where nothing is held back, and
    ``own_wish`` where somebody ended it themselves, which only they take back.
    """
    require(by, place, CHANGE_PLACE)
    ended = ended_for(place=place.pk, channel=Channel.MAIL, to=to)
    if not ended:
        raise ValidationError("Nothing is held back from this address.", code="not_ended")
    if any(one.reason != Reason.BOUNCED for one in ended):
        raise ValidationError("Somebody ended this themselves, and only they take it back.", code="own_wish")
    for one in ended:
        messages.lift(place=one.place_id, channel=Channel.MAIL, to=to, stream=one.stream)
    record(LET_BACK, by=by, place=place.pk)


@transaction.atomic
def _settled(
    place: Place, numbers: Sequence[int], by: User | None, kind: EventKind, settle: Callable[..., bool]
) -> int:
    require(by, place, CHANGE_PLACE)
    settled = sum(settle(place=place.pk, message=number) for number in numbers)
    if settled:
        record(kind, by=by, place=place.pk, told={"number": settled})
    return settled
