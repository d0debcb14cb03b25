"""What the page about the end of a place asks."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.foundation.ui.line import LineField
from tallgrass.places.models import Place


class EndingForm(forms.Form):
    """The last day, why, and the place's word in addresses, typed so that nobody closes one by a slip."""

    ends_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    why = LineField(required=False, max_length=500)
    typed = forms.CharField(
        max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    )

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place

    def clean_typed(self) -> str:
        """The word, which must be the place's own."""
        typed = str(self.cleaned_data["typed"]).strip()
        if typed != self.place.slug:
            raise ValidationError("not the word", code="other_word", params={"word": self.place.slug})
        return typed
