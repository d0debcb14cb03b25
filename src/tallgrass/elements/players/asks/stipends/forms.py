"""What the pages of stipends ask."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tallgrass.elements.players.asks.models import Stipend
from tallgrass.elements.players.asks.stipends.actions import Payment
from tallgrass.elements.players.asks.stipends.method.amounts import read_amount, written_hours
from tallgrass.foundation.ui.line import LineField

_DAY: Final = {"type": "date"}
_SMALL: Final = {"size": "12", "inputmode": "decimal", "autocomplete": "off"}
_MOST: Final = Decimal(10_000_000)
_MOST_HOURS: Final = Decimal(10_000)


class AmountField(forms.Field):
    """An amount of money or of hours, as people write it."""

    def to_python(self, value: Any) -> Decimal | None:
        """The amount; None where the field is empty. Raises ``ValidationError`` (``no_amount``)."""
        text = str(value or "")[:40].strip()
        if not text:
            return None
        amount = read_amount(text)
        if amount is None:
            raise ValidationError("no amount", code="no_amount")
        return amount


class StipendForm(forms.Form):
    """What was paid, for what, when, and to whom."""

    what_for = LineField(max_length=200)
    round = forms.ChoiceField(required=False)
    amount = AmountField(widget=forms.TextInput(attrs=_SMALL))
    currency = LineField(max_length=3, widget=forms.TextInput(attrs={"size": "4", "autocomplete": "off"}))
    hours = AmountField(required=False, widget=forms.TextInput(attrs=_SMALL))
    paid_on = forms.DateField(widget=forms.DateInput(attrs=_DAY))
    to = LineField(max_length=200, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args: Any, rounds: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        """``rounds``: what each is called, by its number."""
        super().__init__(*args, **kwargs)
        field = self.fields["round"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [("", ""), *((str(number), name) for number, name in rounds)]

    def clean_amount(self) -> Decimal:
        """More than nothing."""
        amount: Decimal = self.cleaned_data["amount"]
        if not 0 < amount < _MOST:
            raise ValidationError("too little or too much", code="not_between")
        return amount

    def clean_hours(self) -> Decimal | None:
        """Hours that somebody can have given."""
        hours: Decimal | None = self.cleaned_data["hours"]
        if hours is not None and not 0 < hours < _MOST_HOURS:
            raise ValidationError("too few or too many", code="not_between")
        return hours

    def clean_currency(self) -> str:
        """Three letters, in capitals."""
        currency: str = self.cleaned_data["currency"].upper()
        if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise ValidationError("no currency", code="no_currency")
        return currency

    def payment(self) -> Payment:
        """What was filled in. Asked of a form that has no faults."""
        said = self.cleaned_data
        return Payment(
            what_for=said["what_for"],
            amount=said["amount"],
            currency=said["currency"],
            paid_on=said["paid_on"],
            to=said["to"],
            round=int(said["round"]) if said["round"] else None,
            minutes=None if said["hours"] is None else max(1, round(said["hours"] * 60)),
        )


class NewStipendForm(StipendForm):
    """A stipend that is recorded. ``seen`` is the number of the last one when the page was made, so that sending it
    twice records it once.
    """

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def see(self, last: int) -> None:
        """Let the page that is shown again know of what was recorded meanwhile: sent once more, it records another."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("seen")] = str(last)  # type: ignore[index]


class DaysForm(forms.Form):
    """Of which days: blank for all."""

    since = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))


def initial_of(row: Stipend) -> dict[str, Any]:
    """What a form shows of a stipend that is corrected."""
    return {
        "what_for": row.what_for,
        "round": "" if row.round is None else str(row.round),
        "amount": f"{row.amount:.2f}",
        "currency": row.currency,
        "hours": "" if row.minutes is None else written_hours(row.minutes),
        "paid_on": row.paid_on,
        "to": row.to,
    }


def initial_of_new(currency: str, seen: int) -> dict[str, Any]:
    """What a new form shows, and the number of the last stipend so far."""
    return {"currency": currency, "paid_on": timezone.localdate(), "seen": seen}
