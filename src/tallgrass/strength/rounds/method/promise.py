"""What a round promises people before the first question. The words are in ``languages/*/answering.json``."""

from typing import Final, Literal

Mode = Literal["anonymous", "confidential"]

#: Nothing of a person is kept with the answers, and nobody can find, change or delete them once they are sent.
ANONYMOUS: Final = "anonymous"
#: A secret code lets somebody stop and come back; whoever holds it could find the answers, until it is deleted.
CONFIDENTIAL: Final = "confidential"
