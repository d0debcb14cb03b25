"""What the messages of a round are for. Who ends them gets neither invitations nor reminders; the result is apart."""

from typing import Final

from tallgrass.foundation.messages.purposes import declare

#: What the purposes of all messages about a round begin with.
MESSAGES: Final = "rounds."
#: What somebody ends who wants to be asked no more.
_ASKING: Final = "rounds.asking"
INVITATION: Final = declare("rounds.invitation", stream=_ASKING)
REMINDER: Final = declare("rounds.reminder", stream=_ASKING)
RESULT: Final = declare("rounds.result")
