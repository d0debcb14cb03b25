"""What can happen to scorecards, and to the records of a place as a whole."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

MADE: Final = declare("scorecards.made", "snapshot")
SHOWN: Final = declare("scorecards.shown", "snapshot")
NO_LONGER_SHOWN: Final = declare("scorecards.no_longer_shown", "snapshot")
LOADED: Final = declare("scorecards.loaded", "place")
EXPORTED: Final = declare("scorecards.exported", "place")
