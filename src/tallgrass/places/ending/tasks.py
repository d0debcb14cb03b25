"""Closes places on their day."""

from datetime import time

from django.utils import timezone

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.places.ending.actions import end_place
from tallgrass.places.ending.queries import due
from tallgrass.places.models import Place


@scheduled(daily_at=time(12, 20))
@task
def end_places() -> None:
    """Close every place whose day is over everywhere on earth, which it is at noon in UTC on the day after."""
    for number in due(timezone.now().date()):
        end_one.enqueue(number)


@task
def end_one(number: int) -> None:
    """Close one place, unless it was called off meanwhile."""
    end_place(place=Place.objects.get(pk=number), today=timezone.now().date())
