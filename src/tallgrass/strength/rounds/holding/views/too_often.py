"""What the page of links says of those who would be asked more often than is fair, before anybody is asked."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.elements.players.asks.asked import Verdict
from tallgrass.elements.players.asks.saying import sentence
from tallgrass.foundation.languages import words

#: So many are named; of more it says how many.
_NAMED: Final = 20


def say_too_often(form: forms.Form, field: str, verdicts: Sequence[Verdict], language: str) -> None:
    """Say at a field of the form who would be asked too often, and when they may be."""
    said = words(language, "asks")["inviting"]
    told = [sentence(one, language) for one in verdicts[:_NAMED]]
    if len(verdicts) > _NAMED:
        told.append(said["more"].format(count=len(verdicts) - _NAMED))
    form.add_error(field, ValidationError(told))


def others_button(others: int, language: str) -> str:
    """What the button says that asks the others; blank where nobody is left."""
    said = words(language, "asks")["inviting"]
    if others < 1:
        return ""
    return str(said["one_other"] if others == 1 else said["others"].format(count=others))
