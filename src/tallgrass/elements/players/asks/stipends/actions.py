"""Recording what people were paid for their time. Nothing of it leads to an answer, and no event says to whom."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.asks.models import Stipend
from tallgrass.elements.players.asks.stipends.events import CORRECTED, RECORDED, TAKEN_BACK
from tallgrass.elements.players.asks.stipends.occasions import occasions_of
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import PAY_STIPENDS

#: What an event keeps of a stipend: never whom it went to.
_TOLD: Final = ("amount", "currency", "paid_on")


class NoSuchStipend(ObjectDoesNotExist):
    """The place has recorded no such stipend, or has taken it back."""


@dataclass(frozen=True, slots=True)
class Payment:
    """What was paid, as somebody writes it down: ``to`` may be blank, ``round`` is a round's number or None."""

    what_for: str
    amount: Decimal
    currency: str
    paid_on: date
    to: str = ""
    round: int | None = None
    minutes: int | None = None


@transaction.atomic
def record_stipend(*, place: Place, by: User | None, payment: Payment, after: int | None = None) -> Stipend:
    """Keep that something was paid. Where ``to`` is the name of a partner, it stands in that partner's own record, too.

    ``after`` is the number of the last stipend when the page was made.

    Raises ``NotAllowed``, and ``ValidationError`` for a round of another place, a day to come, what is no money, and
    (``sent_before``) where the very same was recorded since the page was made: it was sent twice.
    """
    require(by, place, PAY_STIPENDS)
    if after is not None:
        _refuse_same_since(after, place, by, payment)
    row = Stipend(place=place, recorded_by=by)
    _write(row, place, payment)
    record(RECORDED, by=by, place=place.pk, subject=row.pk, told=_told(row))
    return row


@transaction.atomic
def correct_stipend(*, place: Place, number: int, by: User | None, payment: Payment) -> Stipend:
    """Let a stipend say something else. Raises ``NoSuchStipend``, and what ``record_stipend`` raises."""
    require(by, place, PAY_STIPENDS)
    row = _locked(place, number)
    before = _told(row)
    _write(row, place, payment)
    after = _told(row)
    changed = {name: [before[name], after[name]] for name in _TOLD if before[name] != after[name]}
    record(CORRECTED, by=by, place=place.pk, subject=row.pk, told={"changed": changed} if changed else None)
    return row


@transaction.atomic
def take_back_stipend(*, place: Place, number: int, by: User | None) -> Stipend:
    """Say that something was not paid after all. It stays on the list, counts in no total, and names nobody.

    Raises ``NotAllowed`` and ``NoSuchStipend``.
    """
    require(by, place, PAY_STIPENDS)
    row = _locked(place, number)
    row.to, row.player, row.taken_back_at = "", None, timezone.now()
    row.save(update_fields=["to", "player", "taken_back_at"])
    record(TAKEN_BACK, by=by, place=place.pk, subject=row.pk, told=_told(row))
    return row


def _refuse_same_since(after: int, place: Place, by: User | None, payment: Payment) -> None:
    """Refuse a payment that the same person has recorded since; others who record wait meanwhile."""
    Place.objects.select_for_update().get(pk=place.pk)
    rows = Stipend.objects.filter(place=place, recorded_by=by, pk__gt=after, taken_back_at=None)
    if rows.filter(**asdict(payment)).exists():
        raise ValidationError("This was recorded already.", code="sent_before")


def _locked(place: Place, number: int) -> Stipend:
    row = Stipend.objects.select_for_update().filter(place=place, pk=number, taken_back_at=None).first()
    if row is None:
        raise NoSuchStipend
    return row


def _write(row: Stipend, place: Place, payment: Payment) -> None:
    if payment.paid_on > timezone.localdate():
        raise ValidationError({"paid_on": ValidationError("a day to come", code="to_come")})
    rounds = {number for number, _ in occasions_of(place, place.languages[0])}
    if payment.round is not None and payment.round not in rounds:
        raise ValidationError({"round": ValidationError("no such round", code="invalid_choice")})
    row.to, row.what_for, row.round = payment.to, payment.what_for, payment.round
    row.amount, row.currency = payment.amount, payment.currency
    row.minutes, row.paid_on = payment.minutes, payment.paid_on
    row.player = _partner_called(place, payment.to)
    row.full_clean(exclude=["place", "player", "recorded_by"])
    row.save()


def _partner_called(place: Place, name: str) -> Player | None:
    """The one partner of that name; None where there is none, or several."""
    rows = Player.objects.filter(place=place, name__iexact=name, merged_into=None)
    found = list(rows.exclude(standing=Standing.HIDDEN)[:2]) if name else []
    return found[0] if len(found) == 1 else None


def _told(row: Stipend) -> dict[str, Any]:
    return {"amount": f"{row.amount:.2f}", "currency": row.currency, "paid_on": row.paid_on.isoformat()}
