"""What was asked of whom, within one place."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Min
from django.utils import timezone

from tallgrass.elements.players.asks.asked import Asked, Verdict
from tallgrass.elements.players.asks.knowing import Names, known, marks_of
from tallgrass.elements.players.asks.marks import digest_of
from tallgrass.elements.players.asks.method.budget import YEAR, Budget, Limits, Made
from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.asks.purposes import Purpose, rounds
from tallgrass.places.models import Place


def budget_of(
    *, place: Place, people: Sequence[Asked], purpose: Purpose, subject: int | None = None
) -> list[Verdict]:
    """Whether each may be asked for that today, in their order, as if those before them who may had been asked.

    ``subject`` is the room's own row, such as a round: who was asked for the same one already may always be asked
    again. Nothing is kept, so a moment later it may be otherwise: ``ask`` decides. Raises ``ValidationError`` for an
    address that is neither one of mail nor a telephone number.
    """
    today = day_of_asking()
    digests = [digest_of(place, one.address) for one in people]
    found = known(place, _names(people, digests), today - YEAR)
    limits = Limits(place.asks_a_month, place.rounds_a_year)
    budget = Budget(_made(place, found.asks.values()), limits, one_person=found.one_person)
    begun = _begun(place, purpose, subject, today)
    return [
        Verdict(one, budget.one_more(Made(marks_of(one.player, digest), today, purpose.key, subject, begun)))
        for one, digest in zip(people, digests, strict=True)
    ]


def day_of_asking() -> date:
    """The day that asks are counted on: UTC's, one for all."""
    return timezone.now().date()


def asked_of_partner(*, place: Place, player: int) -> list[Ask]:
    """What a partner was asked for within a year, the latest first, by whichever of its records and addresses."""
    since = day_of_asking() - YEAR
    asks = known(place, Names(partners={player}), since).asks.values()
    return sorted(asks, key=lambda ask: (ask.asked_on, ask.pk), reverse=True)


def _names(people: Sequence[Asked], digests: Sequence[str]) -> Names:
    return Names(
        {one.player for one in people if one.player is not None},
        {digest for digest in digests if digest},
        {one.address.strip().lower() for one in people if "@" in one.address},
    )


def _made(place: Place, asks: Collection[Ask]) -> list[Made]:
    of_rounds = rounds()
    first = _first_days(place, {ask.subject for ask in asks if ask.purpose in of_rounds})
    return [
        Made(
            marks_of(ask.player_id, ask.digest),
            ask.asked_on,
            ask.purpose,
            ask.subject,
            first.get((ask.purpose, ask.subject), ask.asked_on) if ask.purpose in of_rounds else None,
        )
        for ask in asks
    ]


def _begun(place: Place, purpose: Purpose, subject: int | None, today: date) -> date | None:
    """The day on which a round first asked anybody: today where it has asked nobody yet. None for what is no round."""
    if not purpose.a_round:
        return None
    return _first_days(place, {subject}).get((purpose.key, subject), today)


def _first_days(place: Place, subjects: set[int | None]) -> dict[tuple[str, int | None], date]:
    """The day on which each of these rounds first asked anybody."""
    if not subjects - {None}:
        return {}
    rows = (
        Ask.objects.filter(place=place, purpose__in=rounds(), subject__in=subjects - {None})
        .order_by()
        .values_list("purpose", "subject")
        .annotate(first=Min("asked_on"))
    )
    return {(purpose, subject): day for purpose, subject, day in rows}
