"""What an organization gave, asked for and got, within one place."""

from decimal import Decimal
from typing import Final

from django.db.models import Max, Q, QuerySet, Sum

from tallgrass.elements.players.asks.models import Ask, Stipend
from tallgrass.elements.players.asks.queries import asked_of_partner
from tallgrass.elements.players.models import Player, Tie
from tallgrass.elements.players.queries import partners_visible
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.models import Place
from tallgrass.strength.scorecard.models import NextStepTaken
from tallgrass.strength.scorecard.own_record.method.sections import Days
from tallgrass.strength.scorecard.own_record.models import AskedFor, TimeGiven

#: So many lines of a sort are read at most.
READ: Final = 2_000


def records_of(place: Place, player: Player) -> list[int]:
    """The ids of a partner's record and of those that were joined with it."""
    found, newest = {player.pk}, {player.pk}
    while newest:
        rows = Player.objects.filter(place=place, merged_into__in=newest).values_list("pk", flat=True)
        newest = set(rows) - found
        found |= newest
    return sorted(found)


def time_given(place: Place, players: list[int], days: Days) -> list[TimeGiven]:
    """The hours that were written down, the last ones first."""
    rows = TimeGiven.objects.filter(
        place=place, player__in=players, given_on__gte=days.since, given_on__lte=days.until
    )
    return list(rows[:READ])


def asked_for(place: Place, players: list[int], days: Days) -> list[AskedFor]:
    """What was asked for in these days, and what came of what was asked for before."""
    rows = AskedFor.objects.filter(place=place, player__in=players).filter(
        Q(asked_on__gte=days.since, asked_on__lte=days.until)
        | Q(came_on__gte=days.since, came_on__lte=days.until)
    )
    return list(rows[:READ])


def last_lines(place: Place, player: Player) -> dict[str, int]:
    """The number of the last line of hours and of what was asked for, by the form that adds one; 0 before the first."""
    numbers = {}
    for key, model in (("time", TimeGiven), ("asked", AskedFor)):
        rows = model._default_manager.filter(place=place, player=player)
        numbers[key] = rows.aggregate(last=Max("pk"))["last"] or 0
    return numbers


def confirmed_links(place: Place, players: list[int]) -> list[Tie]:
    """The working links that both sides have confirmed, the last ones first."""
    rows = Tie.objects.filter(Q(one__in=players) | Q(other__in=players), place=place, state="confirmed")
    return list(rows.select_related("one", "other").order_by("-confirmed_on", "-pk")[:READ])


def shown_to_everybody(place: Place, players: set[int]) -> set[int]:
    """Those of these partners whom everybody may read about: others are not named on what leaves."""
    rows = partners_visible(place=place, level=SeenBy.PUBLIC).filter(pk__in=players)
    return set(rows.values_list("pk", flat=True))


def steps_of(place: Place, players: list[int], days: Days) -> "QuerySet[NextStepTaken]":
    """The next steps that were taken up in these days, and those that it is still at."""
    rows = NextStepTaken.objects.filter(place=place, partner__in=players).filter(
        Q(taken_at__date__gte=days.since, taken_at__date__lte=days.until) | Q(state=NextStepTaken.State.TAKEN)
    )
    return rows.select_related("snapshot__framework", "snapshot__place").order_by("-taken_at", "-pk")[:READ]


def asked_of(place: Place, player: Player, days: Days) -> list[Ask]:
    """What was asked of it in these days, in any room."""
    return [ask for ask in asked_of_partner(place=place, player=player.pk) if days.hold(ask.asked_on)]


def paid_to(place: Place, players: list[int], days: Days) -> list[tuple[str, Decimal]]:
    """What was paid to it in these days, by currency."""
    rows = Stipend.objects.filter(
        place=place,
        player__in=players,
        taken_back_at=None,
        paid_on__gte=days.since,
        paid_on__lte=days.until,
    )
    sums = rows.order_by().values_list("currency").annotate(amount=Sum("amount"))
    return sorted((currency, amount) for currency, amount in sums)
