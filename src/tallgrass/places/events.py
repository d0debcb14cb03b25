"""What can happen to places and to people's roles in them."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

PLACE_ADDED: Final = declare("places.place_added", "place")
PLACE_CHANGED: Final = declare("places.place_changed", "place")
ROLE_GIVEN: Final = declare("places.role_given", "person")
ROLE_TAKEN: Final = declare("places.role_taken", "person")
TOKEN_MADE: Final = declare("places.token_made", "token")
TOKEN_ENDED: Final = declare("places.token_ended", "token")
JOB_RUN_AGAIN: Final = declare("places.job_run_again", "job")
JOB_DROPPED: Final = declare("places.job_dropped", "job")
ENDING_BEGUN: Final = declare("places.ending_begun", "place")
ENDING_CALLED_OFF: Final = declare("places.ending_called_off", "place")
ENDING_TOLD: Final = declare("places.ending_told", "place")
ENDED: Final = declare("places.ended", "place")
