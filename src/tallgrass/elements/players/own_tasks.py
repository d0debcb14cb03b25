"""What partners still need from the stewards: to be told."""

from collections.abc import Mapping

from django.urls import reverse

from tallgrass.elements.players.queries import anybody_on_record, not_through, not_told
from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.places.roles import TELL_PARTNERS, Role
from tallgrass.places.tasks import Task


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    if TELL_PARTNERS not in role.may:
        return []
    said = words(language, "partners")["task"]
    if not anybody_on_record(place=place):
        listing = reverse("partners:list", args=[place.slug])
        return [Task(said["none"], said["none_text"], listing, rank=45)]
    address = reverse("partners:tell", args=[place.slug])
    waiting, failed = not_told(place=place).count(), not_through(place=place)
    found = []
    if waiting:
        found.append(Task(_title(said, "", waiting), said["text"], address, rank=50))
    if failed:
        found.append(
            Task(_title(said, "failed_", failed), said["failed_text"], address, rank=40, trouble=True)
        )
    return found


def _title(said: Mapping[str, str], key: str, count: int) -> str:
    return said[f"{key}one"] if count == 1 else said[f"{key}many"].format(count=count)
