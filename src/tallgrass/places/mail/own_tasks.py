"""What the messages of a place need from its stewards: an end to doubts, a line that works, a time zone."""

from django.urls import reverse

from tallgrass.foundation.messages.queries import doubts, lines_down
from tallgrass.places.mail.shown import said_in
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE, Role
from tallgrass.places.sending import zone_of
from tallgrass.places.tasks import Task


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    if CHANGE_PLACE not in role.may:
        return []
    said = said_in(language)["tasks"]
    address = reverse("mailing:overview", args=[place.slug])
    found = []
    if lines_down(place=place.pk):
        found.append(
            Task(said["down"]["title"], said["down"]["text"], address, 20, said["tag"], trouble=True)
        )
    if number := doubts(place=place.pk):
        title = said["doubts"]["title"].format(number=number)
        found.append(Task(title, said["doubts"]["text"], address, 60))
    if not zone_of(place):
        settings = reverse("places:settings", args=[place.slug])
        found.append(Task(said["zone"]["title"], said["zone"]["text"], settings, 160))
    return found
