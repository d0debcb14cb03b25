"""Who of a round still waits to be sent something: of these no backup notes that they were, as it holds no message that
waits.
"""

from collections import Counter
from typing import Any, Final

from django.db.models import Model

from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Channel, State
from tallgrass.strength.rounds.reaching.models import Reached
from tallgrass.strength.rounds.reaching.purposes import INVITATION, REMINDER, RESULT

_SORTS: Final = {
    INVITATION.key: [Reached.Sort.INVITATION],
    REMINDER.key: [Reached.Sort.REMINDER_1, Reached.Sort.REMINDER_2],
    RESULT.key: [Reached.Sort.RESULT],
}


def unsent(reached: type[Model], message: type[Model], using: str) -> set[int]:
    """The keys of rows of ``Reached`` whose message no worker has handed over, in a database as it was at one moment.

    Both models are given, as a database may be older than the program. One in doubt may have arrived: its row is none
    of these.
    """
    gone: set[int] = set()
    for purpose, sorts in _SORTS.items():
        waiting = _waiting(message, purpose, using)
        rows = reached._base_manager.using(using).filter(
            sort__in=sorts, invitation__round__in={about for about, *_ in waiting}
        )
        columns = ("pk", "invitation__round", "channel", "invitation__email", "invitation__phone")
        for pk, about, channel, email, phone in rows.order_by("-pk").values_list(*columns):  # the latest wait
            to = email if channel == Channel.MAIL else phone
            key = (about, channel, digest_of(channel, to)) if to else None
            if key is not None and waiting[key]:
                waiting[key] -= 1
                gone.add(pk)
    return gone


def _waiting(message: type[Model], purpose: str, using: str) -> Counter[Any]:
    """How many messages of a purpose wait, by round, channel and address."""
    rows = message._base_manager.using(using).filter(
        purpose=purpose, state__in=(State.WAITING, State.SENDING)
    )
    return Counter(rows.order_by().values_list("about", "channel", "digest"))
