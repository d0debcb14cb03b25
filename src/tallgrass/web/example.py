"""The example place on the site: the same files and the same computation that anybody can run."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from django.db import transaction

from tallgrass.examples.prairie_junction.generator import NAME, POPULATION, write_folder, write_previous
from tallgrass.foundation.accounts.models import User
from tallgrass.places.actions import add_place
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug
from tallgrass.strength.scorecard.actions import publish_snapshot
from tallgrass.strength.scorecard.assess import SCORECARD_FILE, Assessed, assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes

SLUG: Final = "prairie-junction"


class Occupied(Exception):
    """A real place has the example's word in its address."""


def make_example(*, by: User | None) -> Place:
    """Make the files of two years, assess them, publish both scorecards. Made again, it stays one place.

    Raises ``Occupied`` where a place that is no example has the word ``prairie-junction``.
    """
    before, now = _assess_both_years()
    with transaction.atomic():
        place = place_by_slug(SLUG) or add_place(
            slug=SLUG, name=NAME, population=POPULATION, example=True, by=by
        )
        if not place.example:
            raise Occupied(f"A place of your own has the word {SLUG} in its address; the example stays away.")
        for one in (before, now):
            publish_snapshot(place=place, document=one.document, framework=one.framework, by=by)
    return place


def there_is_an_example() -> bool:
    """Whether the example place is on this site, made by this program or an older one."""
    place = place_by_slug(SLUG)
    return place is not None and place.example


def _assess_both_years() -> tuple[Assessed, Assessed]:
    """The scorecard of the year before, and this year's, which says what changed."""
    with TemporaryDirectory(prefix="tallgrass-") as temporary:
        earlier, folder = Path(temporary) / "before", Path(temporary) / "now"
        write_previous(earlier)
        before = assess_folder(earlier)
        (earlier / SCORECARD_FILE).write_bytes(to_bytes(before.document))
        write_folder(folder)
        return before, assess_folder(folder, previous=earlier)
