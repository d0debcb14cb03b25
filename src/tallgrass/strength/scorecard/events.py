"""What can happen to scorecards, and to the records of a place as a whole."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

MADE: Final = declare("scorecards.made", "scorecard")
SHOWN: Final = declare("scorecards.shown", "scorecard")
NO_LONGER_SHOWN: Final = declare("scorecards.no_longer_shown", "scorecard")
LOADED: Final = declare("scorecards.loaded", "place")
EXPORTED: Final = declare("scorecards.exported", "place")
