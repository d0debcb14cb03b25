"""Who a place is, for those who get its messages."""

from tallgrass.foundation.messages.senders import Sender
from tallgrass.places.models import Place
from tallgrass.places.zones import likely_zone


def zone_of(place: Place) -> str:
    """The time zone of a place: what its stewards said, else what the list of places makes likely; else blank."""
    return place.time_zone or likely_zone(place.listed_as)


def sender_of(place: int) -> Sender | None:
    """The place with that id as a sender; None where it is no more."""
    found = Place.objects.filter(pk=place).first()
    return None if found is None else Sender(found.name, found.slug, zone_of(found))
