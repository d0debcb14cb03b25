"""What somebody wants to read of the history."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms

#: Who is asked for where nobody is signed in: the operator's own command line, and partners by their own links.
OPERATOR: Final = "operator"
#: The type of thing that a page of one partner asks for.
PARTNER: Final = "partner"
#: What changes can be about, in the order of the filter.
ABOUT: Final = (PARTNER, "place", "person", "import", "token", "snapshot")


class HistoryForm(forms.Form):
    """Who (``people`` are ids), about what, from when until when; ``partner`` is an id that its page gives along."""

    who = forms.ChoiceField(required=False)
    what = forms.ChoiceField(required=False, choices=[("", ""), *((word, word) for word in ABOUT)])
    since = forms.DateField(required=False)
    until = forms.DateField(required=False)
    partner = forms.IntegerField(required=False, min_value=1, max_value=10**18, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[str], **more: Any) -> None:
        super().__init__(*args, **more)
        who = ("", OPERATOR, *people)
        self.fields["who"] = forms.ChoiceField(required=False, choices=[(one, one) for one in who])
        for name in ("since", "until"):
            self.fields[name].widget.input_type = "date"
        self.order_fields(("who", "what", "since", "until", "partner"))
