"""Letting a text wait to be sent."""

from datetime import datetime

from django.db import transaction

from tallgrass.foundation.messages.actions import Posted, post
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.refusing import Refusal
from tallgrass.foundation.texts.before import NOT_AGREED, NotReady, missing
from tallgrass.foundation.texts.queries import has_agreed, terms_of, texted_before
from tallgrass.foundation.texts.wording import complete


@transaction.atomic
def post_text(
    *,
    place: int,
    to: str,
    body: str,
    language: str,
    purpose: str,
    about: int | None,
    bulk: bool,
    not_before: datetime | None = None,
    good_until: datetime | None = None,
) -> Posted:
    """Let a text of a place wait to be sent: with its name first and how to end it, as ``before_sending`` counted it.

    ``bulk``: to many, so quiet hours hold, and only who has agreed gets it (refusal ``not_agreed``). Call it inside
    the transaction that notes that it was asked for. Raises ``NotReady`` and ``UnknownPurpose``.
    """
    lacking = missing(place)
    terms = terms_of(place)
    if terms is None or (bulk and lacking):
        raise NotReady(lacking)
    if bulk and not has_agreed(place=place, to=to):
        return Posted(None, Refusal(NOT_AGREED))
    first = not texted_before([to])
    return post(
        place=place,
        channel=Channel.TEXT,
        to=to,
        subject="",
        body=complete(body, name=terms.name, language=language, first=first),
        language=language,
        purpose=purpose,
        about=about,
        bulk=bulk,
        not_before=not_before,
        good_until=good_until,
    )
