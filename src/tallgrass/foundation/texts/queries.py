"""Reads of texts, each of one place or of one number."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db.models import Count, QuerySet
from django.utils import timezone

from tallgrass.foundation.messages.addresses import digest_of, normal
from tallgrass.foundation.messages.models import Channel, Message, State, Suppression
from tallgrass.foundation.texts.method.phone_numbers import USUAL_COUNTRY
from tallgrass.foundation.texts.models import Consent, Delivery, IncomingText, Reading, TextTerms

_AT_ONCE: Final = 500


def terms_of(place: int) -> TextTerms | None:
    """How a place texts; None where its stewards have not said so yet."""
    return TextTerms.objects.filter(place_id=place).first()


def country_of(place: int) -> str:
    """The country (ISO 3166) in which a place writes numbers; the usual one where its stewards have not said."""
    terms = terms_of(place)
    return USUAL_COUNTRY if terms is None else terms.country


def has_agreed(*, place: int, to: str) -> bool:
    """Whether the person with that number has agreed to texts from that place."""
    return bool(agreed(place=place, numbers=[to]))


def agreed(*, place: int, numbers: Iterable[str]) -> frozenset[str]:
    """Of these numbers those whose people have agreed to texts from that place. One question for 500 of them."""
    digests: dict[str, list[str]] = {}
    for number in are_numbers(numbers):
        digests.setdefault(digest_of(Channel.TEXT, number), []).append(number)
    wanted, found = list(digests), set[str]()
    for first in range(0, len(wanted), _AT_ONCE):
        rows = Consent.objects.filter(
            place_id=place, digest__in=wanted[first : first + _AT_ONCE], ended_at__isnull=True
        )
        found.update(rows.values_list("digest", flat=True))
    return frozenset(number for digest in found for number in digests[digest])


def are_numbers(texts: Iterable[str]) -> frozenset[str]:
    """Of these texts those that are numbers, as the queue takes them."""
    return frozenset(text for text in texts if _is_number(text))


def _is_number(text: str) -> bool:
    try:
        return bool(normal(Channel.TEXT, text))
    except ValidationError:
        return False


def how_many_agreed(place: int) -> int:
    """How many numbers may be texted, as far as agreement goes."""
    return Consent.objects.filter(place_id=place, ended_at__isnull=True).count()


def spoken_with(digest: str) -> tuple[int | None, str]:
    """The place that has to do with a number, and the language in which it texts there; none and blank where none has.

    The one that texted it last; else the one to which its person agreed last; else the only one that texts.
    """
    texted = Message.objects.filter(channel=Channel.TEXT, digest=digest, handed_over_at__isnull=False)
    last = (
        texted.exclude(place_id=None)
        .order_by("-handed_over_at", "-pk")
        .values_list("place_id", "language")
        .first()
    )
    agreed_to = (
        Consent.objects.filter(digest=digest).order_by("-pk").values_list("place_id", "language").first()
    )
    return last or agreed_to or (only_place(), "")


def only_place() -> int | None:
    """The place that texts, where it is the only one on this site."""
    found = list(TextTerms.objects.order_by("place_id").values_list("place_id", flat=True)[:2])
    return found[0] if len(found) == 1 else None


def to_read(place: int) -> QuerySet[IncomingText]:
    """What came in and waits for a person, the newest first."""
    return IncomingText.objects.filter(place_id=place, reading=Reading.WAITING).order_by("-pk")


def answered_lately(digest: str, within: timedelta) -> int:
    """How many texts came from a number lately."""
    return IncomingText.objects.filter(digest=digest, came_at__gt=timezone.now() - within).count()


def deliveries_since(place: int, since: datetime) -> dict[str, int]:
    """How many texts of a place have come how far, by status."""
    rows = (
        Delivery.objects.filter(place_id=place, at__gte=since).values("status").annotate(number=Count("pk"))
    )
    return {row["status"]: row["number"] for row in rows.order_by("status")}


def texted_before(numbers: Iterable[str]) -> frozenset[str]:
    """Of these numbers those that were texted before, or soon will be. One question for 500 of them."""
    digests = {digest_of(Channel.TEXT, number): number for number in numbers}
    wanted, found = list(digests), set[str]()
    for first in range(0, len(wanted), _AT_ONCE):
        rows = Message.objects.filter(
            channel=Channel.TEXT, digest__in=wanted[first : first + _AT_ONCE]
        ).exclude(state__in=(State.DROPPED, State.FAILED))
        found.update(rows.values_list("digest", flat=True).distinct())
    return frozenset(digests[digest] for digest in found)


def incoming_of(*, place: int, number: int) -> IncomingText | None:
    """A text of a place that waits for a person; None where it does not, or is another place's."""
    return to_read(place).filter(pk=number).first()


def stopped(numbers: Iterable[str]) -> frozenset[str]:
    """Of these numbers those to which nothing may be sent at all. One question for 500 of them."""
    digests = {digest_of(Channel.TEXT, number): number for number in numbers}
    wanted, found = list(digests), set[str]()
    for first in range(0, len(wanted), _AT_ONCE):
        rows = Suppression.objects.filter(
            channel=Channel.TEXT,
            digest__in=wanted[first : first + _AT_ONCE],
            place_id__isnull=True,
            stream="",
        )
        found.update(rows.values_list("digest", flat=True))
    return frozenset(digests[digest] for digest in found)
