"""What the pages of places ask."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django import forms

from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.ui.line import LineField, one_line
from tallgrass.places.files import SMALLEST_GROUP
from tallgrass.places.gazetteer import ListedPlace, lookup
from tallgrass.places.models import MOST_ASKS_A_MONTH, MOST_ROUNDS_A_YEAR, Place, slug_of_a_place
from tallgrass.places.roles import EDITOR, ROLES
from tallgrass.places.zones import AT_HOME, further_zones, likely_zone

#: The answer to "which of these is it" that takes the name as it was typed.
AS_TYPED: Final = "typed"
#: How many places of the packaged list are offered.
_MOST_OFFERED: Final = 8
_MOST_PEOPLE: Final = 2_000_000_000
_YES_OR_NO: Final = [("yes", "yes"), ("no", "no")]
_SMALL: Final = {"size": "12", "inputmode": "numeric", "autocomplete": "off"}


#: What stands between groups of three digits, wherever people come from.
_BETWEEN_DIGITS: Final = re.compile("(?<=[0-9])[ ,.'\u2019\u00a0\u202f](?=[0-9]{3}(?![0-9]))")


class CountField(forms.IntegerField):
    """A number of people, as people write it: 80000, 80,000, 80.000 or 80 000."""

    def to_python(self, value: Any) -> int | None:
        """The number; None where the field is empty."""
        return super().to_python(_BETWEEN_DIGITS.sub("", str(value)[:40]) if value else value)


def _language_choices() -> list[tuple[str, str]]:
    return [(code, str(words(code, "site")["language_name"])) for code in available_languages()]


class NewPlaceForm(forms.Form):
    """A new place on one page. ``somebody_new`` asks whom the page belongs to, before anything else.

    Once somebody has pressed "Find" (``looked``), the places of the packaged list that have the typed words are
    ``offered``, and one has to be chosen, or the name as it was typed.
    """

    your_name = LineField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    your_email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    name = LineField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    listed = forms.ChoiceField(widget=forms.RadioSelect)
    population = CountField(
        required=False, min_value=1, max_value=_MOST_PEOPLE, widget=forms.TextInput(attrs=_SMALL)
    )
    language = forms.ChoiceField(widget=forms.RadioSelect)
    public_body = forms.ChoiceField(choices=_YES_OR_NO, widget=forms.RadioSelect)
    run_by = LineField(required=False, max_length=300)
    slug = forms.CharField(
        required=False,
        max_length=60,
        validators=[slug_of_a_place],
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    smallest_group = forms.IntegerField(
        required=False,
        min_value=SMALLEST_GROUP,
        max_value=1000,
        initial=SMALLEST_GROUP,
        widget=forms.TextInput(attrs=_SMALL),
    )

    def __init__(
        self, *args: Any, somebody_new: bool, describe: Callable[[ListedPlace], str], **kwargs: Any
    ) -> None:
        """``describe`` puts a place of the packaged list into one line."""
        super().__init__(*args, **kwargs)
        if not somebody_new:
            del self.fields["your_name"], self.fields["your_email"]
        _choices(self, "language", _language_choices())
        self.looked = "looked" in self.data or "looked" in self.initial
        self.offered = _offered(one_line(str(self["name"].value() or "")[:200])) if self.looked else ()
        if self.offered:
            _choices(
                self, "listed", [*((one.identifier, describe(one)) for one in self.offered), (AS_TYPED, "")]
            )
        else:
            del self.fields["listed"]

    def chosen(self) -> ListedPlace | None:
        """The place of the packaged list that was chosen; None where the name stays as it was typed."""
        answer = self.cleaned_data.get("listed")
        return next((one for one in self.offered if one.identifier == answer), None)


class SettingsForm(forms.Form):
    """What a steward may change of a place."""

    name = LineField(max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    population = CountField(
        required=False, min_value=1, max_value=_MOST_PEOPLE, widget=forms.TextInput(attrs=_SMALL)
    )
    language = forms.ChoiceField(widget=forms.RadioSelect)
    further_languages = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    time_zone = forms.ChoiceField(required=False)
    public_body = forms.ChoiceField(choices=_YES_OR_NO, widget=forms.RadioSelect)
    smallest_group = forms.IntegerField(
        min_value=SMALLEST_GROUP, max_value=1000, widget=forms.TextInput(attrs=_SMALL)
    )
    asks_a_month = forms.IntegerField(
        min_value=1, max_value=MOST_ASKS_A_MONTH, widget=forms.TextInput(attrs=_SMALL)
    )
    rounds_a_year = forms.IntegerField(
        min_value=1, max_value=MOST_ROUNDS_A_YEAR, widget=forms.TextInput(attrs=_SMALL)
    )
    run_by = LineField(required=False, max_length=300)
    paid_by = LineField(required=False, max_length=300)
    asked_chosen_by = LineField(required=False, max_length=300)

    def __init__(self, data: Mapping[str, Any] | None = None, *, place: Place) -> None:
        super().__init__(data, initial=_initial(place))
        for field in ("language", "further_languages"):
            _choices(self, field, _language_choices())
        _choices(self, "time_zone", _zone_choices(place.time_zone))

    def changes(self) -> dict[str, Any]:
        """What was filled in, as ``change_place`` takes it. Asked of a form that has no faults."""
        told = self.cleaned_data
        first = told["language"]
        zone = {"time_zone": told["time_zone"]} if told["time_zone"] else {}  # once said it is not unsaid
        return {
            "name": told["name"],
            "population": told["population"],
            "languages": [first, *(code for code in told["further_languages"] if code != first)],
            "public_body": told["public_body"] == "yes",
            **zone,
            **{key: told[key] for key in _AS_FILLED_IN},
        }


#: What is kept just as it was filled in.
_AS_FILLED_IN: Final = (
    "smallest_group",
    "asks_a_month",
    "rounds_a_year",
    "run_by",
    "paid_by",
    "asked_chosen_by",
)


class RoleForm(forms.Form):
    """Which role somebody has."""

    role = forms.ChoiceField(choices=[(key, key) for key in ROLES], widget=forms.RadioSelect)


class PersonForm(RoleForm):
    """Somebody who is given a role."""

    email = forms.EmailField(max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    name = LineField(required=False, max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}))

    field_order: Final[list[str]] = ["email", "name", "role"]  # type: ignore[misc]  # a name of Django's

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = EDITOR.key


def _zone_choices(kept: str) -> list[tuple[str, str]]:
    """Zones at home in words, the others by name; a place without one has to choose."""
    others = [(zone, zone.replace("_", " ").replace("/", " / ")) for zone in further_zones()]
    return [("", "")] * (not kept) + [(zone, zone) for zone in AT_HOME] + others


def _offered(name: str) -> tuple[ListedPlace, ...]:
    return lookup(name, _MOST_OFFERED) if name else ()


def _choices(form: forms.Form, name: str, choices: Sequence[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
    field.choices = list(choices)


def _initial(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "population": place.population,
        "language": place.languages[0],
        "further_languages": place.languages[1:],
        "time_zone": place.time_zone or likely_zone(place.listed_as),
        "public_body": {True: "yes", False: "no", None: ""}[place.public_body],
        "smallest_group": place.smallest_group,
        "asks_a_month": place.asks_a_month,
        "rounds_a_year": place.rounds_a_year,
        "run_by": place.run_by,
        "paid_by": place.paid_by,
        "asked_chosen_by": place.asked_chosen_by,
    }
