"""The rounds that people can be paid for."""

from typing import Final

from tallgrass.places.models import Place
from tallgrass.strength.rounds.holding.queries import rounds_of_place
from tallgrass.strength.rounds.holding.saying import Speech

#: So many rounds are offered, the latest first.
_OFFERED: Final = 50


def occasions(place: Place, language: str) -> list[tuple[int, str]]:
    """Every round of the place by its number, with what it is called."""
    speech = Speech(language)
    return [(found.pk, speech.name(found)) for found in rounds_of_place(place=place)[:_OFFERED]]
