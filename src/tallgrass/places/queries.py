"""Reads of places."""

from tallgrass.places.models import Place


def all_places() -> list[Place]:
    """The places of this instance, by name."""
    return list(Place.objects.all())


def place_by_slug(slug: str) -> Place | None:
    """The place with that word in its address; None where there is none."""
    return Place.objects.filter(slug=slug).first()
