"""A site's processes for a test that kills them: ``python -m tests.digest.site fill|work``. Leases are short."""

import os
import sys
from datetime import date, timedelta
from typing import Any


def main(what: str, *arguments: str) -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
    import django

    django.setup()
    from tallgrass.foundation.jobs import leases

    leases.LEASE = timedelta(seconds=1)
    {"fill": fill, "work": work}[what](*arguments)


def fill(number: str) -> None:
    """Make a place with so many stewards in which something moved, and ask for the digests of next Tuesday."""
    from tallgrass.foundation.accounts.models import User
    from tallgrass.places.actions import add_place, change_place
    from tallgrass.places.digest.method.weeks import TUESDAY
    from tallgrass.places.digest.tasks import send_digests
    from tallgrass.places.models import Membership
    from tallgrass.places.roles import STEWARD

    place = add_place(slug="elmwood", name="Elmwood", time_zone="America/Chicago", by=None)
    people = [User(email=f"p{one}@example.org", password="!") for one in range(int(number))]
    User.objects.bulk_create(people)
    Membership.objects.bulk_create(Membership(place=place, person=one, role=STEWARD.key) for one in people)
    change_place(place=place, by=None, changes={"run_by": "Elmwood Library"})
    today = date.today()  # noqa: DTZ011
    week = today + timedelta(days=7 + (TUESDAY - today.weekday()) % 7)
    send_digests.enqueue(place.pk, week.isoformat())
    print(week.isoformat(), flush=True)


def work() -> None:
    """Do jobs until stopped; say when that begins."""
    from tallgrass.foundation.jobs import stopping

    begin = stopping.run_worker

    def say_and_begin(**given: Any) -> None:
        print("working", flush=True)
        begin(**given)

    stopping.run_worker = say_and_begin
    stopping.work_until_stopped(with_parent=False, poll_seconds=0.05)


if __name__ == "__main__":
    main(*sys.argv[1:])
