"""A web process that applies a list, to be killed in the middle: ``python -m tests.imports.apply_once ROWS``.

It first says in one line of JSON what the last one left, and puts the place back; then it says "begin", applies
the list through the whole site as a browser would, and says "done".
"""

import json
import sys

import django


def main(rows: int) -> None:
    """Look, put back, begin, apply."""
    django.setup()
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    from tallgrass.elements.players.imports.actions import preview_import, undo_import
    from tallgrass.elements.players.models import Import, Player
    from tallgrass.foundation.accounts.actions import person_with
    from tallgrass.foundation.events.models import Event
    from tallgrass.foundation.search.models import SearchDocument
    from tallgrass.places.actions import add_place
    from tallgrass.places.models import Place

    rosa = person_with(email="rosa@example.org", name="Rosa")
    place = Place.objects.filter(slug="kills").first() or add_place(slug="kills", name="Kills", by=rosa)
    last = Import.objects.filter(place=place).first()
    left = {
        "state": last.state if last else "none",
        "players": Player.objects.filter(place=place).count(),
        "found": SearchDocument.objects.filter(place=place.pk).count(),
        "events": Event.objects.filter(place=place.pk, batch=last.pk).count() if last else 0,
    }
    print(json.dumps(left), flush=True)
    if last and last.state == Import.State.APPLIED:
        undo_import(place=place, imported=last.pk, by=None)
    lines = ["id,name", *(f"{number},Partner {number} of Kills" for number in range(rows))]
    waits = preview_import(place=place, name="list.csv", pieces=["\n".join(lines).encode()], by=rosa)
    client = Client(headers={"host": "localhost"})
    client.force_login(rosa)
    print("begin", flush=True)
    answer = client.post(f"/kills/imports/{waits.pk}/apply/")
    print("done" if answer.status_code == 302 else f"answered {answer.status_code}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]))
