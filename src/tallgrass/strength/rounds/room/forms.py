"""What the pages of a meeting ask."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.elements.players.method.kinds import RESPONDENT_KINDS
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking.meeting import MEETING_FORM
from tallgrass.strength.rounds.room.actions import MOST_PEOPLE

_SMALL: Final = {"size": "6", "inputmode": "numeric", "autocomplete": "off"}
#: What stands for no level where one is chosen.
NO_LEVEL: Final = "none"
LONGEST_NOTE: Final = 2_000


def _people() -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=1, max_value=MOST_PEOPLE, widget=forms.TextInput(attrs=_SMALL)
    )


def _kinds() -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        choices=[(kind, kind) for kind in RESPONDENT_KINDS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )


class RoomForm(forms.Form):
    """Who is in the room."""

    people = _people()
    kinds_in_room = _kinds()


class BeginForm(forms.Form):
    """Which questions a meeting takes, in which languages, and who is in the room."""

    languages = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple)
    people = _people()
    kinds_in_room = _kinds()

    def __init__(
        self, *args: Any, framework: Framework, languages: Sequence[str], chosen: Sequence[str], **kwargs: Any
    ) -> None:
        """``languages`` can be chosen, of which ``chosen`` are ticked at first."""
        super().__init__(*args, **kwargs)
        field = self.fields["languages"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (for the type checker)
        field.choices = [(code, code) for code in languages]
        field.initial = list(chosen)
        usual = set(framework.forms[MEETING_FORM])
        self._elements = [one.id for one in framework.elements]
        for one in framework.elements:
            self.fields[one.id] = forms.MultipleChoiceField(
                choices=[(criterion, criterion) for criterion in one.criteria],
                required=False,
                initial=[criterion for criterion in one.criteria if criterion in usual],
                widget=forms.CheckboxSelectMultiple,
            )

    def clean_languages(self) -> list[str]:
        """One or two."""
        found: list[str] = self.cleaned_data["languages"]
        if len(found) > 2:
            raise ValidationError("one or two", code="invalid")
        return found

    def clean(self) -> None:
        """Some question is chosen."""
        if not self.criteria():
            raise ValidationError("choose a question", code="nothing")

    def criteria(self) -> list[str]:
        """The questions that were chosen, in the order of the framework."""
        return [one for element in self._elements for one in self.cleaned_data.get(element, [])]


class AgreedForm(forms.Form):
    """What a room agreed on after the talk."""

    level = forms.ChoiceField(
        choices=[*((str(level), str(level)) for level in range(5)), (NO_LEVEL, NO_LEVEL)],
        widget=forms.RadioSelect,
    )
    disagreed = forms.BooleanField(required=False)
    note = forms.CharField(
        required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": "3"})
    )
    note_cleared = forms.BooleanField(required=False)

    def agreed(self) -> dict[str, Any]:
        """What was said, as the action takes it."""
        said = self.cleaned_data
        level = said["level"]
        return {
            "level": None if level == NO_LEVEL else int(level),
            "note": said["note"],
            "note_cleared": said["note_cleared"],
            "disagreed": said["disagreed"],
        }


def typed_numbers(typed: Mapping[str, str]) -> list[int] | None:
    """The six numbers of people, levels 0 to 4 and *I don't know*, blank for nobody; None where one is no number."""
    found: list[int] = []
    for sign in "01234d":
        text = typed.get(f"count-{sign}", "").strip()
        if text and not (text.isdecimal() and text.isascii() and len(text) <= 4):
            return None
        found.append(int(text or 0))
    return found if sum(found) <= MOST_PEOPLE else None
