"""What the folder of a whole place holds beside the tables that ``assess`` reads."""

from typing import Final

#: Partners that said no, records merged into others, and what hangs on them: nothing of it counts.
SET_APART: Final = "set_apart"
#: Rounds of other days, a folder each.
ROUNDS: Final = "rounds"
#: The scorecards that were made, as they are.
SCORECARDS: Final = "scorecards"
NOTICE_FILE: Final = "README.txt"
#: Who had all deleted that was held about them, and must not be added again: digests alone.
NOT_TO_BE_LISTED: Final = "not_to_be_listed.csv"
#: The table of interviews with residents, by the name under which a round keeps it.
INTERVIEWS: Final = "interviews"

#: Columns of a copy's own: what the site keeps of a partner and no list of partners says.
STANDING: Final = "tallgrass_standing"
TOLD_ON: Final = "tallgrass_told_on"
TOLD_BY: Final = "tallgrass_told_by"
PERSON: Final = "tallgrass_person"
IDENTIFIERS: Final = "tallgrass_identifiers"
LED_BY: Final = "tallgrass_led_by"
LED_BY_SHOWN: Final = "tallgrass_led_by_shown"
MERGED_INTO: Final = "tallgrass_merged_into"
OWN_COLUMNS: Final = (
    STANDING, TOLD_ON, TOLD_BY, PERSON, IDENTIFIERS, LED_BY, LED_BY_SHOWN, MERGED_INTO,
)  # fmt: skip
