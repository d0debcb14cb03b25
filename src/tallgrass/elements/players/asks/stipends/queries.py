"""What was paid, within one place."""

from datetime import date

from django.db.models import QuerySet

from tallgrass.elements.players.asks.models import Stipend
from tallgrass.elements.players.asks.stipends.method.totals import Paid, Total, totals
from tallgrass.places.models import Place


def stipends_of(*, place: Place, since: date | None = None, until: date | None = None) -> "QuerySet[Stipend]":
    """The stipends of a place, those paid last first, with those that were taken back; both days included."""
    rows = Stipend.objects.filter(place=place).select_related("player").order_by("-paid_on", "-pk")
    if since is not None:
        rows = rows.filter(paid_on__gte=since)
    return rows if until is None else rows.filter(paid_on__lte=until)


def stipend_in(*, place: Place, number: int) -> Stipend | None:
    """One stipend that was not taken back."""
    return Stipend.objects.filter(place=place, pk=number, taken_back_at=None).first()


def last_number(*, place: Place) -> int:
    """The number of the stipend that was recorded last; 0 before the first."""
    last = Stipend.objects.filter(place=place).order_by("-pk").values_list("pk", flat=True).first()
    return last or 0


def totals_of(*, place: Place, since: date | None = None, until: date | None = None) -> list[Total]:
    """What was paid in all, by round, purpose and currency, without what was taken back."""
    rows = stipends_of(place=place, since=since, until=until).filter(taken_back_at=None)
    columns = rows.order_by("paid_on", "pk").values_list("round", "what_for", "amount", "currency", "minutes")
    return totals(Paid(*row) for row in columns.iterator())


def purposes_used(*, place: Place, limit: int = 12) -> list[str]:
    """What stipends were paid for so far, by name."""
    rows = Stipend.objects.filter(place=place, taken_back_at=None).order_by("what_for")
    return list(rows.values_list("what_for", flat=True).distinct()[:limit])


def currency_used(*, place: Place) -> str:
    """The currency of the stipend that was recorded last; dollars before the first."""
    last = Stipend.objects.filter(place=place).order_by("-pk").values_list("currency", flat=True).first()
    return last or "USD"
