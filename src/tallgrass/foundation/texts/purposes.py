"""What texts are for that this room sends by itself."""

from typing import Final

from tallgrass.foundation.messages.purposes import declare

#: The answer to a text that somebody sent us: it goes out whatever they ended, as they asked for it.
ANSWER: Final = declare("texts.answer", needed=True)
