"""What the page of links says of those who have a link in the round already."""

from collections.abc import Sequence
from typing import Final

from django import forms
from django.core.exceptions import ValidationError

from tallgrass.strength.rounds.holding.one_link import Doubled
from tallgrass.strength.rounds.holding.saying import Speech

#: So many are named; of more it says how many.
_NAMED: Final = 20


def say_twice(form: forms.Form, field: str, doubled: Sequence[Doubled], speech: Speech) -> None:
    """Say at a field of the form who would have two links, and as what they have one."""
    said, kinds = speech.said["group"]["twice"], speech.said["kinds"]
    told = [
        said["has"].format(way=one.way, kind=kinds[one.kind])
        if one.kind
        else said["here"].format(way=one.way)
        for one in doubled[:_NAMED]
    ]
    if len(doubled) > _NAMED:
        told.append(said["more"].format(count=len(doubled) - _NAMED))
    form.add_error(field, ValidationError(told))
