"""Taking in what the gateway reports of a text."""

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.actions import report, suppress
from tallgrass.foundation.messages.carriers import Sent
from tallgrass.foundation.messages.models import Channel, Message, Reason, State
from tallgrass.foundation.messages.queue import settle
from tallgrass.foundation.texts.models import Delivery, Status
from tallgrass.foundation.texts.reports import BAD_NUMBER, BLOCKED, RANK, UNSUBSCRIBED, code_of, status_of


@transaction.atomic
def take_report(*, message: int, reference: str, to: str, reported: str, code: str) -> bool:
    """Note how far a text of the queue has come; whether the report was of use.

    Reports come late, twice and in any order: what is known already, or is behind it, changes nothing. Nor does a
    report of another text than the one the queue knows under that number.
    """
    found = Message.objects.select_for_update().filter(pk=message, channel=Channel.TEXT).first()
    status = status_of(reported)
    if found is None or status is None or found.reference not in ("", reference):
        return False
    if found.state == State.IN_DOUBT and found.handed_over_at is not None:
        settle(found, Sent(reference))  # the gateway speaks of it, so the gateway has it
        found.refresh_from_db()
    known = Delivery.objects.filter(message_id=message).first()
    if known is not None and RANK[known.status] >= RANK[status]:
        return False
    number = code_of(code)
    Delivery.objects.update_or_create(
        message_id=message,
        defaults={"place_id": found.place_id, "status": status, "code": number, "at": timezone.now()},
    )
    if status in (Status.UNDELIVERED, Status.FAILED):
        _heed(found, to, number)
    return True


def _heed(message: Message, to: str, code: int) -> None:
    """Send nothing more to a number that nobody has, or whose person told the gateway STOP.

    Where a carrier let nothing through, that is no fault of the number.
    """
    if code == UNSUBSCRIBED:
        suppress(place=None, channel=Channel.TEXT, to=to, reason=Reason.STOP, said=f"error {code}")
    elif code not in BLOCKED:
        report(message=message, hard=code in BAD_NUMBER, said=f"error {code}")
