"""What can happen to stipends. No event says to whom."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

#: The type of thing that these events are about.
STIPEND: Final = "stipend"

RECORDED: Final = declare("stipends.recorded", STIPEND)
CORRECTED: Final = declare("stipends.corrected", STIPEND)
TAKEN_BACK: Final = declare("stipends.taken_back", STIPEND)
