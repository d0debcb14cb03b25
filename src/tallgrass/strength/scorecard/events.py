"""What can happen to scorecards, and to the records of a place as a whole."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

MADE: Final = declare("scorecards.made", "snapshot")
SHOWN: Final = declare("scorecards.shown", "snapshot")
SHOWN_FIRST: Final = declare("scorecards.shown_first", "snapshot")
NO_LONGER_SHOWN: Final = declare("scorecards.no_longer_shown", "snapshot")
LOADED: Final = declare("scorecards.loaded", "place")
EXPORTED: Final = declare("scorecards.exported", "place")
STEP_TAKEN: Final = declare("scorecards.step_taken", "next_step")
STEP_DONE: Final = declare("scorecards.step_done", "next_step")
STEP_DROPPED: Final = declare("scorecards.step_dropped", "next_step")
STEP_SHOWN: Final = declare("scorecards.step_shown", "next_step")
STEP_NO_LONGER_SHOWN: Final = declare("scorecards.step_no_longer_shown", "next_step")
