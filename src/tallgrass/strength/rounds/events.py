"""What can happen to rounds. No event ever says that somebody answered, nor names anybody who was asked."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

#: The type of thing that these events are about.
ROUND: Final = "round"

PREPARED: Final = declare("rounds.prepared", ROUND)
CHANGED: Final = declare("rounds.changed", ROUND)
DISCARDED: Final = declare("rounds.discarded", ROUND)
GROUP_ASKED: Final = declare("rounds.group_asked", ROUND)
GROUP_LEFT_OUT: Final = declare("rounds.group_left_out", ROUND)
INVITED: Final = declare("rounds.invited", ROUND)
LINK_ENDED: Final = declare("rounds.link_ended", ROUND)
OPENED: Final = declare("rounds.opened", ROUND)
CLOSED: Final = declare("rounds.closed", ROUND)
TOLD: Final = declare("rounds.told", ROUND)
NAMES_DELETED: Final = declare("rounds.names_deleted", ROUND)
CODES_DELETED: Final = declare("rounds.codes_deleted", ROUND)
REMARK_CLEARED: Final = declare("rounds.remark_cleared", ROUND)
REMARK_KEPT_BACK: Final = declare("rounds.remark_kept_back", ROUND)
SENT: Final = declare("rounds.sent", ROUND)
REMINDED: Final = declare("rounds.reminded", ROUND)
RESULT_SENT: Final = declare("rounds.result_sent", ROUND)
KIT_CHANGED: Final = declare("rounds.kit_changed", "place")
KIT_AS_BEFORE: Final = declare("rounds.kit_as_before", "place")

#: The type of a meeting that answers together.
MEETING: Final = "meeting"

ROOM_BEGAN: Final = declare("rounds.room_began", MEETING)
ROOM_SHOWN: Final = declare("rounds.room_shown", MEETING)
ROOM_NOT_SHOWN: Final = declare("rounds.room_not_shown", MEETING)
ROOM_ANEW: Final = declare("rounds.room_anew", MEETING)
ROOM_AGREED: Final = declare("rounds.room_agreed", MEETING)
ROOM_LEFT: Final = declare("rounds.room_left", MEETING)
ROOM_ENDED: Final = declare("rounds.room_ended", MEETING)
ROOM_DISCARDED: Final = declare("rounds.room_discarded", MEETING)
