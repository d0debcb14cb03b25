"""What people can do with places."""

from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place

#: Words that the site itself uses as the first part of an address (a test compares them with the routes).
RESERVED: Final = frozenset({"about", "healthz", "static"})


@transaction.atomic
def add_place(
    *, slug: str, name: str, population: int | None = None, example: bool = False, by: User | None
) -> Place:
    """Add a place and return it. ``by`` is who adds it; None is the operator's own command line.

    Raises ``ValidationError`` for a slug that is taken, reserved or no plain word, an empty name, or a
    population below 1.
    """
    if slug in RESERVED:
        raise ValidationError({"slug": f"The site uses the word {slug} itself. Choose another one."})
    place = Place(slug=slug, name=name, population=population, example=example)
    place.full_clean()
    place.save()
    return place
