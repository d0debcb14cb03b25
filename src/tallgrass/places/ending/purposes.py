"""What messages about the end of a place are for."""

from typing import Final

from tallgrass.foundation.messages.purposes import declare

#: It says what is deleted about the reader and when: nothing that somebody ended holds it back.
CLOSING: Final = declare("places.closing", needed=True)
