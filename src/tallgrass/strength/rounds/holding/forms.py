"""What the pages of rounds ask."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.elements.players.models import Player
from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.texts.method.phone_numbers import USUAL_COUNTRY, NotANumber, normalised
from tallgrass.foundation.ui.line import LineField
from tallgrass.strength.rounds.holding.actions import Guest
from tallgrass.strength.rounds.holding.actions.inviting import MOST_AT_ONCE
from tallgrass.strength.rounds.holding.actions.preparing import MOST_ASKED
from tallgrass.strength.rounds.models import OWN_TEXTS, AskedGroup, Round

_DAY: Final = {"type": "date"}
_SMALL: Final = {"size": "8", "inputmode": "numeric", "autocomplete": "off"}
_LONGEST_LABEL: Final = 200
#: No number for texts has fewer digits.
_FEWEST_DIGITS: Final = 7
#: More text than so many lines of the longest sort is not read.
_LONGEST_LIST: Final = MOST_AT_ONCE * 500


def forms_for(kind: str) -> tuple[str, ...]:
    """The forms that a kind may be asked on."""
    return ("resident",) if kind == "resident" else ("short", "full")


class AskedForm(forms.Form):
    """Who is asked: for each kind a form or none, how many besides invitations, and whether by an open link."""

    def __init__(self, *args: Any, groups: Mapping[str, AskedGroup], **kwargs: Any) -> None:
        """``groups`` are those that are asked already, by kind."""
        super().__init__(*args, **kwargs)
        for kind in RESPONDENT_KINDS:
            own = groups.get(kind)
            choices = [("", ""), *((form, form) for form in forms_for(kind))]
            self.fields[f"form_{kind}"] = forms.ChoiceField(
                choices=choices, required=False, initial=own.form if own else ""
            )
            self.fields[f"number_{kind}"] = forms.IntegerField(
                required=False,
                min_value=0,
                max_value=MOST_ASKED,
                initial=own.number or None if own else None,
                widget=forms.TextInput(attrs=_SMALL),
            )
            self.fields[f"open_{kind}"] = forms.BooleanField(
                required=False, initial=own.open_link if own else False
            )

    def said(self, kind: str) -> tuple[str, int, bool]:
        """What was said of a kind: the form (blank: not asked), how many besides, and whether by an open link."""
        said = self.cleaned_data
        return said[f"form_{kind}"], said[f"number_{kind}"] or 0, said[f"open_{kind}"]


class PromiseForm(forms.Form):
    """What people are promised."""

    mode = forms.ChoiceField(choices=[(mode, mode) for mode in Round.Mode.values], widget=forms.RadioSelect)


class AboutForm(forms.Form):
    """What people read first: who asks, in which languages, paid or unpaid, whom to call."""

    asked_by = LineField(max_length=300)
    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    paid = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], widget=forms.RadioSelect)
    thanks = LineField(max_length=200, required=False)
    telephone = LineField(max_length=100, required=False)

    def __init__(self, *args: Any, own: Sequence[str], **kwargs: Any) -> None:
        """``own`` are the place's languages, which come first."""
        super().__init__(*args, **kwargs)
        self._order = [*own, *(code for code in available_languages() if code not in own)]
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(code, code) for code in self._order]
        self.others = add_other_texts(self, self._order[1:], OWN_TEXTS)

    def clean(self) -> None:
        """Whoever is paid is told what they get."""
        if self.cleaned_data.get("paid") == "yes" and not self.cleaned_data.get("thanks"):
            self.add_error("thanks", ValidationError("Say what people get.", code="needed"))

    def changes(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        languages = [code for code in self._order if code in said["languages"]]
        first = {
            "asked_by": said["asked_by"],
            "thanks": said["thanks"] if said["paid"] == "yes" else "",
            "telephone": said["telephone"],
        }
        return {
            **first,
            "languages": languages,
            "other_texts": other_texts(self, languages[1:], [field for field, text in first.items() if text]),
        }


class TelephoneForm(forms.Form):
    """Whom to call: the one thing people read first that may change while a round is open."""

    telephone = LineField(max_length=100, required=False)

    def __init__(self, *args: Any, found: Round, **kwargs: Any) -> None:
        """``found`` is the round whose number it is."""
        super().__init__(*args, **kwargs)
        self._found = found
        self.others = add_other_texts(self, found.languages[1:], ("telephone",))

    def changes(self) -> dict[str, Any]:
        """What was said, as the action takes it: the other texts stay as they are."""
        said = self.cleaned_data["telephone"]
        languages = self._found.languages[1:]
        new = other_texts(self, languages, ("telephone",) if said else ())
        kept = {
            code: {
                **{
                    field: text
                    for field, text in self._found.other_texts.get(code, {}).items()
                    if field != "telephone"
                },
                **new.get(code, {}),
            }
            for code in languages
        }
        return {"telephone": said, "other_texts": {code: own for code, own in kept.items() if own}}


def add_other_texts(form: forms.Form, languages: Sequence[str], fields: Sequence[str]) -> list[str]:
    """Ask for texts in further languages, each after the field that it says otherwise. Gives the names of all."""
    order, added = [], []
    for name, first in list(form.fields.items()):
        order.append(name)
        for code in languages if name in fields else ():
            own = f"{name}_{code}"
            form.fields[own] = LineField(max_length=first.max_length, required=False)  # type: ignore[attr-defined]
            order.append(own)
            added.append(own)
    form.order_fields(order)
    return added


def other_texts(
    form: forms.Form, languages: Sequence[str], fields: Sequence[str]
) -> dict[str, dict[str, str]]:
    """What was said in further languages, without what was left blank."""
    said = {
        code: {field: text for field in fields if (text := form.cleaned_data.get(f"{field}_{code}", ""))}
        for code in languages
    }
    return {code: own for code, own in said.items() if own}


def said_in_others(found: Round) -> dict[str, str]:
    """What a round says in further languages, by the field that asks for it."""
    return {f"{field}_{code}": text for code, own in found.other_texts.items() for field, text in own.items()}


class DaysForm(forms.Form):
    """The days of a round. A field that does not go with the round is not asked."""

    closes_on = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))
    result_by = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))
    codes_until = forms.DateField(required=False, widget=forms.DateInput(attrs=_DAY))

    def __init__(self, *args: Any, found: Round, **kwargs: Any) -> None:
        """``found`` is the round whose days they are."""
        super().__init__(*args, **kwargs)
        if found.mode != Round.Mode.CONFIDENTIAL:
            del self.fields["codes_until"]
        if found.state == Round.State.OPEN:
            for name in ("result_by", "codes_until"):
                self.fields.pop(name, None)

    def changes(self) -> dict[str, date | None]:
        """What was said, as the action takes it."""
        return dict(self.cleaned_data)


