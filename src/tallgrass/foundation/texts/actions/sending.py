"""Letting texts wait to be sent."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from tallgrass.foundation.messages.actions import Letter, Posted, post_many
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.refusing import NO_ADDRESS, Refusal
from tallgrass.foundation.texts.before import NOT_AGREED, NotReady, Planned, missing
from tallgrass.foundation.texts.queries import agreed, are_numbers, terms_of, texted_before
from tallgrass.foundation.texts.wording import complete


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
    """Let one text of a place wait to be sent; as ``post_texts``."""
    return post_texts(
        place=place,
        texts={to: Planned(body, language, about)},
        purpose=purpose,
        bulk=bulk,
        not_before=not_before,
        good_until=good_until,
    )[to]


@transaction.atomic
def post_texts(
    *,
    place: int,
    texts: Mapping[str, Planned],
    purpose: str,
    bulk: bool,
    not_before: datetime | None = None,
    good_until: datetime | None = None,
) -> dict[str, Posted]:
    """Let texts of a place, by number, wait to be sent: each with its name and how to end it, as ``before_sending``
    counted them.

    ``bulk``: to many, so quiet hours hold, and only who has agreed gets one (refusal ``not_agreed``). Call it inside
    the transaction that notes that they were asked for. Raises ``NotReady`` and ``UnknownPurpose``.
    """
    lacking, terms = missing(place), terms_of(place)
    if terms is None or (bulk and lacking):
        raise NotReady(lacking)
    refused = _refused(place, texts, bulk=bulk)
    letters = {to: text for to, text in texts.items() if to not in refused}
    known = texted_before(letters)
    posted = post_many(
        place=place,
        channel=Channel.TEXT,
        letters=[
            Letter(
                to,
                "",
                complete(text.body, name=terms.name, language=text.language, first=to not in known),
                text.language,
                text.about,
            )
            for to, text in letters.items()
        ],
        purpose=purpose,
        bulk=bulk,
        not_before=not_before,
        good_until=good_until,
    )
    return {**refused, **dict(zip(letters, posted, strict=True))}


def _refused(place: int, texts: Mapping[str, Planned], *, bulk: bool) -> dict[str, Posted]:
    numbers = are_numbers(texts)
    willing = agreed(place=place, numbers=numbers) if bulk else numbers
    return {
        to: Posted(None, Refusal(NOT_AGREED if to in numbers else NO_ADDRESS))
        for to in texts
        if to not in willing
    }
