"""That links wait to be sent, or people can be reminded, on the home of the stewards."""

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.places.roles import RUN_ROUNDS, Role
from tallgrass.places.tasks import Task
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.queries import open_or_draft
from tallgrass.strength.rounds.models import Round
from tallgrass.strength.rounds.reaching.purposes import INVITATION, REMINDER
from tallgrass.strength.rounds.reaching.queries import (
    MOST_AT_ONCE,
    to_invite,
    to_remind,
    who_can_be_sent,
)


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    found = open_or_draft(place=place) if RUN_ROUNDS in role.may else None
    if found is None or found.state != Round.State.OPEN:
        return []
    said, address = (
        words(language, "reaching")["tasks"],
        reverse("reaching:send", args=[place.slug, found.pk]),
    )
    if waiting := len(who_can_be_sent(list(to_invite(found)[:MOST_AT_ONCE]), INVITATION)):
        return [Task(_counted(said, "invite", waiting), said["invite_text"], address, rank=65)]
    due = [row for rows in to_remind(found, today()).values() for row in rows[:MOST_AT_ONCE]]
    if count := len(who_can_be_sent(due, REMINDER)):
        return [Task(_counted(said, "remind", count), said["remind_text"], address, rank=105)]
    return []


def _counted(said: dict[str, str], key: str, count: int) -> str:
    return said[f"{key}_one" if count == 1 else f"{key}_many"].format(count=count)
