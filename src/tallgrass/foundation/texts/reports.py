"""What a gateway reports of a text: how far it has come, and what its numbers for errors mean to us."""

from typing import Final

from tallgrass.foundation.texts.models import Status

#: The gateway's number for: this person has told it STOP.
UNSUBSCRIBED: Final = 21610
#: No telephone has this number, or one that takes no texts: 21211 and 21217 no number, 21614 and 30006 no mobile,
#: 21265 and 21267 a number of a service, 30005 nobody's. Sending there again would cost and never arrive.
BAD_NUMBER: Final = frozenset({21211, 21217, 21265, 21267, 21614, 30005, 30006})
#: A carrier let nothing through: 30007 it took the text for junk, 30034 and 21717 the number is not registered.
BLOCKED: Final = frozenset({21717, 30007, 30032, 30033, 30034, 30035})

#: How far a text has come, in order: a report that comes late changes nothing.
RANK: Final = {
    Status.QUEUED.value: 0,
    Status.SENT.value: 1,
    Status.UNDELIVERED.value: 2,
    Status.FAILED.value: 2,
    Status.DELIVERED.value: 3,
}
_STATUS: Final = {
    "accepted": Status.QUEUED, "scheduled": Status.QUEUED, "queued": Status.QUEUED, "sending": Status.QUEUED,
    "sent": Status.SENT, "delivered": Status.DELIVERED, "read": Status.DELIVERED,
    "undelivered": Status.UNDELIVERED, "failed": Status.FAILED, "canceled": Status.FAILED,
}  # fmt: skip


def status_of(reported: str) -> Status | None:
    """What a word of the gateway means; None for one that says nothing to us."""
    return _STATUS.get(reported.strip().lower())


def code_of(reported: str) -> int:
    """The gateway's number for what went wrong; 0 for none, and for what is no number."""
    return int(reported) if reported.isascii() and reported.isdecimal() and len(reported) <= 9 else 0
