"""Asking people no more than is fair. Rooms that ask call these within their own transaction, and tell the history
themselves what they asked for: that somebody was asked is told by nobody but them.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from tallgrass.elements.players.asks.asked import Asked, OverBudget, Verdict
from tallgrass.elements.players.asks.marks import digest_of, digest_or_blank
from tallgrass.elements.players.asks.models import Ask, Stipend
from tallgrass.elements.players.asks.purposes import Purpose
from tallgrass.elements.players.asks.queries import budget_of, day_of_asking
from tallgrass.elements.players.models import Player
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.permissions import require

#: At most so many people are asked at once.
MOST_AT_ONCE: Final = 5_000
#: An ask takes a day at most.
MOST_MINUTES: Final = 24 * 60
#: An ask is kept for a year, and as long as a round may take: the first of a round says when it began.
KEPT: Final = timedelta(days=460)


@transaction.atomic
def ask(
    *,
    place: Place,
    by: User | None,
    people: Sequence[Asked],
    purpose: Purpose,
    subject: int | None = None,
    minutes: int,
) -> list[Verdict]:
    """Keep that these people are asked for something today that takes so many minutes; gives what was found of each.

    Who was asked for the same ``subject`` already is not asked anew, so a reminder counts nothing; of whom neither
    partner nor address is known, nothing is kept. Raises ``NotAllowed``; ``OverBudget``, in words, where one of them
    would be asked more often than the place's settings allow, and then nobody is; and ``ValidationError`` for an
    address that is none, a partner of another place, and too many at once.
    """
    verdicts, place = _found(place, by, people, purpose, subject, minutes)
    over = [one for one in verdicts if not one.within]
    if over:
        raise OverBudget(over)
    _keep(place, verdicts, purpose, subject, minutes)
    return verdicts


@transaction.atomic
def ask_those_within(
    *,
    place: Place,
    by: User | None,
    people: Sequence[Asked],
    purpose: Purpose,
    subject: int | None = None,
    minutes: int,
) -> list[Verdict]:
    """As ``ask``, but those who would be asked too often are left out, and the others are asked.

    The verdicts say who: in the order of ``people``.
    """
    verdicts, place = _found(place, by, people, purpose, subject, minutes)
    _keep(place, verdicts, purpose, subject, minutes)
    return verdicts


@transaction.atomic
def unask(*, place: Place, by: User | None, purpose: Purpose, subject: int) -> int:
    """Forget what was asked for a row of a room of which nobody heard after all, such as a round that was never
    opened; returns of how many people. Raises ``NotAllowed``.
    """
    require(by, place, purpose.needs)
    gone, _ = Ask.objects.filter(place=place, purpose=purpose.key, subject=subject).delete()
    return gone


def _found(
    place: Place,
    by: User | None,
    people: Sequence[Asked],
    purpose: Purpose,
    subject: int | None,
    minutes: int,
) -> tuple[list[Verdict], Place]:
    """What is found of each, with nobody else asking in the place until the end of the transaction."""
    require(by, place, purpose.needs)
    if len(people) > MOST_AT_ONCE:
        raise ValidationError("Too many at once.", code="too_many", params={"limit_value": MOST_AT_ONCE})
    if not 0 <= minutes <= MOST_MINUTES:
        raise ValidationError("An ask takes no longer than a day.", code="minutes")
    _all_of_the_place(place, {one.player for one in people if one.player is not None})
    alone = Place.objects.select_for_update(no_key=True).get(pk=place.pk)
    return budget_of(place=alone, people=people, purpose=purpose, subject=subject), alone


def _all_of_the_place(place: Place, players: set[int]) -> None:
    if Player.objects.filter(place=place, pk__in=players).count() != len(players):
        raise ValidationError("Somebody is no partner of the place.", code="no_such_partner")


def _keep(
    place: Place, verdicts: Sequence[Verdict], purpose: Purpose, subject: int | None, minutes: int
) -> None:
    today = day_of_asking()
    Ask.objects.bulk_create(
        [
            Ask(
                place=place,
                player_id=one.asked.player,
                digest=digest_of(place, one.asked.address),
                purpose=purpose.key,
                subject=subject,
                minutes=minutes,
                asked_on=today,
            )
            for one in verdicts
            if one.within and not one.found.again and not one.found.unknown
        ],
        batch_size=500,
    )


@transaction.atomic
def forget_old_asks(*, place: Place) -> int:
    """Delete what no longer counts for anything; returns how many asks. There is no ``by``: the program does this
    itself, ``KEPT_DAYS`` after somebody was asked.
    """
    gone, _ = Ask.objects.filter(place=place, asked_on__lte=day_of_asking() - KEPT).delete()
    return gone


def forget_with_partners(place: Place, players: frozenset[int]) -> None:
    """Forget what was asked of partners who have everything deleted, by their addresses as well, and to whom money was
    paid: that so much was paid stays in the books.
    """
    addresses = Player.objects.filter(place=place, pk__in=players).values_list("contact_email", flat=True)
    digests = {digest_or_blank(place, address) for address in addresses} - {""}
    Ask.objects.filter(Q(player__in=players) | Q(digest__in=digests), place=place).delete()
    Stipend.objects.filter(place=place, player__in=players).update(to="", player=None)
