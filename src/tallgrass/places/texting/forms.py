"""What the pages about texts ask."""

from datetime import UTC, date, datetime, time
from typing import Any, Final, NamedTuple

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.texts.actions import Agreement
from tallgrass.foundation.texts.method.keywords import LONGEST
from tallgrass.foundation.texts.method.phone_numbers import NotANumber, normalised
from tallgrass.foundation.texts.method.wording import LONGEST as LONGEST_TEXT
from tallgrass.foundation.texts.models import (
    HIGHEST_PRICE,
    LONGEST_NAME,
    Registration,
    Source,
    TextTerms,
)
from tallgrass.foundation.ui.line import LineField

#: How many numbers are noted at once, and how many of the wrong ones are named.
MOST_NUMBERS: Final = 2000
_MOST_NAMED: Final = 10
_LONGEST_LIST: Final = 60_000
_SHORT: Final = {"size": "12", "autocomplete": "off"}
_MONEY: Final = {**_SHORT, "inputmode": "decimal"}


class NumberField(forms.CharField):
    """A telephone number as people of a country write it; cleaned, as E.164.

    Its mistakes have the codes of ``NotANumber``.
    """

    def __init__(self, *, country: str, **more: Any) -> None:
        super().__init__(
            max_length=100, widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}), **more
        )
        self._country = country

    def clean(self, value: Any) -> str:
        """The number."""
        typed = super().clean(value)
        try:
            return normalised(typed, self._country) if typed else ""
        except NotANumber as wrong:
            raise ValidationError("This number cannot be texted.", code=wrong.code) from wrong


class TermsForm(forms.Form):
    """How a place texts."""

    name = LineField(max_length=LONGEST_NAME, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    price = forms.DecimalField(
        required=False,
        min_value=0,
        max_value=HIGHEST_PRICE,
        max_digits=7,
        decimal_places=5,
        widget=forms.TextInput(attrs=_MONEY),
    )
    currency = forms.RegexField(r"\A[A-Za-z]{3}\Z", widget=forms.TextInput(attrs=_SHORT))
    registration = forms.ChoiceField(
        choices=[(one, one) for one in Registration.values], widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, terms: TextTerms | None, name: str) -> None:
        """``terms`` is what the place has said so far, ``name`` what it would call itself."""
        initial: dict[str, Any] = {
            "name": name[:LONGEST_NAME],
            "currency": "USD",
            "registration": Registration.NOT_YET,
        }
        if terms is not None:
            initial = {key: getattr(terms, key) for key in ("name", "price", "currency", "registration")}
            initial["price"] = None if terms.price is None else f"{terms.price.normalize():f}"
        super().__init__(data, initial=initial)

    def changes(self) -> dict[str, Any]:
        """What was filled in, as ``change_terms`` takes it."""
        return {**self.cleaned_data, "currency": self.cleaned_data["currency"].upper()}


class EstimateForm(forms.Form):
    """A text, and to how many people: what does it cost?"""

    text = forms.CharField(max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": "4"}))
    people = forms.IntegerField(
        min_value=1, max_value=1_000_000, widget=forms.TextInput(attrs={**_SHORT, "inputmode": "numeric"})
    )


class TestForm(forms.Form):
    """The number to which a text is sent as a test."""

    def __init__(self, data: Any = None, *, country: str) -> None:
        super().__init__(data)
        self.fields["to"] = NumberField(country=country)


class WrongLine(NamedTuple):
    """A line of a list that holds no number that can be texted: its number from 1, and why."""

    line: int
    why: str


class AgreementForm(forms.Form):
    """That people agreed to texts: who, when, to which words, where."""

    numbers = forms.CharField(
        max_length=_LONGEST_LIST, widget=forms.Textarea(attrs={"rows": "8", "autocomplete": "off"})
    )
    agreed_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    words = forms.CharField(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": "4"}))
    language = forms.ChoiceField(widget=forms.RadioSelect)
    source = forms.ChoiceField(
        choices=[(one, one) for one in (Source.PAPER, Source.FORM, Source.SPOKEN)], widget=forms.RadioSelect
    )

    def __init__(self, data: Any = None, *, country: str, language: str, today: date) -> None:
        super().__init__(data, initial={"agreed_on": today.isoformat(), "language": language})
        self._country, self._today = country, today
        self.wrong: tuple[WrongLine, ...] = ()
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(code, str(words(code, "site")["language_name"])) for code in available_languages()]

    def clean_numbers(self) -> list[str]:
        """The numbers, each once. What is none is named by its line in ``wrong``."""
        lines = [
            line for line in enumerate(self.cleaned_data["numbers"].splitlines(), start=1) if line[1].strip()
        ]
        if len(lines) > MOST_NUMBERS:
            raise ValidationError("Too many at once.", code="too_many", params={"most": MOST_NUMBERS})
        found: dict[str, None] = {}
        wrong = []
        for number, line in lines:
            try:
                found[normalised(line, self._country)] = None
            except NotANumber as refused:
                wrong.append(WrongLine(number, refused.code))
        self.wrong = tuple(wrong[:_MOST_NAMED])
        if wrong:
            raise ValidationError("Some lines hold no number.", code="wrong", params={"number": len(wrong)})
        return list(found)

    def clean_agreed_on(self) -> date:
        """The day, which cannot be one to come."""
        day: date = self.cleaned_data["agreed_on"]
        if day > self._today:
            raise ValidationError("This day has not come yet.", code="future")
        return day

    def agreement(self) -> Agreement:
        """To what they agreed. Asked of a form that has no faults."""
        told = self.cleaned_data
        noon = datetime.combine(told["agreed_on"], time(12), tzinfo=UTC)
        return Agreement(noon, told["words"].strip(), told["language"], Source(told["source"]))
