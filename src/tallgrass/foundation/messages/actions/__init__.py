"""What rooms and people do with messages.

This room knows no roles and writes no history of a place: whoever calls these asks for the permission and records the
event, in the transaction in which they call.
"""

from tallgrass.foundation.messages.actions.doubting import send_once_more, take_as_sent
from tallgrass.foundation.messages.actions.ending import (
    begin_stream_again,
    end_stream,
    lift,
    suppress,
    suppress_address_of,
)
from tallgrass.foundation.messages.actions.forgetting import (
    IN_DOUBT_KEPT,
    KEPT_FOR,
    forget_about,
    forget_address,
    forget_old,
    forget_place,
)
from tallgrass.foundation.messages.actions.posting import (
    LONGEST_SUBJECT,
    Letter,
    Posted,
    drop_waiting,
    one_line,
    post,
    post_many,
    wake,
)
from tallgrass.foundation.messages.actions.reporting import (
    MOST_SOFT_FAILURES,
    SOFT_FAILURES_COUNT,
    complain,
    note_soft_failure,
    note_test,
    report,
)

__all__ = [
    "IN_DOUBT_KEPT",
    "KEPT_FOR",
    "LONGEST_SUBJECT",
    "MOST_SOFT_FAILURES",
    "SOFT_FAILURES_COUNT",
    "Letter",
    "Posted",
    "begin_stream_again",
    "complain",
    "drop_waiting",
    "end_stream",
    "forget_about",
    "forget_address",
    "forget_old",
    "forget_place",
    "lift",
    "note_soft_failure",
    "note_test",
    "one_line",
    "post",
    "post_many",
    "report",
    "send_once_more",
    "suppress",
    "suppress_address_of",
    "take_as_sent",
    "wake",
]
