"""What a round needs from the stewards of a place now."""

from datetime import date
from typing import Any

from django.urls import reverse

from tallgrass.foundation.languages import words
from tallgrass.places.models import Place
from tallgrass.places.roles import CLEAR_REMARKS, RUN_ROUNDS, Role
from tallgrass.places.tasks import Task
from tallgrass.strength.rounds.holding.locked import today
from tallgrass.strength.rounds.holding.queries import open_or_draft, remarks_waiting, result_is_due
from tallgrass.strength.rounds.models import Round


def own_tasks(place: Place, role: Role, language: str) -> list[Task]:
    """The room's source of tasks."""
    said = words(language, "rounds")["task"]
    found = []
    if RUN_ROUNDS in role.may:
        going = open_or_draft(place=place)
        found += [] if going is None else [_going(place, going, said)]
        found += [_promised(place, row, said) for row in result_is_due(place=place, today=today())]
    if CLEAR_REMARKS in role.may and (waiting := remarks_waiting(place=place)) is not None:
        found.append(_remarks(place, *waiting, said))
    return found


def _going(place: Place, found: Round, said: Any) -> Task:
    address = reverse("rounds:round", args=[place.slug, found.pk])
    if found.state == Round.State.DRAFT:
        return Task(said["draft"], said["draft_text"], address, rank=120)
    days = _days(said, "last_day", found.closes_on)
    return Task(said["open"], days, address, rank=60, tag=said["open_tag"])


def _promised(place: Place, found: Round, said: Any) -> Task:
    """That people were promised a result by a day."""
    address = reverse("rounds:round", args=[place.slug, found.pk])
    assert found.result_by is not None  # noqa: S101 (for the type checker: rounds open with a promise)
    late = found.result_by < today()
    title = _days(said, "result", found.result_by)
    return Task(title, said["result_text"], address, rank=20 if late else 70)


def _remarks(place: Place, number: int, count: int, said: Any) -> Task:
    title = said["remarks_one"] if count == 1 else said["remarks_many"].format(count=count)
    return Task(title, said["remarks_text"], reverse("rounds:remarks", args=[place.slug, number]), rank=150)


def _days(said: Any, key: str, day: date | None) -> str:
    """A sentence on how many days it is until a day."""
    if day is None:
        return ""
    left = (day - today()).days
    which = "over" if left < 0 else "today" if left == 0 else "one" if left == 1 else "many"
    return str(said[f"{key}_{which}"]).format(days=abs(left), day=day.isoformat())
