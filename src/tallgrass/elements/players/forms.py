"""What people fill in about partners. What is wrong with it is said by ``method/fields``, or by the actions."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.elements.players.actions.telling import WAYS
from tallgrass.elements.players.method.fields import (
    BETWEEN,
    CHECKED_SCHEMES,
    Fault,
    PartnerFields,
    normalised,
)
from tallgrass.elements.players.method.kinds import PLAYER_KINDS

_ACTIVE: Final = {True: "yes", False: "no", None: "unknown"}
#: More than any of these texts may have; what is longer is refused before it is read closely.
_ANY_LENGTH: Final = 20_000


def _choices(words: Iterable[str]) -> list[tuple[str, str]]:
    return [(word, word) for word in words]


def _lines() -> forms.CharField:
    return forms.CharField(required=False, max_length=_ANY_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))


def _text(**attributes: str) -> forms.CharField:
    return forms.CharField(required=False, max_length=_ANY_LENGTH, widget=forms.TextInput(attrs=attributes))


class PartnerForm(forms.Form):
    """Everything that is said of a partner. ``reachable``: whoever fills it in may see and write the address."""

    name = _text(autocomplete="off")
    is_person = forms.BooleanField(required=False)
    main_kind = forms.ChoiceField(
        required=False, choices=_choices(PLAYER_KINDS), widget=forms.RadioSelect, initial="unknown"
    )
    kinds = forms.MultipleChoiceField(
        required=False, choices=_choices(PLAYER_KINDS[:-1]), widget=forms.CheckboxSelectMultiple
    )
    roles = _lines()
    neighbourhoods = _lines()
    communities = _lines()
    website = _text(inputmode="url", autocomplete="off", spellcheck="false")
    ein = _text(inputmode="numeric", autocomplete="off", size="12")
    wikidata = _text(autocomplete="off", size="14", spellcheck="false")
    active = forms.ChoiceField(
        required=False, choices=_choices(_ACTIVE.values()), widget=forms.RadioSelect, initial="unknown"
    )
    contact_email = _text(inputmode="email", autocomplete="off", spellcheck="false")

    def __init__(
        self, *args: Any, read: PartnerFields | None = None, reachable: bool = True, **more: Any
    ) -> None:
        if read is not None:
            more.setdefault("initial", initial_of(read))
        super().__init__(*args, **more)
        # The texts are bounded here; the length that each may have is told of by ``normalised``.
        for field in self.fields.values():
            field.widget.attrs.pop("maxlength", None)
        self.read = read
        if not reachable:
            del self.fields["contact_email"]

    def clean(self) -> dict[str, Any]:
        """Check everything at once; ``partner`` holds what was said."""
        said = super().clean() or {}
        kinds = [said.get("main_kind") or "", *said.get("kinds", [])]
        raw = {name: str(said.get(name) or "") for name in _TEXTS}
        raw |= {"kinds": BETWEEN.join(kinds), "is_person": "yes" if said.get("is_person") else ""}
        before = self.read
        if "contact_email" not in self.fields and before is not None:
            raw["contact_email"] = before.contact_email
        found = normalised(
            raw,
            identifiers=_other_identifiers(before),
            further={} if before is None else before.further,
        )
        if isinstance(found, PartnerFields):
            self.partner = found
        else:
            self._refuse(found)
        return said

    def _refuse(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            if fault.field not in self.errors:
                error = ValidationError(fault.key, code=fault.key, params=dict(fault.details))
                self.add_error(fault.field if fault.field in self.fields else None, error)


_TEXTS: Final = (
    "name", "roles", "neighbourhoods", "communities", "website", "ein", "wikidata", "active", "contact_email",
)  # fmt: skip


def initial_of(fields: PartnerFields) -> dict[str, Any]:
    """What a form shows of a record."""
    return {
        "name": fields.name,
        "is_person": fields.is_person,
        "main_kind": fields.kinds[0],
        "kinds": list(fields.kinds[1:]),
        "roles": "\n".join(fields.roles),
        "neighbourhoods": "\n".join(fields.neighbourhoods),
        "communities": "\n".join(fields.communities),
        "website": fields.website,
        "ein": fields.identifiers.get("ein", ""),
        "wikidata": fields.identifiers.get("wikidata", ""),
        "active": _ACTIVE[fields.active],
        "contact_email": fields.contact_email,
    }


def _other_identifiers(fields: PartnerFields | None) -> Mapping[str, str]:
    kept = {} if fields is None else fields.identifiers
    return {scheme: value for scheme, value in kept.items() if scheme not in CHECKED_SCHEMES}


class FilterForm(forms.Form):
    """Which partners somebody wants to see. ``roles`` are the tags to choose from; ``told``: stewards choose it."""

    lang = forms.CharField(required=False, widget=forms.HiddenInput)
    words = forms.CharField(required=False, widget=forms.TextInput(attrs={"maxlength": "200"}))
    kind = forms.ChoiceField(required=False, choices=[("", ""), *_choices(PLAYER_KINDS)])
    role = forms.ChoiceField(required=False)
    active = forms.ChoiceField(required=False, choices=_choices(("", "yes", "no", "unknown")))
    told = forms.ChoiceField(required=False, choices=_choices(("", "no", "yes")))

    def __init__(self, *args: Any, roles: Iterable[str], stewards: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["role"] = forms.ChoiceField(required=False, choices=_choices(("", *roles)))
        if not stewards:
            del self.fields["told"]


class TellForm(forms.Form):
    """Which partners are told, and how. ``mail`` is the way that the site has: ``mail`` or ``outbox``."""

    do = forms.ChoiceField(widget=forms.RadioSelect)
    way = forms.ChoiceField(
        required=False, choices=_choices(way.value for way in WAYS), widget=forms.RadioSelect
    )
    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, mail: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["do"] = forms.ChoiceField(choices=_choices((mail, "told")), widget=forms.RadioSelect)
        self.fields["on"].widget.input_type = "date"

    def clean(self) -> dict[str, Any]:
        """A way and a day are needed by who has told them."""
        said = super().clean() or {}
        if said.get("do") == "told":
            for name in ("way", "on"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, ValidationError("needed", code="required"))
        return said


class ToldForm(forms.Form):
    """How and when one partner was told."""

    way = forms.ChoiceField(choices=_choices(way.value for way in WAYS), widget=forms.RadioSelect)
    on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["on"].widget.input_type = "date"


class SpeakerForm(forms.Form):
    """The address of somebody who speaks for a partner."""

    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "off"}))


class WordsForm(forms.Form):
    """A partner's own words about who leads it."""

    led_by = forms.CharField(required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 5}))
    led_by_shown = forms.BooleanField(required=False)
