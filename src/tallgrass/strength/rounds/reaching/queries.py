"""Who of a round can be sent something now. Whether somebody answered is looked up for reminders of confidential rounds
alone.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet

from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.purposes import Purpose
from tallgrass.foundation.messages.refusing import refusals
from tallgrass.foundation.texts.before import missing
from tallgrass.foundation.texts.queries import agreed
from tallgrass.strength.rounds.models import Invitation, Round
from tallgrass.strength.rounds.reaching.models import REMINDERS, Reached

#: So many days pass after one message before the next.
BETWEEN: Final = timedelta(days=3)
#: At most so many messages wait to be sent by one press of a button.
MOST_AT_ONCE: Final = 5_000


def to_invite(found: Round) -> QuerySet[Invitation]:
    """Whose link has not been sent yet."""
    return _reachable(found).exclude(_was_sent(Reached.Sort.INVITATION))


def to_remind(found: Round, today: date) -> dict[Reached.Sort, QuerySet[Invitation]]:
    """Who can be reminded today, by reminder: three days after the last message, and twice at most.

    In a confidential round those whose link was not used. In an anonymous one everybody: nobody looks who answered.
    """
    silent = _reachable(found)
    if found.mode == Round.Mode.CONFIDENTIAL:
        silent = silent.filter(used=False)
    before = Reached.Sort.INVITATION
    due = {}
    for reminder in REMINDERS:
        due[reminder] = silent.filter(_was_sent(before, until=today - BETWEEN)).exclude(_was_sent(reminder))
        before = reminder
    return due


def to_tell(found: Round) -> QuerySet[Invitation]:
    """Whom the result of a closed round can be sent to, whether or not they answered."""
    return _reachable(found).exclude(_was_sent(Reached.Sort.RESULT))


def who_can_be_sent(rows: Sequence[Invitation], purpose: Purpose) -> list[Invitation]:
    """Those to whom a message of a purpose can go now: who has not ended them, whose address works, and for texts who
    has agreed, where the place is ready for texts. A bounded number of questions for all of them.
    """
    if not rows:
        return []
    place = rows[0].place_id
    emails = {row.email for row in rows if row.email}
    phones = {row.phone for row in rows if not row.email and row.phone}
    refused = set(refusals(place=place, channel=Channel.MAIL, to=emails, purpose=purpose.key))
    good = emails - refused
    if phones and not missing(place):
        willing = set(agreed(place=place, numbers=list(phones)))
        good |= willing - set(refusals(place=place, channel=Channel.TEXT, to=willing, purpose=purpose.key))
    return [row for row in rows if (row.email or row.phone) in good]


def sent_so_far(found: Round) -> dict[str, int]:
    """How many have been sent what."""
    rows = Reached.objects.filter(place=found.place_id, invitation__round=found)
    return {sort: rows.filter(sort=sort).count() for sort in Reached.Sort.values}


def without_a_way(found: Round) -> int:
    """How many personal links have neither an address nor a number: they are given to people by other ways."""
    rows = Invitation.objects.filter(
        place=found.place_id, round=found, sort=Invitation.Sort.PERSONAL, ended=False
    )
    return rows.filter(email="", phone="").count()


def _reachable(found: Round) -> QuerySet[Invitation]:
    """Personal links that are good and whose owner has an address or a number."""
    return (
        Invitation.objects.filter(
            place=found.place_id, round=found, sort=Invitation.Sort.PERSONAL, ended=False
        )
        .exclude(email="", phone="")
        .exclude(seed="")
        .select_related("group__round", "group__place")
        .order_by("pk")
    )


def _was_sent(sort: Reached.Sort, until: date | None = None) -> Exists:
    sent = Reached.objects.filter(place=OuterRef("place"), invitation=OuterRef("pk"), sort=sort)
    return Exists(sent if until is None else sent.filter(on__lte=until))
