"""What the digest is for."""

from typing import Final

from tallgrass.foundation.messages.purposes import declare

DIGEST: Final = declare("places.digest")
