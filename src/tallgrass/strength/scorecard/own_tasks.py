"""What scorecards still need from people: those that are being made, and the next steps that somebody has taken up."""

from typing import Any

from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.places.roles import MAKE_SCORECARD, TAKE_UP_STEPS, Role
from tallgrass.places.tasks import Task
from tallgrass.strength.scorecard.making.queries import being_made
from tallgrass.strength.scorecard.models import Making, NextStepTaken
from tallgrass.strength.scorecard.rendering.speech import Speech
from tallgrass.strength.scorecard.taking_up.queries import steps_taken
from tallgrass.strength.scorecard.taking_up.sentences import day_of, owner_of

#: So many next steps are on the home of a place by themselves.
LISTED = 10


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks. A step stays until it is done or dropped."""
    said = words(language, "scorecards")["task"]
    found = []
    if MAKE_SCORECARD in role.may:
        found += [_making(place, one, said, language) for one in being_made(place)]
    if TAKE_UP_STEPS in role.may:
        found += [_step(place, one, said, language) for one in steps_taken(place)[:LISTED]]
    return found


def _making(place: Place, one: Making, said: dict[str, Any], language: str) -> Task:
    refused = one.state == Making.State.REFUSED
    key = "refused" if refused else "making"
    title = said[key].format(day=Speech(language).date(one.as_of.isoformat()))
    address = reverse("scorecard:making", args=[place.slug, one.pk])
    return Task(title, said[f"{key}_text"], address, rank=20, trouble=refused)


def _step(place: Place, one: NextStepTaken, said: dict[str, Any], language: str) -> Task:
    late = one.until < timezone.localdate()
    return Task(
        said["step"].format(who=owner_of(one, language), day=day_of(one, language)),
        said["step_late" if late else "step_text"],
        reverse("scorecard:taken", args=[place.slug, one.pk]),
        rank=90 if late else 180,
        tag=said["late"] if late else "",
    )
