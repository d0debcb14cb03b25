"""What scorecards say about the end of a place: those that everybody sees stay, and name only who stays."""

from django.db.models import Q, QuerySet

from tallgrass.elements.players.actions.remembering import remember_not_to_name
from tallgrass.elements.players.models import Player
from tallgrass.places.ending.seam import before_all_goes, once_all_is_gone, stays_at_the_end
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import Publication, Snapshot
from tallgrass.strength.scorecard.published import published
from tallgrass.strength.scorecard.queries import shown_snapshots


def take_part_in_the_end() -> None:
    """Say it, when the site starts."""
    stays_at_the_end(Snapshot, lambda place: Q(pk__in=shown_snapshots(place).values("pk")))
    stays_at_the_end(Publication, lambda place: Q(snapshot__in=shown_snapshots(place).values("pk")))
    before_all_goes("scorecards", _forget_names)
    once_all_is_gone("scorecards", _forget_makers)


def _forget_names(place: Place) -> None:
    """Let scorecards no longer name organizations that signed something and have not said that they stay."""
    staying = set(Player.objects.filter(place=place, stays=True).values_list("name", flat=True))
    signed = {
        one["organisation"]
        for snapshot in shown_snapshots(place)
        for criterion in published(snapshot).document["criteria"]
        for one in criterion["on_record"]
    }
    remember_not_to_name(place, sorted(signed - staying))


def _forget_makers(place: Place) -> None:
    """Who made a scorecard and who showed it is about people. These rows are changed by nothing else."""
    QuerySet(Snapshot).filter(place=place).update(made_by=None)
    QuerySet(Publication).filter(place=place).update(by=None)
