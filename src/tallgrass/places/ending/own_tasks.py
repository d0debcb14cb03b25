"""That a place closes, on the home of its stewards, until it is done or called off."""

from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.languages import words
from tallgrass.places.ending.queries import ending_of
from tallgrass.places.models import Place
from tallgrass.places.roles import END_PLACE, Role
from tallgrass.places.tasks import Task


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    ending = ending_of(place) if END_PLACE in role.may else None
    if ending is None or ending.ended_on is not None:
        return []
    said = words(language, "ending")["task"]
    days = max((ending.ends_on - timezone.localdate()).days, 0)
    title = said["one"] if days == 1 else said["many"].format(days=days)
    text = said["text"] if ending.told_on is not None else said["not_told"]
    return [Task(title, text, reverse("ending:end", args=[place.slug]), rank=5, tag=said["tag"])]
