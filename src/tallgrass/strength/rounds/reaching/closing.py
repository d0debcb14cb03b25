"""What still waits when a round closes is not sent: nobody is asked for answers that are no longer taken."""

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.messages.actions import drop_waiting
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.reaching.purposes import INVITATION, REMINDER


def stop_asking(closed: Round, by: User | None) -> None:
    """Let invitations and reminders be that still wait. What a worker has in hand at this moment goes its way."""
    for purpose in (INVITATION, REMINDER):
        drop_waiting(place=closed.place_id, purpose=purpose.key, about=closed.pk)
