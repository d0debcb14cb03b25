"""What somebody takes away."""

from typing import Any, Final

from django import forms

FORMATS: Final = ("csv", "xlsx", "json")
#: What only stewards may take along, each by its own tick.
FOR_STEWARDS: Final = ("people", "proposed", "addresses", "further")


class ExportForm(forms.Form):
    """The format, and what else is taken along."""

    format = forms.ChoiceField(
        choices=[(one, one) for one in FORMATS], widget=forms.RadioSelect, initial="csv"
    )
    people = forms.BooleanField(required=False)
    proposed = forms.BooleanField(required=False)
    addresses = forms.BooleanField(required=False)
    further = forms.BooleanField(required=False)

    def __init__(self, *args: Any, steward: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not steward:
            for name in FOR_STEWARDS:
                del self.fields[name]
