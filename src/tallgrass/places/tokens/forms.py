"""What the page about tokens asks."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms

from tallgrass.places.tokens.scopes import SCOPES

#: For how many days a token can be made; the first is proposed.
PERIODS: Final = (90, 30, 365)


class TokenForm(forms.Form):
    """A new token: what it is for, what it may be used for, and for how long."""

    name = forms.CharField(max_length=100)
    scopes = forms.MultipleChoiceField(
        choices=[(name, name) for name in SCOPES], widget=forms.CheckboxSelectMultiple, initial=["read"]
    )
    days = forms.TypedChoiceField(
        choices=[(days, str(days)) for days in PERIODS],
        coerce=int,
        widget=forms.RadioSelect,
        initial=PERIODS[0],
    )

    def __init__(self, *args: Any, allowed: frozenset[str], **kwargs: Any) -> None:
        """``allowed`` are the scopes that the person's role can fill."""
        super().__init__(*args, **kwargs)
        field = self.fields["scopes"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(name, name) for name in SCOPES if name in allowed]

    def good_until(self, today: date) -> date:
        """The last day on which the token will be good. Asked of a form that has no faults."""
        return today + timedelta(days=self.cleaned_data["days"])
