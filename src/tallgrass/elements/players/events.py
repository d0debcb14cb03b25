"""What can happen to partners."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

#: The type of thing that these events are about.
PARTNER: Final = "partner"

ADDED: Final = declare("players.added", PARTNER)
CHANGED: Final = declare("players.changed", PARTNER)
REMOVED: Final = declare("players.removed", PARTNER)
TOLD: Final = declare("players.told", PARTNER)
LINK_MADE: Final = declare("players.link_made", PARTNER)
LINKS_ENDED: Final = declare("players.links_ended", PARTNER)
SPEAKER_GIVEN: Final = declare("players.speaker_given", PARTNER)
SPEAKER_TAKEN: Final = declare("players.speaker_taken", PARTNER)
CONFIRMED: Final = declare("players.confirmed", PARTNER)
OWN_WORDS: Final = declare("players.own_words", PARTNER)
HIDDEN: Final = declare("players.hidden", PARTNER)
CAME_BACK: Final = declare("players.came_back", PARTNER)
ERASED: Final = declare("players.erased", PARTNER)
SAID_TO_STAY: Final = declare("players.said_to_stay", PARTNER)
