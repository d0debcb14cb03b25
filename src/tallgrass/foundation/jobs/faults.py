"""What went wrong, in a word that quotes nobody: the type of the error, and where in the program it arose."""

from traceback import walk_tb
from typing import Final

from tallgrass.foundation.jobs.models import LONGEST

_MACHINERY: Final = "tallgrass.foundation.jobs."


def fault_of(error: BaseException) -> str:
    """The type of an error and the function of a room that it came through last, else where it arose.

    Reads like ``KeyError in tallgrass.places.queries.all_places``. The message of the error is left out: it may
    hold what somebody wrote.
    """
    names = [
        f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_name}"
        for frame, _ in walk_tb(error.__traceback__)
    ]
    rooms = [name for name in names if name.startswith("tallgrass.") and not name.startswith(_MACHINERY)]
    place = (rooms or names)[-1:]
    return " in ".join([type(error).__name__, *place])[:LONGEST]
