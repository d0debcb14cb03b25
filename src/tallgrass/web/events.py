"""What is kept in the history of the instance as a whole: somebody took everything along, or put it back."""

from typing import Final

from tallgrass.foundation.events.kinds import EventKind, declare

BACKED_UP: Final[EventKind] = declare("instance.backed_up", "instance")
RESTORED: Final[EventKind] = declare("instance.restored", "instance")
