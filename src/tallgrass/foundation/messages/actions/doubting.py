"""What a person decides about messages in doubt."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from tallgrass.foundation.messages.actions.posting import wake
from tallgrass.foundation.messages.models import EMPTY, Message, State


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
