"""Reads of rounds, each within one place. What they give holds answers (METHOD 1, section 3, rule 9)."""

from collections.abc import Sequence
from datetime import date

from tallgrass.foundation.freshness import is_fresh
from tallgrass.places.models import Place
from tallgrass.strength.rounds.models import OutsideRound


def rounds_of(place: Place) -> list[OutsideRound]:
    """Every round that was brought in, the latest first."""
    return list(OutsideRound.objects.filter(place=place).order_by("-as_of", "-pk"))


def days_of_rounds(place: Place) -> list[date]:
    """The days that the rounds of a place speak of, the latest first, without what they hold."""
    return list(
        OutsideRound.objects.filter(place=place).order_by("-as_of", "-pk").values_list("as_of", flat=True)
    )


def round_for(place: Place, day: date) -> OutsideRound | None:
    """What people told us as of a day (``round_of``)."""
    last = OutsideRound.objects.filter(place=place, as_of__lte=day).order_by("-as_of", "-pk")
    return round_of(list(last[:1]), day)


def round_of(rounds: Sequence[OutsideRound], day: date) -> OutsideRound | None:
    """Of rounds, the latest first, the one that counts on a day: it speaks of that day or the latest before, and is
    still fresh. None where there is none (METHOD 1, section 1: what is older than twelve months counts for nothing).
    """
    last = next((each for each in rounds if each.as_of <= day), None)
    return last if last is not None and is_fresh(last.as_of, day) else None
