"""The example place on the site: the same files and the same computation that anybody can run."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.db import transaction

from tallgrass.examples.prairie_junction.generator import write_folder
from tallgrass.foundation.accounts.models import User
from tallgrass.places.actions import add_place
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug
from tallgrass.strength.scorecard.actions import publish_snapshot
from tallgrass.strength.scorecard.assess import assess_folder

SLUG: Final = "prairie-junction"
_SEED: Final = 1


class Occupied(Exception):
    """A real place has the example's word in its address."""


def make_example(*, by: User | None) -> Place:
    """Make the example's files, assess them and publish the scorecard; made again, it stays one place.

    Raises ``Occupied`` where a place that is no example has the word ``prairie-junction``.
    """
    with TemporaryDirectory(prefix="tallgrass-") as temporary:
        folder = Path(temporary) / SLUG
        write_folder(folder, _SEED)
        assessed = assess_folder(folder)
    document = assessed.document
    with transaction.atomic():
        place = place_by_slug(SLUG)
        if place is None:
            place = add_place(
                slug=SLUG,
                name=document["place"]["name"],
                population=document["place"]["population"],
                example=True,
                by=by,
            )
        elif not place.example:
            raise Occupied(f"A place of your own has the word {SLUG} in its address; the example stays away.")
        publish_snapshot(place=place, document=document, framework=assessed.framework, by=by)
    return place
