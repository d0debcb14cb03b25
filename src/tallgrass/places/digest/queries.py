"""Reads of who gets a digest, when, in which language, and why not."""

from datetime import date, datetime
from typing import Final

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.refusing import may_send_to
from tallgrass.places.digest.method.weeks import due_week, moment
from tallgrass.places.digest.purposes import DIGEST
from tallgrass.places.models import Digest, DigestWish, Membership, Place
from tallgrass.places.sending import zone_of
from tallgrass.places.zones import zone_info

#: Why a place sends none: it is invented, nobody said its time zone, the site has no address that others can open.
EXAMPLE: Final = "example"
NO_ZONE: Final = "no_zone"
NO_ADDRESS: Final = "no_address"


def site_address() -> str:
    """Where readers reach this site; blank where it has no address of its own, so that no link could be sent."""
    address = getattr(settings, "ADDRESS", None)
    return "" if address is None else str(address.origin)


def sends_none(place: Place) -> str | None:
    """Why a place sends no digest; None where it does."""
    if place.example:
        return EXAMPLE
    if not site_address():
        return NO_ADDRESS
    return None if zone_of(place) else NO_ZONE


def due_places(now: datetime) -> list[tuple[int, date]]:
    """The places in which somebody's digest is to be settled now, each with the week."""
    if not site_address():
        return []
    members = Membership.objects.filter(place=OuterRef("pk"))
    going_on = Place.objects.filter(Exists(members), ending__ended_on=None, example=False)
    found = [(place, due_week(now, zone_info(zone))) for place in going_on if (zone := zone_of(place))]
    return [(place.pk, week) for place, week in found if week and unsettled(place, week).exists()]


def unsettled(place: Place, week: date) -> "QuerySet[Membership]":
    """Members who want the digest, had their role when it was due, and of whom that week is not settled."""
    settled = Digest.objects.filter(membership=OuterRef("pk"), week=week)
    return (
        Membership.objects.filter(place=place, person__is_active=True)
        .filter(since__lt=moment(week, zone_info(zone_of(place))))
        .exclude(Q(digest_wish__wanted=False) | Exists(settled))
        .order_by("pk")
    )


def wish_of(membership: Membership) -> DigestWish:
    """What a member chose; what holds for all where they chose nothing."""
    found = DigestWish.objects.filter(membership=membership).first()
    return found if found is not None else DigestWish(membership=membership)


def language_of(membership: Membership) -> str:
    """The language in which a member is written to: their own, else the place's first."""
    chosen = wish_of(membership).language
    return chosen if chosen in available_languages() else str(membership.place.languages[0])


def refusal(membership: Membership) -> str | None:
    """Why nothing of this is sent to a member's address, by ``messages.models.Reason``; None where it is."""
    found = may_send_to(
        place=membership.place_id, channel=Channel.MAIL, to=membership.person.email, purpose=DIGEST.key
    )
    return None if found is None else found.reason


def last_settled(membership: Membership, week: date) -> date | None:
    """The last week before this one that was settled for a member, sent or not."""
    rows = Digest.objects.filter(membership=membership, week__lt=week)
    return rows.order_by("-week").values_list("week", flat=True).first()


def last_sent(membership: Membership) -> Digest | None:
    """The last digest that a member was sent, as far back as rows are kept."""
    return Digest.objects.filter(membership=membership, sent=True).order_by("-week").first()
