"""Saying which of the words that people wrote may be shown."""

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.roles import CLEAR_REMARKS
from tallgrass.strength.rounds.events import REMARK_CLEARED, REMARK_KEPT_BACK
from tallgrass.strength.rounds.holding.locked import locked, tell
from tallgrass.strength.rounds.models import Remark, Round


@transaction.atomic
def clear_remark(*, place: Place, number: int, remark: int, by: User | None, cleared: bool) -> Remark:
    """Let a remark be shown, or keep it back; either can be taken back. Only once the round is closed: before that
    nothing said leaves, and nobody reads it. Raises ``NotNow`` and ``Remark.DoesNotExist``.
    """
    found = locked(place, number, by, Round.State.CLOSED, needs=CLEAR_REMARKS)
    words = Remark.objects.get(place=place, round=found, pk=remark)
    if words.cleared is not cleared:
        words.cleared = cleared
        words.save(update_fields=["cleared"])
        tell(REMARK_CLEARED if cleared else REMARK_KEPT_BACK, found, by)
    return words
