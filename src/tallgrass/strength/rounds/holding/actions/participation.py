"""Bringing up to date how many answered, in steps that tell of nobody."""

from collections.abc import Mapping

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import RUN_ROUNDS
from tallgrass.strength.rounds.holding.locked import NotNow, locked
from tallgrass.strength.rounds.holding.method.participation import shown_next
from tallgrass.strength.rounds.holding.queries import answered_by_kind, shown_by_kind
from tallgrass.strength.rounds.models import Round, ShownParticipation


def note_participation(*, place: Place, number: int, by: User | None) -> Mapping[str, int]:
    """How many of each kind have answered an open round, as it may be shown (``shown_next``), by kind.

    It is counted before the round is held, so that nobody who answers waits for somebody who looks. Two who look at
    once are shown steps of one stair. It writes no history: that a number moved is no deed of whoever looks.
    Raises ``NotNow``.
    """
    require(by, place, RUN_ROUNDS)
    found = Round.objects.get(place=place, pk=number)
    if found.state != Round.State.OPEN:
        raise NotNow(found.state)
    answered, shown = answered_by_kind(found), shown_by_kind(found)
    moved = _moved(shown, answered, found.smallest_group)
    return _move(place, number, by, answered) if moved else shown


@transaction.atomic
def _move(place: Place, number: int, by: User | None, answered: Mapping[str, int]) -> Mapping[str, int]:
    """Take the steps that are due, from where the numbers stand by now."""
    found = locked(place, number, by, Round.State.OPEN)
    moved = _moved(shown_by_kind(found), answered, found.smallest_group)
    for kind, following in moved.items():
        ShownParticipation.objects.update_or_create(
            place=place, round=found, kind=kind, defaults={"number": following}
        )
    return shown_by_kind(found)


def _moved(shown: Mapping[str, int], answered: Mapping[str, int], k: int) -> dict[str, int]:
    """The numbers that move, by kind."""
    following = {kind: shown_next(shown.get(kind, 0), count, k) for kind, count in answered.items()}
    return {kind: number for kind, number in following.items() if number != shown.get(kind, 0)}
