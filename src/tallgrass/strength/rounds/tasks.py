"""What rounds have done later, and by themselves on a day."""

from datetime import time

from django.utils import timezone

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.places.models import Place
from tallgrass.strength.rounds.holding.actions import NotNow, close_round, delete_codes, delete_names
from tallgrass.strength.rounds.holding.locked import is_over
from tallgrass.strength.rounds.holding.queries import over_in, to_forget_in
from tallgrass.strength.rounds.models import Round


@scheduled(daily_at=time(12, 5))
@task
def end_rounds() -> None:
    """Close every round whose last day is over everywhere on earth, which it is at noon in UTC on the day after; let go
    of names and codes whose day has come. Each round is a job of its own, so that none waits for another.
    """
    now = timezone.now()
    for place in Place.objects.all():
        for found in over_in(place):
            if found.closes_on is not None and is_over(found.closes_on, now):
                end_round.using(place=place.pk, key=f"end-{found.pk}").enqueue(place.pk, found.pk)
        for number in to_forget_in(place, now.date()):
            forget.using(place=place.pk, key=f"forget-{number}").enqueue(place.pk, number)


@task
def end_round(place_id: int, number: int) -> None:
    """Close one round, unless somebody has closed it meanwhile, or moved its last day."""
    place = Place.objects.get(pk=place_id)
    found = Round.objects.filter(place=place, pk=number).first()
    if found is None or found.closes_on is None or not is_over(found.closes_on, timezone.now()):
        return
    try:
        close_round(place=place, number=number, by=None)
    except NotNow:
        return


@task
def forget(place_id: int, number: int) -> None:
    """Delete for whom the links of a closed round were made, and its codes, each once its day has come."""
    place = Place.objects.get(pk=place_id)
    delete_names(place=place, number=number)
    delete_codes(place=place, number=number)
