"""The country of a place, by which numbers are read that are written without a plus sign."""

from tallgrass.foundation.texts.method.phone_numbers import USUAL_COUNTRY
from tallgrass.places.gazetteer import listed
from tallgrass.places.models import Place


def country_of(place: Place) -> str:
    """The country (ISO 3166) of a place, from the packaged list; the United States where it is not there."""
    found = listed(place.listed_as)
    return USUAL_COUNTRY if found is None else found.country
