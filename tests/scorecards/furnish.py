"""Furnishes a running site for a look at it: Elmwood with a shown and an unshown scorecard, and Rosa signed in.

``python -m tests.scorecards.furnish`` prints what was made as JSON.
"""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import django


def main() -> None:
    """Make it, and say what it is."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from tallgrass.foundation.accounts.models import User
    from tallgrass.places.actions import add_place
    from tallgrass.strength.scorecard.actions import make_scorecard, show_scorecard
    from tallgrass.strength.scorecard.models import Making
    from tallgrass.strength.scorecard.place_folder.actions import load_folder
    from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
    from tallgrass.strength.scorecard.taking_up.actions import Owner, take_up_step
    from tests.scorecards.conftest import AS_OF, write_elmwood

    rosa = User.objects.create_user("rosa@example.org", name="Rosa with a Rather Long Name of Her Own")
    place = add_place(slug="elmwood", name="Elmwood", population=80_000, by=rosa)
    empty = add_place(slug="oakdale", name="Oakdale", by=rosa)
    with TemporaryDirectory() as folder:
        read = read_place_folder(write_elmwood(Path(folder) / "elmwood", signed="p0,KP7,3"))
    load_folder(place="elmwood", folder=read, by=None, replace=True)
    shown = make_scorecard(place=place, as_of=AS_OF, by=rosa).snapshot
    show_scorecard(place=place, number=shown.pk, by=rosa)
    made = make_scorecard(place=place, as_of=date(2026, 7, 31), by=rosa).snapshot
    now = timezone.localdate()
    taken = take_up_step(
        place=place,
        number=made.pk,
        step=0,
        owner=Owner(rosa),
        until=now,
        today=now,
        by=rosa,
        owner_agrees=True,
    )
    making = Making.objects.create(place=place, as_of=date(2026, 8, 1), people=100_000, counted=35_000)
    session = SessionStore()
    session[SESSION_KEY] = str(rosa.pk)
    session[BACKEND_SESSION_KEY] = str(settings.AUTHENTICATION_BACKENDS[0])
    session[HASH_SESSION_KEY] = rosa.get_session_auth_hash()
    session.create()
    records = {
        "shown": shown.pk,
        "made": made.pk,
        "taken": taken.pk,
        "making": making.pk,
        "empty": empty.slug,
    }
    print(json.dumps({"session": session.session_key, **records}))


if __name__ == "__main__":
    main()
