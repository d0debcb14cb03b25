"""Fills a site of its own with partners in every state, and signs people in: run in a process of that site.

``python -m tests.players.filling`` with TALLGRASS_DATA set prints what a test needs to know as JSON.
"""

import json
import os


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "tallgrass.web.settings"
    import django

    django.setup()
    from django.conf import settings

    from tests.cast import gather_cast
    from tests.players.conftest import gather_partners

    cast = gather_cast()
    cast.elmwood.languages = ["en", "es"]
    cast.elmwood.save()
    partners = gather_partners(cast)
    known = {
        "cookie": settings.SESSION_COOKIE_NAME,
        "library": partners.library.pk,
        "garden": partners.garden.pk,
        "secret": partners.library_secret.text,
        "hidden_secret": partners.clinic_secret.text,
        **{name: session_of(getattr(cast, name)) for name in ("rosa", "bea", "cal", "ines")},
    }
    print(json.dumps(known))


def session_of(person: object) -> str:
    """The key of a session in which somebody is signed in."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
