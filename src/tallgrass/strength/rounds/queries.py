"""Reads of rounds, each within one place. What they give holds answers (METHOD 1, section 3, rule 9)."""

from datetime import date

from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import OutsideRound, Round
from tallgrass.strength.rounds.room.queries import days_of_meetings


def rounds_of(place: Place) -> list[OutsideRound]:
    """Every round that was brought in, the latest first."""
    return list(OutsideRound.objects.filter(place=place).order_by("-as_of", "-pk"))


def days_of_rounds(place: Place) -> list[date]:
    """The days that the rounds of a place speak of, the latest first: brought in, or held here and closed; and those of
    meetings that agreed on something.
    """
    brought = OutsideRound.objects.filter(place=place).values_list("as_of", flat=True)
    held = Round.objects.filter(place=place, closed_on__isnull=False).values_list("closed_on", flat=True)
    return sorted(
        {*brought, *(day for day in held if day is not None), *days_of_meetings(place)}, reverse=True
    )
