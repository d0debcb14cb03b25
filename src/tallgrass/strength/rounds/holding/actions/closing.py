"""Closing a round, and letting go of what is kept after it no longer than was promised."""

from datetime import timedelta

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.messages.actions import forget_about
from tallgrass.places.models import Place
from tallgrass.strength.rounds.events import CLOSED, CODES_DELETED, NAMES_DELETED
from tallgrass.strength.rounds.holding.closing_seam import follow
from tallgrass.strength.rounds.holding.locked import locked, tell, today
from tallgrass.strength.rounds.holding.queries import NAMES_KEPT_DAYS
from tallgrass.strength.rounds.models import Invitation, Reached, Round, SheetCode
from tallgrass.strength.rounds.reaching.purposes import MESSAGES


@transaction.atomic
def close_round(*, place: Place, number: int, by: User | None) -> Round:
    """Take no more answers, for good. What follows from what was said is done in the same transaction."""
    found = locked(place, number, by, Round.State.OPEN)
    found.state, found.closed_on = Round.State.CLOSED, today()
    found.save(update_fields=["state", "closed_on"])
    tell(CLOSED, found, by)
    follow(found, by)
    return found


@transaction.atomic
def delete_names(*, place: Place, number: int) -> int:
    """Forget for whom the invitations of a closed round were made, and how to reach them; returns of how many.

    What became of the messages to them goes, too, and what still waits is not sent.

    There is no ``by``: the program does this itself, ``NAMES_KEPT_DAYS`` after closing.
    """
    found = locked(place, number, None, Round.State.CLOSED)
    if found.closed_on is None or found.closed_on > today() - timedelta(days=NAMES_KEPT_DAYS):
        return 0
    named = Invitation.objects.filter(place=place, round=found).exclude(label="", email="", phone="", seed="")
    forgotten = named.update(label="", email="", phone="", seed="")
    Reached.objects.filter(place=place, invitation__round=found).delete()
    forget_about(place=place.pk, purposes=MESSAGES, about=found.pk)
    if forgotten:
        tell(NAMES_DELETED, found, None)
    return forgotten


@transaction.atomic
def delete_codes(*, place: Place, number: int) -> int:
    """Delete the codes of a confidential round whose day has come; returns how many. Nothing leads from a link to an
    answer after that. There is no ``by``: the program does this itself.
    """
    found = locked(place, number, None, Round.State.CLOSED)
    if found.codes_until is None or found.codes_until > today():
        return 0
    deleted, _ = SheetCode.objects.filter(round=found).delete()
    if deleted:
        tell(CODES_DELETED, found, None)
    return deleted
