"""The days of rounds that are near: the last day to answer, the day of the result."""

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.places.digest.coming import Coming
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS, Role
from tallgrass.strength.rounds.models import Round


def coming(place: Place, role: Role, language: str) -> list[Coming]:
    """What the room says is due: of open rounds, and of closed ones whose result nobody was sent yet."""
    said = words(language, "digest")["coming"]
    may_run = RUN_ROUNDS in role.may
    found = []
    for row in Round.objects.filter(place=place, told_on=None).exclude(state=Round.State.DRAFT):
        address = reverse("rounds:round", args=[place.slug, row.pk]) if may_run else ""
        if row.state == Round.State.OPEN and row.closes_on is not None:
            found.append(Coming(row.closes_on, said["round_closes"], address))
        if row.result_by is not None:
            found.append(Coming(row.result_by, said["result"], address))
    return found
