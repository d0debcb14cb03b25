"""What the place itself says about its end: who has a role is told."""

from collections.abc import Iterator

from tallgrass.places.ending.seam import Reached, told_at_the_end
from tallgrass.places.models import Membership, Place


def take_part_in_the_end() -> None:
    """Say it, when the site starts."""
    told_at_the_end("members", _members)


def _members(place: Place) -> Iterator[Reached]:
    for one in Membership.objects.filter(place=place).select_related("person").order_by("pk"):
        yield Reached(one.person.email, place.languages[0])
