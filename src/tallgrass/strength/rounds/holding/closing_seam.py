"""What follows when a round closes: rooms above join here when the site starts (``apps.py``), and are called inside
the transaction that closes it.
"""

from collections.abc import Callable
from typing import Final

from tallgrass.foundation.accounts.models import User
from tallgrass.strength.rounds.models import Round

#: Is given the round, which is closed already, and who closed it (None: the last day is over, or the command line).
Follows = Callable[[Round, User | None], None]

_FOLLOW: Final[dict[str, Follows]] = {}


def when_closed(key: str, follows: Follows) -> None:
    """Add what follows, under a key of its own. The same one may be added again."""
    _FOLLOW[key] = follows


def follow(closed: Round, by: User | None) -> None:
    """Do all that follows, in the order of the keys."""
    for key in sorted(_FOLLOW):
        _FOLLOW[key](closed, by)
