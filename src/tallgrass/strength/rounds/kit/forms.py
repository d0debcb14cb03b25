"""What the pages of the kit ask."""

from decimal import Decimal
from typing import Any, Final
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.foundation.ui.line import LineField, one_line
from tallgrass.strength.rounds.holding.actions.preparing import MOST_ASKED
from tallgrass.strength.rounds.kit.method.facts import PARTNER, RESIDENT, Audience, Pay
from tallgrass.strength.rounds.kit.method.pieces import Piece
from tallgrass.strength.rounds.kit.models import LONGEST_OWN_BODY, LONGEST_OWN_SUBJECT
from tallgrass.strength.rounds.kit.queries import is_way_in
from tallgrass.strength.rounds.models import Round

_SMALL: Final = {"size": "8", "inputmode": "numeric", "autocomplete": "off"}
_LONGEST_LINK: Final = 500
_MOST_EACH: Final = Decimal(1_000_000)


class WordsForm(forms.Form):
    """A steward's own words for a piece. A text for telephones has no subject."""

    subject = LineField(required=False, max_length=LONGEST_OWN_SUBJECT)
    body = forms.CharField(max_length=LONGEST_OWN_BODY, widget=forms.Textarea(attrs={"rows": "18"}))

    def __init__(self, *args: Any, piece: Piece, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if piece.sort == "text":
            del self.fields["subject"]
            self.fields["body"].widget.attrs["rows"] = "9"

    def clean_body(self) -> str:
        """The words without characters that nobody sees."""
        body = "\n".join(one_line(line) for line in self.cleaned_data["body"].splitlines()).strip()
        if not body:
            raise ValidationError("There is no word.", code="required")
        return body


class LinkForm(forms.Form):
    """The link that a text shows. On a wall there can only be an open one: a personal link is for one person."""

    link = LineField(required=False, max_length=_LONGEST_LINK)

    def __init__(self, *args: Any, found: Round, on_a_wall: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._round, self._on_a_wall = found, on_a_wall

    def clean_link(self) -> str:
        """The link, where it leads into this round."""
        link = str(self.cleaned_data["link"])
        if link and not self._leads_in(link):
            raise ValidationError("That is no such link.", code="not_open" if self._on_a_wall else "not_ours")
        return link

    def _leads_in(self, link: str) -> bool:
        secret = _path(link).rstrip("/").rpartition("/")[2]
        there = is_way_in(
            place=self._round.place, number=self._round.pk, secret=secret, open_only=self._on_a_wall
        )
        return there and " " not in link


class FunderForm(forms.Form):
    """Who is asked for money, and for whose time. Whatever is left empty is left open in the letter."""

    funder = LineField(required=False, max_length=200)
    partner_people = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_ASKED, widget=forms.TextInput(attrs=_SMALL)
    )
    partner_each = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=_MOST_EACH,
        decimal_places=2,
        widget=forms.TextInput(attrs=_SMALL),
    )
    resident_people = forms.IntegerField(
        required=False, min_value=0, max_value=MOST_ASKED, widget=forms.TextInput(attrs=_SMALL)
    )
    resident_each = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=_MOST_EACH,
        decimal_places=2,
        widget=forms.TextInput(attrs=_SMALL),
    )

    def pay(self) -> tuple[Pay, ...]:
        """What is asked for; sorts of people of whom nothing was said are left out, unless it is both."""
        both: tuple[Audience, ...] = (PARTNER, RESIDENT)
        said = self.cleaned_data
        lines = tuple(Pay(who, said.get(f"{who}_people"), said.get(f"{who}_each")) for who in both)
        return tuple(line for line in lines if line.people is not None or line.each is not None)


class ResultForm(forms.Form):
    """What people said, for whoever copies or prints the thanks."""

    result = forms.CharField(required=False, max_length=2_000, widget=forms.Textarea(attrs={"rows": "4"}))
    next_step = LineField(required=False, max_length=500)
    result_link = LineField(required=False, max_length=_LONGEST_LINK)

    def clean_result(self) -> str:
        """The sentences without characters that nobody sees."""
        return one_line(self.cleaned_data["result"])


def _path(link: str) -> str:
    try:
        return urlsplit(link).path
    except ValueError:
        return ""
