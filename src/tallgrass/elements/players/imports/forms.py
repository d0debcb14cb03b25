"""What is asked about a list that comes in."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.elements.players.imports.method.columns import FIELDS, FURTHER, NOT_TAKEN
from tallgrass.elements.players.imports.method.planning import ADD, LEAVE_OUT, UPDATE

ROLES: Final = (*FIELDS, FURTHER, NOT_TAKEN)


class UploadForm(forms.Form):
    """The file itself."""

    file = forms.FileField(widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.zip"}))


class ColumnsForm(forms.Form):
    """What each column is: ``column_0`` and so on; and whether the first row is a partner already."""

    first_row = forms.BooleanField(required=False)

    def __init__(self, *args: Any, titles: Sequence[str], labels: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._labels = labels
        choices = [(role, labels[role]) for role in ROLES]
        for at, _ in enumerate(titles):
            self.fields[f"column_{at}"] = forms.ChoiceField(choices=choices)
        self.order_fields([*(f"column_{at}" for at, _ in enumerate(titles)), "first_row"])

    @property
    def roles(self) -> list[str]:
        """What the columns are, in their order."""
        return [value for name, value in self.cleaned_data.items() if name.startswith("column_")]

    def clean(self) -> None:
        """Refuse two columns for one field, and none for the name."""
        super().clean()
        seen: set[str] = set()
        for name, role in list(self.cleaned_data.items()):
            if role in FIELDS and role in seen:
                params = {"role": self._labels[role]}
                self.add_error(name, ValidationError("taken", code="twice", params=params))
            elif name.startswith("column_"):
                seen.add(role)
        if "name" not in seen and self.fields:
            self.add_error("column_0", ValidationError("no column holds the names", code="no_names"))


class RestForm(forms.Form):
    """What should become of all rows that are not decided."""

    rest = forms.ChoiceField(
        choices=[(choice, choice) for choice in (UPDATE, ADD, LEAVE_OUT)], widget=forms.RadioSelect
    )


class ApplyForm(forms.Form):
    """Nothing but the button; holds what went wrong."""


class UndoForm(forms.Form):
    """What may be lost when a list is taken back. Only what there is to lose is asked."""

    lose_later = forms.BooleanField(required=True)
    remove_told = forms.BooleanField(required=False)

    def __init__(self, *args: Any, later: bool, told: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not later:
            del self.fields["lose_later"]
        if not told:
            del self.fields["remove_told"]
