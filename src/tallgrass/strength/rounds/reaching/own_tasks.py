"""That links wait to be sent, or people can be reminded, on the home of the stewards."""

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS, Role
from tallgrass.places.tasks import Task
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.queries import open_or_draft
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.reaching.queries import to_invite, to_remind


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    found = open_or_draft(place=place) if RUN_ROUNDS in role.may else None
    if found is None or found.state != Round.State.OPEN:
        return []
    said, address = (
        words(language, "reaching")["tasks"],
        reverse("reaching:send", args=[place.slug, found.pk]),
    )
    if waiting := to_invite(found).count():
        return [Task(_counted(said, "invite", waiting), said["invite_text"], address, rank=65)]
    if due := sum(rows.count() for rows in to_remind(found, today()).values()):
        return [Task(_counted(said, "remind", due), said["remind_text"], address, rank=105)]
    return []


def _counted(said: dict[str, str], key: str, count: int) -> str:
    return said[f"{key}_one" if count == 1 else f"{key}_many"].format(count=count)
