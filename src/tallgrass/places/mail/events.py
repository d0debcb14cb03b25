"""What can happen to the messages of a place."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

SENT_ONCE_MORE: Final = declare("mail.sent_once_more", "message")
COUNTED_AS_SENT: Final = declare("mail.counted_as_sent", "message")
LET_BACK: Final = declare("mail.let_back", "address")
