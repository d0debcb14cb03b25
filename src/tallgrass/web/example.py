"""The example place on the site: the same files and the same computation that anybody can run."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeAlias

from django.db import transaction

from tallgrass.elements.players.models import NotToBeListed, Player, ToldBy
from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.queries import place_by_slug
from tallgrass.strength.evidence.models import Evidence, RecordedReading
from tallgrass.strength.rounds.models import OutsideRound
from tallgrass.strength.rounds.queries import rounds_of
from tallgrass.strength.scorecard.actions import make_scorecard, show_scorecard, stop_showing
from tallgrass.strength.scorecard.method.compute import compute
from tallgrass.strength.scorecard.method.document import digest, to_bytes, to_document
from tallgrass.strength.scorecard.models import TableOrder
from tallgrass.strength.scorecard.place_folder.actions import Told, load_folder
from tallgrass.strength.scorecard.place_folder.assembling import inputs_of
from tallgrass.strength.scorecard.place_folder.reading import PlaceFolder, read_place_folder
from tallgrass.strength.scorecard.queries import kept_snapshots

SLUG: Final = "prairie-junction"

#: The year before, and this year.
Years: TypeAlias = tuple[PlaceFolder, PlaceFolder]


class Occupied(Exception):
    """A real place has the example's word in its address."""


def there_is_an_example() -> bool:
    """Whether the example place is on the site."""
    place = place_by_slug(SLUG)
    return place is not None and place.example


@transaction.atomic
def make_example(*, by: User | None) -> Place:
    """Bring in the files of two years, and make and show the scorecard of each. Made again, it stays one place.

    What somebody has changed in it is undone: it shows what this program makes of the files. ``by`` is None, as only
    the operator's own command line brings in answers. Raises ``Occupied`` where a place that is no example has the word
    ``prairie-junction``.
    """
    with _both_years() as years:
        place = place_by_slug(SLUG)
        if place is not None and not place.example:
            raise Occupied(f"A place of your own has the word {SLUG} in its address; the example stays away.")
        if place is None or not _is_as_this_program_makes_it(place, years):
            place = _bring_in(place, years, by)
    return place


def _bring_in(place: Place | None, years: Years, by: User | None) -> Place:
    """Make it anew: the records of each year, and its scorecard from them before the next year takes their place."""
    if place is not None:
        Player.objects.filter(place=place).delete()
        for model in (NotToBeListed, Evidence, RecordedReading, OutsideRound, TableOrder):
            model._default_manager.filter(place=place).delete()
    made = []
    for year in years:
        told = Told(ToldBy.EXAMPLE, year.as_of)
        new = place is None
        place = load_folder(place=SLUG, folder=year, by=by, new=new, replace=True, told=told).place
        made.append(make_scorecard(place=place, as_of=year.as_of, by=by).snapshot.pk)
    if place is None:
        raise AssertionError("the example has two years")
    for one in kept_snapshots(place):
        say = show_scorecard if one.pk in made else stop_showing
        say(place=place, number=one.pk, by=by)
    return place


def _is_as_this_program_makes_it(place: Place, years: Years) -> bool:
    """Whether the records are those of the files, and what is shown is what this program computes from them."""
    before, now = (year.read.inputs for year in years)
    first = to_document(compute(before))
    second = to_document(compute(replace(now, previous=json.loads(to_bytes(first)))))
    shown = {one.digest for one in kept_snapshots(place) if one.shown}
    rounds = {each.as_of: each.tables for each in rounds_of(place)}
    return (
        shown == {digest(first), digest(second)}
        and rounds == {day: tables for year in years for day, tables in year.rounds.items()}
        and replace(inputs_of(place, now.place.as_of).inputs, previous=None) == now
    )


@contextmanager
def _both_years() -> Iterator[Years]:
    """The files of the year before, and this year's."""
    with TemporaryDirectory(prefix="tallgrass-") as temporary:
        before, now = Path(temporary) / "before", Path(temporary) / "now"
        write_previous(before)
        write_folder(now)
        yield read_place_folder(before), read_place_folder(now)
