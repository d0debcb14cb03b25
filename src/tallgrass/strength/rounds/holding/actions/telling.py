"""Keeping that everybody who was asked was sent the result, before everybody else sees it."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.strength.rounds.events import TOLD
from tallgrass.strength.rounds.holding.locked import iso, locked, tell, today
from tallgrass.strength.rounds.models import Round


@transaction.atomic
def say_result_sent(
    *, place: Place, number: int, by: User | None, on: date | None = None, how: str = ""
) -> Round:
    """Keep that everybody who was asked in a closed round has been sent its result, on a day (today), and how.

    ``how`` is in the steward's words; blank: by messages from here. What was said stays: saying it again changes
    nothing. Raises ``NotAllowed``, ``NotNow`` before the round is closed, and ``ValidationError`` for a day before
    that or to come.
    """
    found = locked(place, number, by, Round.State.CLOSED)
    if found.told_on is not None:
        return found
    day = today() if on is None else on
    if day > today() or (found.closed_on is not None and day < found.closed_on):
        raise ValidationError({"on": ValidationError("not a day since it closed", code="not_since_closed")})
    found.told_on, found.told_how = day, how
    found.full_clean(exclude=["place"], validate_constraints=False)
    found.save(update_fields=["told_on", "told_how"])
    tell(TOLD, found, by, on=iso(day))
    return found
