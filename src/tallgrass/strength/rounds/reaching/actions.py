"""What a steward can have sent to the people of a round. Each gets each thing once, whatever is pressed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.db import transaction

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.kinds import EventKind
from tallgrass.foundation.messages.actions import Letter, Posted, post_many
from tallgrass.foundation.messages.dead_links import refuse_dead_links
from tallgrass.foundation.messages.models import Channel
from tallgrass.foundation.messages.purposes import Purpose
from tallgrass.foundation.texts.actions.sending import post_texts
from tallgrass.foundation.texts.before import NotReady, Planned
from tallgrass.places.models import Place
from tallgrass.places.roles import PUBLISH_SCORECARD
from tallgrass.strength.rounds.events import REMINDED, RESULT_SENT, SENT
from tallgrass.strength.rounds.holding.locked import locked, tell, today
from tallgrass.strength.rounds.holding.result_seam import Result
from tallgrass.strength.rounds.models import Invitation, Round
from tallgrass.strength.rounds.reaching.models import Reached
from tallgrass.strength.rounds.reaching.purposes import INVITATION, REMINDER, RESULT
from tallgrass.strength.rounds.reaching.queries import MOST_AT_ONCE, to_invite, to_remind, to_tell
from tallgrass.strength.rounds.reaching.writing import Writer, Written

_PURPOSES: Final = {
    Reached.Sort.INVITATION: INVITATION,
    Reached.Sort.REMINDER_1: REMINDER,
    Reached.Sort.REMINDER_2: REMINDER,
    Reached.Sort.RESULT: RESULT,
}
#: Why texts do not go out where the place has not said how it texts.
NOT_READY: Final = "texts_not_ready"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many messages wait to be sent now, and why others do not, counted by reason."""

    waiting: int = 0
    refused: Mapping[str, int] = field(default_factory=dict)

    def and_also(self, other: "Outcome") -> "Outcome":
        """Both together."""
        return Outcome(self.waiting + other.waiting, dict(Counter(self.refused) + Counter(other.refused)))


@transaction.atomic
def send_invitations(*, place: Place, number: int, by: User | None, site: str) -> Outcome:
    """Send everybody their link who has not been sent it. ``site`` is where the site is reached.

    Raises ``NotAllowed``, ``Round.DoesNotExist``, ``NotNow`` where the round is not open, and ``LinksLeadNowhere``.
    """
    found = locked(place, number, by, Round.State.OPEN)
    outcome = _sent(found, Reached.Sort.INVITATION, to_invite(found)[:MOST_AT_ONCE], by, site)
    _told(found, SENT, by, outcome)
    return outcome


@transaction.atomic
def send_reminders(*, place: Place, number: int, by: User | None, site: str) -> Outcome:
    """Remind everybody who can be reminded today: twice at most, and never within three days of the last message.

    A reminder is no new ask. Raises as ``send_invitations``.
    """
    found = locked(place, number, by, Round.State.OPEN)
    outcome = Outcome()
    # Who is due for each is found before anything is sent: nobody gets both reminders at once.
    due = {sort: list(rows[:MOST_AT_ONCE]) for sort, rows in to_remind(found, today()).items()}
    for sort, rows in due.items():
        outcome = outcome.and_also(_sent(found, sort, rows, by, site))
    _told(found, REMINDED, by, outcome)
    return outcome


@transaction.atomic
def send_result(*, place: Place, number: int, by: User | None, result: Result) -> Outcome:
    """Send the result of a closed round to everybody who was asked, whether or not they answered.

    Raises as ``send_invitations``, where it is not closed.
    """
    found = locked(place, number, by, Round.State.CLOSED, needs=PUBLISH_SCORECARD)
    outcome = _sent(found, Reached.Sort.RESULT, to_tell(found)[:MOST_AT_ONCE], by, "", result)
    _told(found, RESULT_SENT, by, outcome)
    return outcome


def _sent(
    found: Round,
    sort: Reached.Sort,
    rows: Iterable[Invitation],
    by: User | None,
    site: str,
    result: Result | None = None,
) -> Outcome:
    refuse_dead_links(site if result is None else result.link)
    writer = Writer(sort, site, result)
    written = [writer.written(row) for row in rows]
    good_until = None if sort == Reached.Sort.RESULT else _end_of(found)
    by_mail = _one_each([one for one in written if one.channel == Channel.MAIL])
    by_text = _one_each([one for one in written if one.channel == Channel.TEXT])
    purpose = _PURPOSES[sort]
    mail = _mailed(found, by_mail, purpose, by, site, good_until)
    return _noted(found, sort, by_mail, mail).and_also(_texted(found, sort, by_text, purpose, good_until))


def _one_each(written: Sequence[Written]) -> list[Written]:
    """One message to each address or number, however many links were made for it."""
    return list({one.to.casefold(): one for one in reversed(written)}.values())[::-1]


def _mailed(
    found: Round,
    written: Sequence[Written],
    purpose: Purpose,
    by: User | None,
    site: str,
    good_until: datetime | None,
) -> list[Posted]:
    """Messages name the round and not the link: nothing leads from an address to whether its link was used."""
    return post_many(
        place=found.place_id,
        channel=Channel.MAIL,
        letters=[Letter(one.to, one.subject, one.body, one.language, found.pk) for one in written],
        purpose=purpose.key,
        bulk=True,
        good_until=good_until,
        reply_to="" if by is None else by.email,
        site=site,
    )


def _texted(
    found: Round,
    sort: Reached.Sort,
    written: Sequence[Written],
    purpose: Purpose,
    good_until: datetime | None,
) -> Outcome:
    if not written:
        return Outcome()
    # One number gets one message, however many links were made for it: that of the first.
    first = {one.to: one for one in reversed(written)}
    texts = {number: Planned(one.body, one.language, found.pk) for number, one in first.items()}
    try:
        posted = post_texts(
            place=found.place_id, texts=texts, purpose=purpose.key, bulk=True, good_until=good_until
        )
    except NotReady:
        return Outcome(0, {NOT_READY: len(written)})
    return _noted(found, sort, list(first.values()), [posted[number] for number in first])


def _noted(found: Round, sort: Reached.Sort, written: Sequence[Written], posted: Sequence[Posted]) -> Outcome:
    """Note who is sent it: in the same transaction, so that it is both or neither."""
    on = today()
    Reached.objects.bulk_create(
        [
            Reached(place_id=found.place_id, invitation=one.invitation, sort=sort, channel=one.channel, on=on)
            for one, result in zip(written, posted, strict=True)
            if result.message is not None
        ],
        batch_size=500,
    )
    refused = Counter(one.refusal.reason for one in posted if one.refusal is not None)
    return Outcome(len(posted) - refused.total(), dict(refused))


def _told(found: Round, what: EventKind, by: User | None, outcome: Outcome) -> None:
    if outcome.waiting:
        tell(what, found, by, count=outcome.waiting)


def _end_of(found: Round) -> datetime | None:
    """When the last day is over everywhere on earth: nobody is asked after it."""
    if found.closes_on is None:
        return None
    return datetime.combine(found.closes_on + timedelta(days=1), time(12), UTC)
