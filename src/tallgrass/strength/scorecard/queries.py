"""Reads of scorecards on a site, each within one place."""

from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import Snapshot


def latest_snapshot(place: Place) -> Snapshot | None:
    """The scorecard that speaks of the latest day, of those the one published last; None before the first.

    The long texts are left in the database until somebody reads them.
    """
    found: Snapshot | None = (
        Snapshot.objects.filter(place=place)
        .select_related("place", "framework")
        .defer("document", "framework__document")
        .order_by("-as_of", "-created_at", "-pk")
        .first()
    )
    return found