class _MakingForm(forms.Form):
    """What makes ways in. ``seen`` says how many there were when the page was made, so that sending it twice makes
    them once.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput)
    language = forms.ChoiceField()

    def __init__(
        self,
        *args: Any,
        languages: Sequence[str],
        there: int,
        country: str = USUAL_COUNTRY,
        **kwargs: Any,
    ) -> None:
        """``languages`` are those of the round; ``there`` is how many ways in the group has had so far; ``country``
        (ISO 3166) is where numbers are written without a plus sign.
        """
        super().__init__(*args, **kwargs)
        self.country = country
        self._there = there
        self.initial.setdefault("seen", there)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(code, code) for code in languages]

    def clean(self) -> None:
        """Refuse what was sent before."""
        if "seen" in self.cleaned_data and self.cleaned_data["seen"] != self._there:
            self.data = self.data.copy()  # type: ignore[attr-defined]
            self.data[self.add_prefix("seen")] = str(self._there)  # type: ignore[index]
            raise ValidationError("These were made already.", code="made_already")


class PersonalForm(_MakingForm):
    """Personal links: one person a line."""

    people = forms.CharField(
        max_length=_LONGEST_LIST, widget=forms.Textarea(attrs={"rows": "6", "autocomplete": "off"})
    )
    field_order = ("people", "language", "seen")
    #: The field that says who is asked.
    who = "people"

    def clean_people(self) -> list[Guest]:
        """Everybody who was named: a name, an address or a number, or a name and one of these after a comma."""
        lines = [
            (number, line.strip())
            for number, line in enumerate(self.cleaned_data["people"].splitlines(), 1)
            if line.strip()
        ]
        if len(lines) > MOST_AT_ONCE:
            raise ValidationError("Too many.", code="too_many", params={"limit_value": MOST_AT_ONCE})
        return [_guest(number, line, self.country) for number, line in lines]


class PartnersForm(_MakingForm):
    """Personal links for partners who are on record with an address; all are ticked."""

    partners = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    field_order = ("partners", "language", "seen")
    who = "partners"

    def __init__(self, *args: Any, partners: Sequence[Player], **kwargs: Any) -> None:
        """``partners`` are those who are offered."""
        super().__init__(*args, **kwargs)
        self._partners = {str(one.pk): one for one in partners}
        field = self.fields["partners"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(key, f"{one.name}, {one.contact_email}") for key, one in self._partners.items()]
        field.initial = list(self._partners)

    def clean_partners(self) -> list[Guest]:
        """Everybody who is ticked. An address on record that is none is said with the partner's name."""
        taken = [self._partners[key] for key in dict.fromkeys(self.cleaned_data["partners"])]
        return [Guest(one.name[:_LONGEST_LABEL], _on_record(one), partner=one.pk) for one in taken]

    def clean(self) -> None:
        """Of what was sent before nothing else is said: who has a link is offered no more."""
        try:
            super().clean()
        except ValidationError:
            self.errors.pop("partners", None)
            raise


