"""What came back after all, and how a test went."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.actions.ending import suppress_address_of
from tallgrass.foundation.messages.addresses import digest_of, hint_of, normal
from tallgrass.foundation.messages.models import EMPTY, Channel, Message, Reason, SoftFailure, State
from tallgrass.foundation.messages.purposes import TEST

#: So many failures of the sort that passes, within such a time, end it for an address.
MOST_SOFT_FAILURES: Final = 5
SOFT_FAILURES_COUNT: Final = timedelta(days=30)


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
