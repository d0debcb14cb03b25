"""How long to wait before something is tried again. Pure."""

from datetime import timedelta
from typing import Final

#: Before a message is tried again that was put off: the first pauses; after them the longest.
_OF_A_MESSAGE: Final = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
_LONGEST: Final = timedelta(hours=8)
#: A message is given up after so many tries: about three days, as long as servers for mail keep trying.
MOST_TRIES: Final = 13

_FIRST_REST: Final = timedelta(seconds=30)
_LONGEST_REST: Final = timedelta(minutes=30)


def pause_of_message(tries: int) -> timedelta:
    """The pause before the next try of a message, after so many (1 or more)."""
    return _OF_A_MESSAGE[tries - 1] if tries <= len(_OF_A_MESSAGE) else _LONGEST


def rest_of_line(faults: int) -> timedelta:
    """How long a channel is left alone that has failed so many times in a row (1 or more)."""
    return min(_FIRST_REST * (1 << min(faults - 1, 10)), _LONGEST_REST)