class PaperForm(_MakingForm):
    """Codes on paper."""

    count = forms.IntegerField(min_value=1, max_value=MOST_AT_ONCE, widget=forms.TextInput(attrs=_SMALL))
    field_order = ("count", "language", "seen")


class OpenForm(_MakingForm):
    """An open link, which needs nothing but to be asked for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As for the others, without a language: whoever opens it chooses."""
        super().__init__(*args, **kwargs)
        del self.fields["language"]


def _guest(number: int, line: str, country: str) -> Guest:
    """One line as somebody to be asked: a name, an address or a number, or a name and one of these after a comma.

    Raises ``ValidationError`` for an address or a number that is none.
    """
    label, _, way = line.rpartition(",")
    label, way = label.strip(), way.strip()
    if not _is_a_way(way):  # a comma in a name, or a name alone
        label, way = line, ""
    if len(label) > _LONGEST_LABEL:
        raise ValidationError("Too long.", code="too_long", params={"line": number})
    if "@" in way:
        return Guest(label, _email(number, way))
    return Guest(label, phone=_phone(number, way, country)) if way else Guest(label)


def _is_a_way(text: str) -> bool:
    """Whether a text is meant as an address or a number: it has an at sign, or more digits than anything else."""
    digits = sum(one.isdigit() for one in text)
    return "@" in text or (digits >= _FEWEST_DIGITS and digits * 2 >= len(text))


def _email(number: int, typed: str) -> str:
    try:
        validate_email(typed)
    except ValidationError:
        raise ValidationError(
            "No address.", code="bad_email", params={"line": number, "value": typed}
        ) from None
    return typed


def _on_record(partner: Player) -> str:
    try:
        validate_email(partner.contact_email)
    except ValidationError:
        params = {"name": partner.name, "value": partner.contact_email}
        raise ValidationError("No address.", code="bad_email", params=params) from None
    return partner.contact_email


def _phone(number: int, typed: str, country: str) -> str:
    try:
        return normalised(typed, country)
    except NotANumber:
        raise ValidationError(
            "No number.", code="bad_phone", params={"line": number, "value": typed}
        ) from None
