"""What members do about the digest, and what the program does with it each week."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.messages.actions import begin_stream_again, drop_waiting, post
from tallgrass.foundation.messages.addresses import digest_of
from tallgrass.foundation.messages.models import Channel, Reason
from tallgrass.foundation.messages.unsubscribing import Ending
from tallgrass.places.digest.method.weeks import STALE, looks_back_to, moment
from tallgrass.places.digest.purposes import DIGEST
from tallgrass.places.digest.queries import (
    language_of,
    last_sent,
    last_settled,
    refusal,
    unsettled,
)
from tallgrass.places.digest.writing import Span, Written, written
from tallgrass.places.models import Digest, DigestWish, Membership, Place
from tallgrass.places.permissions import NotAllowed
from tallgrass.places.roles import SEE_PLACE
from tallgrass.places.sending import zone_of
from tallgrass.places.zones import zone_info

#: How long it is known which weeks are settled. What waits unchanged is told again after that.
_KEPT: Final = timedelta(weeks=5)


@transaction.atomic
def choose_digest(*, place: Place, wanted: bool, language: str, by: User | None) -> DigestWish:
    """Choose whether one gets the digest of a place, and in which language; it is one's own business alone.

    Who wants it again takes back that they ended it in a message. Who wants none is spared one that still waits.
    Raises ``NotAllowed`` for who has no role in the place, and ``ValueError`` for a language that there is not.
    """
    membership = Membership.objects.select_for_update().filter(place=place, person=by).first()
    if by is None or membership is None:
        raise NotAllowed(SEE_PLACE)
    if language not in available_languages():
        raise ValueError(f"there are no words in {language}")
    wish, _ = DigestWish.objects.update_or_create(
        membership=membership, defaults={"wanted": wanted, "language": language}
    )
    if not wanted:
        withdraw_digest(membership=membership)
    elif refusal(membership) == Reason.UNSUBSCRIBED:
        begin_stream_again(ending=Ending(place.pk, digest_of(Channel.MAIL, by.email), DIGEST.stream))
    return wish


@transaction.atomic
def send_digest(*, place: Place, number: int, week: date, site: str) -> bool:
    """Settle a week of one member: post their digest, or note that there was no reason to; whether it was posted.

    ``number`` is the membership's. Nothing is done for who has left, wants none, or whose week is settled. It is
    posted where something moved, or where something waits that did not wait when the last one was sent.
    """
    if Membership.objects.select_for_update().filter(place=place, pk=number).first() is None:
        return False
    membership = unsettled(place, week).filter(pk=number).first()
    if membership is None:
        return False
    letter = _letter(membership, week, site)
    Digest.objects.filter(membership=membership, week__lt=week - _KEPT).delete()
    before = last_sent(membership)
    row = Digest.objects.create(membership=membership, week=week, waiting=letter.waiting)
    anew = bool(letter.waiting) and (before is None or before.waiting != letter.waiting)
    if (letter.moved or anew) and _posted(row, letter, site):
        row.sent = True
        row.save(update_fields=["sent"])
    return row.sent


def withdraw_digest(*, membership: Membership) -> None:
    """Let a digest be that still waits to be sent: its reader leaves, may read other things from now on, or wants none.

    Call it inside the transaction that changes that.
    """
    row = last_sent(membership)
    if row is not None:
        drop_waiting(place=membership.place_id, purpose=DIGEST.key, about=row.pk)


def _letter(membership: Membership, week: date, site: str) -> Written:
    zone = zone_info(zone_of(membership.place))
    since = looks_back_to(week, last_settled(membership, week), zone)
    span = Span(since, moment(week, zone))
    return written(membership, span, language=language_of(membership), site=site)


def _posted(row: Digest, letter: Written, site: str) -> bool:
    membership = row.membership
    due = moment(row.week, zone_info(zone_of(membership.place)))
    posted = post(
        place=membership.place_id,
        channel=Channel.MAIL,
        to=membership.person.email,
        subject=letter.subject,
        body=letter.body,
        language=language_of(membership),
        purpose=DIGEST.key,
        about=row.pk,
        bulk=True,
        not_before=max(due, timezone.now()),
        good_until=due + STALE,
        site=site,
    )
    return posted.message is not None
