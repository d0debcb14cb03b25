"""Bringing up to date how many answered, in steps that tell of nobody."""

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.strength.rounds.holding.locked import locked
from tallgrass.strength.rounds.holding.method.participation import shown_next
from tallgrass.strength.rounds.holding.queries import answered_by_kind
from tallgrass.strength.rounds.models import Round, ShownParticipation


@transaction.atomic
def note_participation(*, place: Place, number: int, by: User | None) -> dict[str, int]:
    """How many of each kind have answered an open round, as it may be shown (``shown_next``), by kind.

    Two who look at once are shown the same. It writes no history: that a number moved is no deed of whoever looks.
    Raises ``NotNow``.
    """
    found = locked(place, number, by, Round.State.OPEN)
    shown = {row.kind: row for row in ShownParticipation.objects.filter(place=place, round=found)}
    for kind, answered in answered_by_kind(found).items():
        row = shown.setdefault(kind, ShownParticipation(place=place, round=found, kind=kind))
        following = shown_next(row.number, answered, found.smallest_group)
        if following != row.number:
            row.number = following
            row.save()
    return {kind: row.number for kind, row in shown.items()}
