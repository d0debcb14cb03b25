"""What a round needs from the stewards of a place now."""

from datetime import date

from django.urls import reverse

from tallgrass.places.models import Place
from tallgrass.places.roles import CLEAR_REMARKS, RUN_ROUNDS, Role
from tallgrass.places.tasks import Task
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.queries import open_or_draft, remarks_waiting, result_is_due
from tallgrass.strength.rounds.holding.result_seam import where_to_send
from tallgrass.strength.rounds.holding.saying import Speech
from tallgrass.strength.rounds.models import Round


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    speech = Speech(language)
    found = []
    if RUN_ROUNDS in role.may:
        going = open_or_draft(place=place)
        found += [] if going is None else [_going(place, going, speech)]
        due = result_is_due(place=place, today=today())
        found += [_promised(place, row, speech) for row in due]
    if CLEAR_REMARKS in role.may and (waiting := remarks_waiting(place=place)) is not None:
        found.append(_remarks(place, *waiting, speech))
    return found


def _going(place: Place, found: Round, speech: Speech) -> Task:
    said = speech.said["task"]
    address = reverse("rounds:round", args=[place.slug, found.pk])
    if found.state == Round.State.DRAFT:
        return Task(said["draft"], said["draft_text"], address, rank=120)
    days = _days(speech, "last_day", found.closes_on)
    return Task(said["open"], days, address, rank=60, tag=said["open_tag"])


def _promised(place: Place, found: Round, speech: Speech) -> Task:
    """That people were promised a result by a day, and have not been sent it yet."""
    said = speech.said["task"]
    late = found.result_by is not None and found.result_by < today()
    title = _days(speech, "result", found.result_by)
    address = where_to_send(place, found) or reverse("rounds:round", args=[place.slug, found.pk])
    tag = said["result_late"] if late else ""
    return Task(title, said["result_text"], address, rank=20 if late else 70, tag=tag)


def _remarks(place: Place, number: int, count: int, speech: Speech) -> Task:
    said = speech.said["task"]
    title = said["remarks_one"] if count == 1 else said["remarks_many"].format(count=count)
    return Task(title, said["remarks_text"], reverse("rounds:remarks", args=[place.slug, number]), rank=150)


def _days(speech: Speech, key: str, day: date | None) -> str:
    """A sentence on how many days it is until a day."""
    if day is None:
        return ""
    left = (day - today()).days
    which = "over" if left < 0 else "today" if left == 0 else "one" if left == 1 else "many"
    return str(speech.said["task"][f"{key}_{which}"]).format(days=abs(left), day=speech.day(day))
