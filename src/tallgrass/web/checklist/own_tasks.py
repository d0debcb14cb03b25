"""What a site that others reach needs from whoever runs it: on the home of a place, as long as something is wrong."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.places.roles import CHANGE_PLACE, Role
from tallgrass.places.tasks import Task
from tallgrass.web.checklist.checks import all_checks
from tallgrass.web.checklist.facts import Outcome
from tallgrass.web.checklist.gathering import gather
from tallgrass.web.checklist.wording import summed_up


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """One task for a steward where something is wrong with a site that has an address of its own.

    The address itself is left out: whoever reads this has come there.
    """
    if CHANGE_PLACE not in role.may or not settings.HTTPS:
        return []
    found = [each for each in all_checks(gather(timezone.now())) if each.key != "address"]
    if not any(each.outcome is Outcome.BAD for each in found):
        return []
    title = words(language, "checklist")["task"]
    address = reverse("checklist:page", args=[place.slug])
    return [Task(title, summed_up(found, language), address, rank=90)]
