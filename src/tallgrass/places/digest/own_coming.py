"""The day on which a place closes, for those who know of it."""

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.places.digest.coming import Coming
from tallgrass.places.ending.queries import ending_of
from tallgrass.places.models import Place
from tallgrass.places.roles import END_PLACE, Role


def own_coming(place: Place, role: Role, language: str) -> list[Coming]:
    """The room's source. Before everybody is told, stewards alone know."""
    ending, may_end = ending_of(place), END_PLACE in role.may
    if ending is None or not (may_end or ending.told_on is not None):
        return []
    address = reverse("ending:end", args=[place.slug]) if may_end else ""
    return [Coming(ending.ends_on, words(language, "digest")["coming"]["place_closes"], address)]
