"""What the place itself still needs from its stewards: that it says who stands behind it, and that two can decide."""

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.places.models import Membership, Place
from tallgrass.places.roles import CHANGE_PLACE, MANAGE_PEOPLE, STEWARD, Role
from tallgrass.places.tasks import Task


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    said = words(language, "places")["tasks"]
    found = []
    if CHANGE_PLACE in role.may:
        settings = reverse("places:settings", args=[place.slug])
        if place.public_body is None:
            found.append(Task(said["public_body"]["title"], said["public_body"]["text"], settings, rank=150))
        if not place.run_by:
            found.append(Task(said["run_by"]["title"], said["run_by"]["text"], settings, rank=210))
    if MANAGE_PEOPLE in role.may and _stewards(place) == 1:
        people = reverse("places:people", args=[place.slug])
        found.append(Task(said["second_steward"]["title"], said["second_steward"]["text"], people, rank=250))
    return found


def _stewards(place: Place) -> int:
    return Membership.objects.filter(place=place, role=STEWARD.key).count()
