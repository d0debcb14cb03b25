"""Fills the data folder of a running site for the browser: ``python -m tests.imports.furnish`` prints what it made.

Rosa is signed in; Elmwood has a preview with a row of every fate, a list that was brought in and changed since, a pair
that looks alike, and a list whose columns nobody has settled.
"""

import json

import django


def main() -> None:
    """Make everything and print a session and the ids, as JSON."""
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from tallgrass.elements.players.actions import change_partner
    from tallgrass.elements.players.imports.actions import apply_import, preview_import
    from tallgrass.elements.players.method.fields import PartnerFields
    from tallgrass.elements.players.models import Player, Standing
    from tallgrass.foundation.accounts.models import User
    from tallgrass.places.actions import add_place

    rosa = User.objects.create_user("rosa@example.org", name="Rosa")
    place = add_place(slug="elmwood", name="Elmwood", by=rosa)

    def preview(*lines: str, name: str = "partners.csv") -> int:
        content = "\n".join(lines).encode()
        return preview_import(place=place, name=name, pieces=[content], by=rosa).pk

    first = preview(
        "id,name,kind",
        "s,Same Group,community",
        "c,Old Name,",
        "g,Gridworks,",
        "h,Shelter,",
        "w,Gridworks LLC,",
    )
    apply_import(place=place, imported=first, by=rosa)
    changed = Player.objects.get(place=place, key="s")
    change_partner(
        place=place,
        player=changed.pk,
        fields=PartnerFields("Same Group", kinds=("community",), roles=("data",)),
        by=rosa,
    )
    shelter = Player.objects.get(place=place, key="h")
    shelter.standing = Standing.HIDDEN
    shelter.save()
    waits = preview(
        "id,name,kind,website,Budget",
        "s,Same Group,community,,",
        "c,New Name of an Organization That Has a Rather Long Name,government,https://new.example.org,7",
        ",Gridworks Inc.,,,",
        "h,Shelter,,,",
        "n,<b>Markup</b> Organización Ñandú,Non-Profit,not a site,",
        ",,,,9",
        f",{'verylongword' * 20},,,",
    )
    one, two = (Player.objects.get(place=place, key=key).pk for key in ("g", "w"))
    session = SessionStore()
    session[SESSION_KEY] = str(rosa.pk)
    session[BACKEND_SESSION_KEY] = _backend()
    session[HASH_SESSION_KEY] = rosa.get_session_auth_hash()
    session.create()
    print(
        json.dumps(
            {
                "session": session.session_key,
                "waits": waits,
                "done": first,
                "columns": preview("Data Night,7", "Open Table,8", name="no-titles.csv"),
                "pair": [one, two],
            }
        )
    )


def _backend() -> str:
    from django.conf import settings

    return str(settings.AUTHENTICATION_BACKENDS[0])


if __name__ == "__main__":
    main()
