"""What is asked about two records that may be of one partner."""

from typing import Any

from django import forms
from django.forms.widgets import HiddenInput, RadioSelect

from tallgrass.elements.players.merging.method.joining import Take, differing, offered
from tallgrass.elements.players.method.fields import PartnerFields

#: Which of the two records stays, as the form says it.
ONE, OTHER = "one", "other"


class MergeForm(forms.Form):
    """Which record stays, and for each field in which they differ from where it is taken.

    Fields are taken from ``one`` or ``other`` as they stand on the page, or from ``both``, so that the choice holds
    whichever record stays. ``read_one`` and ``read_other`` are marks of what was seen.
    """

    stays = forms.ChoiceField(widget=RadioSelect)
    read_one = forms.CharField(widget=HiddenInput, max_length=64)
    read_other = forms.CharField(widget=HiddenInput, max_length=64)

    def __init__(self, *args: Any, one: PartnerFields, other: PartnerFields, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.differing = differing(one, other)
        self.fields["stays"].choices = [(ONE, one.name), (OTHER, other.name)]  # type: ignore[attr-defined]
        for name in self.differing:
            choices = offered(one, other, name)
            named: dict[Take, str] = {"kept": ONE, "other": OTHER, "both": "both"}
            self.fields[f"take_{name}"] = forms.ChoiceField(
                choices=[(named[choice], f"{name} {choice}") for choice in choices],
                widget=RadioSelect,
                initial=named[choices[0]],
            )

    @property
    def take(self) -> dict[str, Take]:
        """From where each field is taken, as the record that stays sees it."""
        stays = self.cleaned_data["stays"]
        meant: dict[str, Take] = {stays: "kept", "both": "both"}
        return {name: meant.get(self.cleaned_data[f"take_{name}"], "other") for name in self.differing}
