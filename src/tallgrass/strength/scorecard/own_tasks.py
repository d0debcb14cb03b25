"""What scorecards still need from people."""

from tallgrass.places.models import Place
from tallgrass.places.roles import Role
from tallgrass.places.tasks import Task


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    return []
