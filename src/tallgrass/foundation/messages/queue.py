"""Who has a message: taken for a while, handed over once, over. Each change asks for the worker's secret as well.

See ``carriers.py`` for how a message is handed over exactly once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Any, Final

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from tallgrass.foundation.mail.outbox import keep_in_outbox
from tallgrass.foundation.messages.actions import note_soft_failure, suppress_address_of
from tallgrass.foundation.messages.carriers import Carried, InDoubt, Kept, Later, NotOurs, Refused, Sent
from tallgrass.foundation.messages.method.pauses import MOST_TRIES, pause_of_message
from tallgrass.foundation.messages.models import EMPTY, Message, Reason, State

#: How long a worker has the messages that it took.
LEASE = timedelta(minutes=2)
#: How long after the last word an answer may still come. Then a message is in doubt.
ANSWER = timedelta(minutes=10)
#: How many messages a worker takes at once.
AT_ONCE: Final = 20


def due(channel: str, now: datetime) -> QuerySet[Message]:
    """What may be taken now: what waits, and what a worker took that has said nothing since."""
    takeable = (State.WAITING, State.SENDING)
    return Message.objects.filter(channel=channel, due_at__lte=now, state__in=takeable).order_by(
        "due_at", "pk"
    )


def take(channel: str) -> list[Message]:
    """Take the messages that have been due longest, ``AT_ONCE`` at most. Two workers never take the same one."""
    now, secret = timezone.now(), token_hex(16)
    with transaction.atomic():
        taken = list(due(channel, now).select_for_update(skip_locked=True)[:AT_ONCE])
        changes = {"state": State.SENDING, "taken_by": secret, "due_at": now + LEASE}
        Message.objects.filter(pk__in=[message.pk for message in taken]).update(**changes)
    for message in taken:
        for field, value in changes.items():
            setattr(message, field, value)
    return taken


def give_back(taken: Sequence[Message]) -> None:
    """Let messages wait again that were taken and not handed over."""
    secrets = {message.taken_by for message in taken}
    Message.objects.filter(taken_by__in=secrets, state=State.SENDING).update(
        state=State.WAITING, taken_by="", due_at=timezone.now()
    )


def put_off(message: Message, until: datetime) -> None:
    """Let a message wait until a moment, for no fault of anybody's."""
    _mine(message).update(state=State.WAITING, taken_by="", due_at=until)


def drop(message: Message, said: str) -> None:
    """Let a message be, for a reason that came up while it waited."""
    _mine(message).update(state=State.DROPPED, said=said, **_over(), **EMPTY)


def hand_over(message: Message) -> None:
    """Commit that the last word is being said. Raises ``NotOurs`` where another worker has the message."""
    now = timezone.now()
    with _on_disk():
        changed = _mine(message).update(state=State.HANDING_OVER, handed_over_at=now, due_at=now + ANSWER)
    if not changed:
        raise NotOurs
    message.state, message.handed_over_at = State.HANDING_OVER.value, now


@transaction.atomic
def settle(message: Message, outcome: Carried) -> None:
    """Note what became of a message that this worker carried. What another one has by now is left as it is."""
    match outcome:
        case Sent(reference):
            _end(message, State.SENT, reference=reference[:100], **EMPTY)
        case Kept():
            if _end(message, State.KEPT, **EMPTY):
                keep_in_outbox(
                    to=message.to, subject=message.subject, body=message.body, language=message.language
                )
        case Later(said):
            _try_later(message, said)
        case Refused(said, for_good):
            if _end(message, State.FAILED, said=said[:300], **EMPTY) and for_good:
                suppress_address_of(message, Reason.BOUNCED, said)
        case InDoubt(said):
            _end(message, State.IN_DOUBT, said=said[:300])


def overdue(channel: str) -> list[Message]:
    """Mark as in doubt what was handed over by a worker that has not come back with an answer; gives those."""
    late = Message.objects.filter(channel=channel, state=State.HANDING_OVER, due_at__lte=timezone.now())
    with transaction.atomic():
        found = list(late.select_for_update(skip_locked=True)[:1000])
        Message.objects.filter(pk__in=[message.pk for message in found]).update(
            state=State.IN_DOUBT, **_over()
        )
    for message in found:
        message.state = State.IN_DOUBT.value
    return found


def _try_later(message: Message, said: str) -> None:
    tries, now = message.tries + 1, timezone.now()
    later = now + pause_of_message(tries)
    pointless = message.good_until is not None and later > message.good_until
    if tries >= MOST_TRIES or pointless:
        if _end(message, State.FAILED, said=said[:300], tries=tries, **EMPTY):
            note_soft_failure(message, said)
        return
    _held(message).update(
        state=State.WAITING,
        taken_by="",
        due_at=later,
        tries=tries,
        said=said[:300],
        handed_over_at=None,
        finished_at=None,
    )


def _end(message: Message, state: State, **changes: Any) -> bool:
    """End a message, if this worker still has it; whether it has."""
    return _held(message).update(state=state, **_over(), **changes) == 1


def _over() -> dict[str, Any]:
    return {"due_at": None, "taken_by": "", "finished_at": timezone.now()}


def _mine(message: Message) -> QuerySet[Message]:
    """The message while it is taken and not handed over."""
    return Message.objects.filter(pk=message.pk, state=State.SENDING, taken_by=message.taken_by)


def _held(message: Message) -> QuerySet[Message]:
    """The message while this worker may say what became of it: also where it was given up as in doubt meanwhile."""
    if message.state == State.SENDING:
        return _mine(message)
    return Message.objects.filter(
        pk=message.pk,
        handed_over_at=message.handed_over_at,
        state__in=(State.HANDING_OVER, State.IN_DOUBT),
    )


@contextmanager
def _on_disk() -> Iterator[None]:
    """What is committed within has reached the disk: SQLite else leaves that to later, and a power cut may undo it."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=FULL")
        try:
            yield
        finally:
            cursor.execute("PRAGMA synchronous=NORMAL")
