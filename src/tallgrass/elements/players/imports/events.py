"""What can happen to lists that are brought in."""

from typing import Final

from tallgrass.foundation.events.kinds import declare

#: The type of thing that these events are about.
IMPORT: Final = "import"

APPLIED: Final = declare("imports.applied", IMPORT)
UNDONE: Final = declare("imports.undone", IMPORT)
