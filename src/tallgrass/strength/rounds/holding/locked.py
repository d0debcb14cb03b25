"""What every action with a round begins with: whether somebody may, the round kept from others, and the day."""

from datetime import date, datetime, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils import timezone

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS, Permission
from tallgrass.strength.rounds.models import Round

#: When it is noon in UTC, the day before is over everywhere on earth.
_OVER_EVERYWHERE: Final = timedelta(hours=12)


class NotNow(ValidationError):
    """That cannot be done with a round in the state it is in."""

    def __init__(self, state: str) -> None:
        super().__init__(f"That cannot be done: the round is {state}.", code=f"is_{state}")


def today() -> date:
    """The day by which rounds open and close: UTC's, one for all, wherever the site runs."""
    return timezone.now().date()


def is_over(day: date, now: datetime) -> bool:
    """Whether a day is over everywhere on earth: nobody loses the evening of a last day to UTC."""
    return (now - _OVER_EVERYWHERE).date() > day


def locked(place: Place, number: int, by: User | None, *states: str, needs: Permission = RUN_ROUNDS) -> Round:
    """The round, kept from others until the end of the transaction. A number of another place is not found.

    Raises ``NotAllowed``, ``Round.DoesNotExist``, and ``NotNow`` where it is in none of ``states``, if any are named.
    """
    require(by, place, needs)
    found = Round.objects.select_for_update().get(place=place, pk=number)
    if states and found.state not in states:
        raise NotNow(found.state)
    return found


def tell(what: EventKind, found: Round, by: User | None, /, **told: Any) -> None:
    """Keep what was done with a round."""
    record(what, by=by, place=found.place_id, subject=found.pk, told=told)


def iso(day: date | None) -> str | None:
    """A day as an event keeps it."""
    return None if day is None else day.isoformat()
