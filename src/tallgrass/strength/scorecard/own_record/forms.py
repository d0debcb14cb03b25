"""What the page of an organization's own record asks."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from tallgrass.elements.players.asks.stipends.forms import AmountField
from tallgrass.foundation.ui.line import LineField
from tallgrass.strength.scorecard.own_record.method.sections import Days

_DAY: Final = {"type": "date"}
_MOST_HOURS: Final = Decimal(10_000)
#: Unless somebody asks for others, a record speaks of so many days up to today.
USUAL: Final = 365


class DaysForm(forms.Form):
    """Of which days: blank for the last year."""

    since = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))
    until = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))


class _NotToComeForm(forms.Form):
    """Something on a day that has come."""

    on = forms.DateField(widget=forms.DateInput(attrs=_DAY))

    def clean_on(self) -> date:
        """A day that has come."""
        day: date = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise ValidationError("a day to come", code="to_come")
        return day


class NewLineForm(_NotToComeForm):
    """A new line. ``seen`` is the number of the last one when the page was made, so that sending it twice adds one."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput, min_value=0, max_value=2**62)

    def see(self, last: int) -> None:
        """Let the page that is shown again know of what was added meanwhile: sent once more, it adds another."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data[self.add_prefix("seen")] = str(last)  # type: ignore[index]


class TimeForm(NewLineForm):
    """Hours that were given."""

    hours = AmountField(
        widget=forms.TextInput(attrs={"size": "6", "inputmode": "decimal", "autocomplete": "off"})
    )
    what_for = LineField(max_length=200)
    field_order = ("on", "hours", "what_for")

    def clean_hours(self) -> Decimal:
        """Hours that somebody can have given."""
        hours: Decimal = self.cleaned_data["hours"]
        if not 0 < hours < _MOST_HOURS:
            raise ValidationError("too few or too many", code="not_between")
        return hours

    def minutes(self) -> int:
        """The hours in minutes, one at least."""
        hours: Decimal = self.cleaned_data["hours"]
        return max(1, round(hours * 60))


class AskForm(NewLineForm):
    """What was asked for."""

    what = LineField(max_length=300)
    field_order = ("on", "what")


class CameForm(_NotToComeForm):
    """What came of it."""

    line = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=2**62)
    came = LineField(max_length=300)
    field_order = ("came", "on", "line")


def days_asked(form: DaysForm) -> Days:
    """The days that were asked for; the last year where none were, or where they end before they begin."""
    form.is_valid()
    until: date = form.cleaned_data.get("until") or timezone.localdate()
    since: date | None = form.cleaned_data.get("since")
    if since is None or since > until:
        since = until - timedelta(days=min(USUAL - 1, until.toordinal() - 1))
    return Days(since, until)


def today_first(**more: Any) -> dict[str, Any]:
    """What a form shows that asks for a day."""
    return {"on": timezone.localdate(), **more}
