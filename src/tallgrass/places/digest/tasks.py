"""Sends the digests when they are due in each place."""

from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from tallgrass.foundation.jobs.declaring import scheduled, task
from tallgrass.places.digest.actions import send_digest
from tallgrass.places.digest.queries import due_places, site_address, unsettled
from tallgrass.places.models import Place

#: So many members are written to by one job; another goes on, so that other jobs have their turn in between.
AT_ONCE: Final = 100


@scheduled(every=timedelta(minutes=15))
@task
def look_after_digests() -> None:
    """Have the digests of every place written that are due and not settled."""
    for place, week in due_places(timezone.now()):
        send_digests.using(key=f"digest.{place}", place=place).enqueue(place, week.isoformat())


@task(outside=True)
def send_digests(place: int, week: str) -> int:
    """Settle a week of members of a place, each in a transaction of its own; gives how many digests were posted.

    Whoever is killed in the middle is followed by another, who goes on with those that are not settled.
    """
    found, tuesday = Place.objects.filter(pk=place).first(), date.fromisoformat(week)
    if found is None:
        return 0
    numbers = list(unsettled(found, tuesday).values_list("pk", flat=True)[: AT_ONCE + 1])
    if len(numbers) > AT_ONCE:
        send_digests.using(key=f"digest.{place}", place=place).enqueue(place, week)
    site = site_address()
    return sum(send_digest(place=found, number=one, week=tuesday, site=site) for one in numbers[:AT_ONCE])
