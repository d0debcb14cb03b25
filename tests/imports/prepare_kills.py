"""Makes places that each wait for a list to be applied: ``python -m tests.imports.prepare_kills PLACES ROWS``.

Prints as JSON Rosa's session and the id of the waiting import in each place (``kill-0``, ``kill-1``, ...).
"""

import json
import sys

import django


def main(places: int, rows: int) -> None:
    """Make everything and print what the test needs."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from tallgrass.elements.players.imports.actions import preview_import
    from tallgrass.foundation.accounts.models import User
    from tallgrass.places.actions import add_place

    rosa = User.objects.create_user("rosa@example.org", name="Rosa")
    lines = [
        "id,name,website",
        *(f"{at},Partner {at} of Kills,https://p{at}.example.org" for at in range(rows)),
    ]
    waiting = []
    for number in range(places):
        place = add_place(slug=f"kill-{number}", name=f"Kills {number}", by=rosa)
        content = "\n".join(lines).encode()
        waiting.append(preview_import(place=place, name="list.csv", pieces=[content], by=rosa).pk)
    session = SessionStore()
    session[SESSION_KEY] = str(rosa.pk)
    session[BACKEND_SESSION_KEY] = str(settings.AUTHENTICATION_BACKENDS[0])
    session[HASH_SESSION_KEY] = rosa.get_session_auth_hash()
    session.create()
    cookie = f"{settings.SESSION_COOKIE_NAME}={session.session_key}"
    print(json.dumps({"cookie": cookie, "waiting": waiting}))


def look(places: int) -> None:
    """Print as JSON, for each place, the state of its import and how much of the list is there."""
    django.setup()
    from tallgrass.elements.players.models import Import, Player
    from tallgrass.foundation.events.models import Event
    from tallgrass.foundation.search.models import SearchDocument
    from tallgrass.places.models import Place

    found = []
    for number in range(places):
        place = Place.objects.get(slug=f"kill-{number}")
        imported = Import.objects.get(place=place)
        counts = (
            Player.objects.filter(place=place).count(),
            SearchDocument.objects.filter(place=place.pk).count(),
            Event.objects.filter(place=place.pk, batch=imported.pk).count(),
        )
        found.append([imported.state, *counts])
    print(json.dumps(found))


if __name__ == "__main__":
    if sys.argv[1] == "look":
        look(int(sys.argv[2]))
    else:
        main(int(sys.argv[1]), int(sys.argv[2]))
