"""What a command says by its exit code, the same everywhere."""

from typing import Final

DONE: Final = 0
#: Done, and something a person should look into.
PROBLEMS_FOUND: Final = 1
#: The files or the way the command was called cannot be used as they are; nothing was written.
BAD_INPUT: Final = 2
OUR_FAULT: Final = 3
