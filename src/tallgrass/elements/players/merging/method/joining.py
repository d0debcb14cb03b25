"""What one record says that is made of two."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any, Final, Literal

from tallgrass.elements.players.method.fields import (
    FIELDS,
    FURTHER_COLUMNS,
    IDENTIFIERS,
    LIST_LENGTH,
    PartnerFields,
)

#: From which record a field is taken; ``both``: the entries of both, those of the record that stays first.
Take = Literal["kept", "other", "both"]
_LISTS: Final = {
    "kinds": LIST_LENGTH,
    "roles": LIST_LENGTH,
    "neighbourhoods": LIST_LENGTH,
    "communities": LIST_LENGTH,
}
_MAPPINGS: Final = {"identifiers": IDENTIFIERS, "further": FURTHER_COLUMNS}


def differing(one: PartnerFields, other: PartnerFields) -> tuple[str, ...]:
    """The fields in which two records differ."""
    return tuple(name for name in FIELDS if getattr(one, name) != getattr(other, name))


def offered(kept: PartnerFields, other: PartnerFields, field: str) -> tuple[Take, ...]:
    """From where a field can be taken, what is taken by default first: a blank is filled from the other record."""
    mine, theirs = getattr(kept, field), getattr(other, field)
    if _blank(field, mine):
        return ("other", "kept")
    if _blank(field, theirs):
        return ("kept", "other")
    whole = _both(field, mine, theirs)
    if whole is None or whole in (mine, theirs):
        return ("other", "kept") if whole == theirs != mine and whole is not None else ("kept", "other")
    return ("both", "kept", "other")


def joined(kept: PartnerFields, other: PartnerFields, take: Mapping[str, Take]) -> PartnerFields:
    """The record that stays, each field from where it is taken; by default where nothing is said.

    Raises ``ValueError`` for what a field does not offer.
    """
    values: dict[str, Any] = {}
    for field in differing(kept, other):
        choices = offered(kept, other, field)
        taken = take.get(field, choices[0])
        if taken not in choices:
            raise ValueError(f"{field} cannot be taken from {taken}")
        mine, theirs = getattr(kept, field), getattr(other, field)
        values[field] = (
            {"kept": mine, "other": theirs}.get(taken) if taken != "both" else _both(field, mine, theirs)
        )
    return replace(kept, **values)


def both(one: PartnerFields, other: PartnerFields, field: str) -> Any:
    """The entries of both records in a field that holds several; None where it does not, or they are too many."""
    return _both(field, getattr(one, field), getattr(other, field))


def _both(field: str, mine: Any, theirs: Any) -> Any:
    if field in _LISTS:
        entries = tuple(dict.fromkeys((*mine, *theirs)))
        return entries if len(entries) <= _LISTS[field] else None
    if field in _MAPPINGS:
        whole = {**theirs, **mine}
        if field == "identifiers":
            whole = dict(sorted(whole.items()))
        return MappingProxyType(whole) if len(whole) <= _MAPPINGS[field] else None
    return None


def _blank(field: str, value: Any) -> bool:
    return value is None or (value == ("unknown",) if field == "kinds" else not value and value is not False)
