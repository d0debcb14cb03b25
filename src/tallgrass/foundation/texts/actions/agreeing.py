"""Keeping the proof that somebody agreed to texts, and that they took it back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.messages.addresses import digest_of, normal
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.texts.method.phone_numbers import ending
from tallgrass.foundation.texts.models import Consent, IncomingText, Source


@dataclass(frozen=True, slots=True)
class Agreement:
    """To what people agreed, word by word, when and where."""

    agreed_at: datetime
    words: str
    language: str
    source: Source


@transaction.atomic
def agree(*, place: int, numbers: Iterable[str], to: Agreement, noted_by: int | None) -> int:
    """Note that people agreed to texts from a place; returns how many had not before. ``numbers`` are E.164.

    Nothing that holds already is changed. What somebody has ended by STOP stays so: it is lifted by START alone.
    Raises ``ValidationError`` for what is no number.
    """
    endings = {digest_of(Channel.TEXT, one): ending(normal(Channel.TEXT, one)) for one in numbers}
    holding = set(
        Consent.objects.filter(place_id=place, ended_at__isnull=True, digest__in=list(endings)).values_list(
            "digest", flat=True
        )
    )
    added = [
        Consent(
            place_id=place,
            digest=digest,
            ending=last,
            agreed_at=to.agreed_at,
            words=to.words.replace("\x00", ""),
            language=to.language,
            source=to.source,
            noted_by=noted_by,
        )
        for digest, last in endings.items()
        if digest not in holding
    ]
    Consent.objects.bulk_create(added, batch_size=500)
    return len(added)


@transaction.atomic
def end_agreements(*, digest: str, place: int | None = None) -> int:
    """Note that the person with that number agrees no more: in a place, or in all (None); returns in how many."""
    holding = Consent.objects.filter(digest=digest, ended_at__isnull=True)
    return (holding if place is None else holding.filter(place_id=place)).update(ended_at=timezone.now())


@transaction.atomic
def forget_number(*, place: int, to: str) -> int:
    """Delete what a place has kept of a number: agreements, and what came from it; returns how many rows.

    That nothing may be sent to it stays: it is a promise. Raises ``ValidationError`` for what is no number.
    """
    digest = digest_of(Channel.TEXT, to)
    gone, _ = Consent.objects.filter(place_id=place, digest=digest).delete()
    more, _ = IncomingText.objects.filter(place_id=place, digest=digest).delete()
    return gone + more
