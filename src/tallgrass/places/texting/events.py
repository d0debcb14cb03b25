"""What can happen to the texts of a place."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

TERMS_CHANGED: Final = declare("texts.terms_changed", "texts")
AGREEMENTS_NOTED: Final = declare("texts.agreements_noted", "texts")
STOP_NOTED: Final = declare("texts.stop_noted", "texts")
STOP_TAKEN_BACK: Final = declare("texts.stop_taken_back", "texts")
TEXT_READ: Final = declare("texts.text_read", "texts")
TEST_SENT: Final = declare("texts.test_sent", "texts")
