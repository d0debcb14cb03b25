"""Next steps that were taken up, within one place."""

from typing import Final

from tallgrass.elements.players.models import Standing
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import NextStepTaken

#: So many are listed at once.
LISTED: Final = 200


def steps_taken(place: Place) -> list[NextStepTaken]:
    """Those that somebody is at, the one that is due first before the others."""
    rows = NextStepTaken.objects.filter(place=place, state=NextStepTaken.State.TAKEN)
    return list(rows.select_related("person", "partner").order_by("until", "pk")[:LISTED])


def steps_ended(place: Place) -> list[NextStepTaken]:
    """Those that are done or were dropped, the last ones first."""
    rows = NextStepTaken.objects.filter(place=place).exclude(state=NextStepTaken.State.TAKEN)
    return list(rows.select_related("person", "partner").order_by("-pk")[:LISTED])


def step_taken(place: Place, number: int) -> NextStepTaken | None:
    """One that was taken up."""
    rows = NextStepTaken.objects.filter(place=place, pk=number)
    found: NextStepTaken | None = rows.select_related("person", "partner", "snapshot__framework").first()
    return found


def public_steps(place: Place) -> list[NextStepTaken]:
    """Those that everybody may see: their owners agree, a steward said so, and no partner hid itself since."""
    return [
        one
        for one in steps_taken(place)
        if one.public and (one.person or (one.partner and one.partner.standing == Standing.LISTED))
    ]
