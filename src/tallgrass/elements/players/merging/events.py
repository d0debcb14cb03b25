"""What can happen to two records of one partner."""

from typing import Final

from tallgrass.elements.players.events import PARTNER
from tallgrass.foundation.events.kinds import declare

MERGED: Final = declare("merging.merged", PARTNER)
PARTED: Final = declare("merging.parted", PARTNER)
NOT_THE_SAME: Final = declare("merging.not_the_same", PARTNER)
ASKED_AGAIN: Final = declare("merging.asked_again", PARTNER)
