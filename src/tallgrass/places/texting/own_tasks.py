"""What texts need from a steward: that somebody reads what people texted back."""

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.foundation.texts.queries import to_read
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE, Role
from tallgrass.places.tasks import Task


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    if CHANGE_PLACE not in role.may:
        return []
    number = to_read(place.pk).count()
    if not number:
        return []
    said = words(language, "texts")["task"]
    address = reverse("texting:overview", args=[place.slug])
    return [Task(said["title"], said["text"], address, rank=40, tag=said["tag"].format(number=number))]
