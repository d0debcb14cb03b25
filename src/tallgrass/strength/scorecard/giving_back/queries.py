"""What was promised to those who were asked, and whether it was kept, within one place."""

from django.urls import reverse

from tallgrass.places.models import Place
from tallgrass.strength.rounds.closing.queries import closed_round_of
from tallgrass.strength.rounds.models import Invitation, Reached, Round
from tallgrass.strength.scorecard.models import Snapshot


def round_of(place: Place, snapshot: Snapshot) -> Round | None:
    """The round held here that a scorecard was made from; None for one that was brought in, or none at all."""
    return None if snapshot.asked_as_of is None else closed_round_of(place, snapshot.asked_as_of)


def not_sent_yet(place: Place, snapshot: Snapshot) -> Round | None:
    """The round whose people have not been sent the result of this scorecard; None where there are none such."""
    found = round_of(place, snapshot)
    return found if found is not None and found.told_on is None else None


def result_made_of(place: Place, closed: Round) -> Snapshot | None:
    """The scorecard that was made last from a closed round."""
    rows = Snapshot.objects.filter(place=place, asked_as_of=closed.closed_on)
    return rows.defer("document").order_by("-as_of", "-created_at", "-pk").first()


def where_to_send(place: Place, closed: Round) -> str:
    """The page on which the result of a round is sent to those asked; before there is one, where it is made."""
    made = result_made_of(place, closed)
    if made is None:
        return reverse("scorecard:make", args=[place.slug])
    return reverse("giving_back:give_back", args=[place.slug, made.pk])


def in_other_ways(found: Round) -> int:
    """How many of those asked have no address here: by links without one, codes on paper, and besides invitations."""
    rows = Invitation.objects.filter(place=found.place_id, round=found, ended=False, email="")
    rows = rows.exclude(reached__sort=Reached.Sort.RESULT)
    besides = sum(found.groups.filter(place=found.place_id).values_list("number", flat=True))
    return besides + rows.exclude(sort=Invitation.Sort.OPEN).count()
