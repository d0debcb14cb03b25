"""What follows when a meeting ends: rooms above join here when the site starts (``apps.py``), and are called inside the
transaction that ends it.
"""

from collections.abc import Callable
from typing import Final

from tallgrass.foundation.accounts.models import User
from tallgrass.strength.rounds.room.models import RoomMeeting

#: Is given the meeting, which has ended already, and who ended it.
Follows = Callable[[RoomMeeting, User | None], None]

_FOLLOW: Final[dict[str, Follows]] = {}


def when_meeting_ends(key: str, follows: Follows) -> None:
    """Add what follows, under a key of its own. The same one may be added again."""
    _FOLLOW[key] = follows


def follow(ended: RoomMeeting, by: User | None) -> None:
    """Do all that follows, in the order of the keys."""
    for key in sorted(_FOLLOW):
        _FOLLOW[key](ended, by)
