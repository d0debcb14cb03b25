"""Furnishes a running site for a look at it: Elmwood with everything about texts, Oakdale with nothing, Rosa signed in.

``python -m tests.texts.furnish`` prints her session and the numbers of two texts as JSON.
"""

import json
from decimal import Decimal

import django


def main() -> None:
    """Make it, and say what it is."""
    django.setup()
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.utils import timezone

    from tallgrass.foundation.accounts.models import User
    from tallgrass.foundation.texts import actions
    from tallgrass.foundation.texts.models import Delivery, IncomingText, Source
    from tallgrass.places.actions import add_place

    rosa = User.objects.create_user("rosa@example.org", name="Rosa")
    place = add_place(slug="elmwood", name="Elmwood", population=80_000, by=rosa)
    add_place(slug="oakdale", name="Oakdale", by=rosa)
    terms = {"name": "Elmwood", "price": Decimal("0.0112"), "currency": "USD", "registration": "done"}
    actions.set_terms(place=place.pk, changes=terms)
    agreement = actions.Agreement(timezone.now(), "Text me.", "en", Source.PAPER)
    actions.agree(place=place.pk, numbers=["+13145550124"], to=agreement, noted_by=None)
    for number, body in enumerate(("Where do we meet? " * 30, "Ya no me escriban por favor")):
        actions.take_incoming(reference=f"SM{number}", number="+13145550123", body=body, gateway_answers=True)
        Delivery.objects.create(message_id=number, place_id=place.pk, status=("delivered", "failed")[number])
    session = SessionStore()
    session[SESSION_KEY] = str(rosa.pk)
    session[BACKEND_SESSION_KEY] = str(settings.AUTHENTICATION_BACKENDS[0])
    session[HASH_SESSION_KEY] = rosa.get_session_auth_hash()
    session.create()
    texts = list(IncomingText.objects.order_by("pk").values_list("pk", flat=True))
    print(json.dumps({"session": session.session_key, "texts": texts}))


if __name__ == "__main__":
    main()
