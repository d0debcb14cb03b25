"""What can happen to an organization's own record. Amounts and words stay in the record; events say that it changed."""

from typing import Final

from tallgrass.elements.players.events import PARTNER
from tallgrass.foundation.events.kinds import declare

TIME_GIVEN: Final = declare("own_records.time_given", PARTNER)
ASKED: Final = declare("own_records.asked", PARTNER)
CAME: Final = declare("own_records.came", PARTNER)
STRUCK_OUT: Final = declare("own_records.struck_out", PARTNER)
