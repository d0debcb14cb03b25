"""What one row of a list says of a partner. A blank cell says nothing, and so it erases nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Final

from tallgrass.elements.players.imports.method.columns import FURTHER, Column, Vocabulary
from tallgrass.elements.players.method.fields import (
    BETWEEN,
    FIELDS,
    FURTHER_COLUMNS,
    IDENTIFIERS,
    Fault,
    PartnerFields,
    clean,
    listed,
    normalised,
    plain_name,
)

KEY_LENGTH: Final = 100
#: Fields whose cell may be of no use without the row being refused: it is kept beside, under its column's title.
_KEPT_BESIDE: Final = ("kinds", "is_person", "active", "website", "ein", "wikidata", "org_id", "identifiers")
#: An address that cannot be read is not kept: further columns may leave with a file, addresses may not.
_LEFT_OUT: Final = ("contact_email",)
_IDENTIFIER: Final = re.compile(r"([A-Za-z][A-Za-z0-9_-]{0,39})\s*:\s*(\S.*)")


@dataclass(frozen=True, slots=True)
class Given:
    """A row: its number in the file, the id it has there (blank: none), and the texts of its cells that are not blank.

    ``faults`` say why it cannot be used, ``remarks`` what a person should know of it; ``fields`` are those of a
    partner of whom nothing else is on record, None where there are faults.
    """

    number: int
    key: str
    raw: Mapping[str, str]
    identifiers: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    further: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    fields: PartnerFields | None = None
    faults: tuple[Fault, ...] = ()
    remarks: tuple[Fault, ...] = ()

    @property
    def name(self) -> str:
        """What it is called, as it is written there."""
        return self.raw.get("name", "")


def given_of(number: int, cells: Sequence[str], columns: Sequence[Column], known: Vocabulary) -> Given:
    """What a row says, cleaned and checked."""
    raw: dict[str, str] = {}
    further: dict[str, str] = {}
    titles: dict[str, str] = {}
    for column, text in zip(columns, cells, strict=False):
        if not text.strip():
            continue
        if column.role == FURTHER:
            further[column.title] = text
        elif column.role in _ROLES:
            raw[column.role], titles[column.role] = text, column.title
    key = clean(raw.pop("player_id", "")[: KEY_LENGTH * 10])
    beside: list[Fault] = []
    _in_our_words(raw, known)
    written = raw.get("identifiers", "")
    identifiers = _identifiers(raw, beside)
    if beside:
        further[titles["identifiers"]] = written
    given = Given(number, key, raw, identifiers, further)
    found = normalised(raw, identifiers=identifiers, further=further)
    if isinstance(found, tuple):
        given, faults = _without_unreadable(given, found, beside, titles)
        found = faults or normalised(given.raw, identifiers=given.identifiers, further=given.further)
    faults = found if isinstance(found, tuple) else ()
    if len(key) > KEY_LENGTH:
        faults = (*faults, Fault("player_id", "too_long", {"limit": KEY_LENGTH}))
    fields = None if faults or isinstance(found, tuple) else found
    return replace(given, fields=fields, faults=faults, remarks=tuple(beside))


def changed_by(given: Given, before: PartnerFields) -> PartnerFields | tuple[Fault, ...]:
    """The record as it is after the row: what the row says over what was there; or why that cannot be."""
    after = given.fields
    if after is None:
        return given.faults
    said = {name: getattr(after, name) for name in FIELDS if name in given.raw}
    identifiers = dict(sorted({**before.identifiers, **after.identifiers}.items()))
    further = {**before.further, **after.further}
    for name, entries, limit in (
        ("identifiers", identifiers, IDENTIFIERS),
        ("further", further, FURTHER_COLUMNS),
    ):
        if len(entries) > limit:
            return (Fault(name, "too_many", {"limit": limit}),)
    return replace(
        before, **said, identifiers=MappingProxyType(identifiers), further=MappingProxyType(further)
    )


_ROLES: Final = frozenset({"player_id", "org_id", "identifiers", "ein", "wikidata", *FIELDS} - {"further"})


def _in_our_words(raw: dict[str, str], known: Vocabulary) -> None:
    """Put types and flags into the words that are kept, whatever language they are written in."""
    if "kinds" in raw:
        raw["kinds"] = BETWEEN.join(
            known.kinds.get(plain_name(entry), entry) for entry in listed(raw["kinds"])
        )
        if raw["kinds"] == "unknown":
            del raw["kinds"]  # says no more than a blank
    for name in ("is_person", "active"):
        if name in raw:
            raw[name] = known.flags.get(plain_name(raw[name]), raw[name])


def _identifiers(raw: dict[str, str], beside: list[Fault]) -> dict[str, str]:
    """The identifiers of other schemes: ``org_id`` has a column of its own, the rest are ``scheme:value|...``."""
    found = {}
    for entry in listed(raw.get("identifiers", "")):
        if written := _IDENTIFIER.fullmatch(entry):
            found[written[1].casefold()] = meant_identifier(written[2])
        else:
            beside.append(Fault("identifiers", "not_an_identifier", {"value": entry[:80]}))
    raw.pop("identifiers", None)
    if own := clean(raw.pop("org_id", "")):
        found["org_id"] = own
    return found


def escaped_identifier(value: str) -> str:
    """An identifier as it stands among several in one cell: a bar in it must not end it."""
    return value.replace("%", "%25").replace(BETWEEN, "%7C")


def meant_identifier(text: str) -> str:
    """The identifier that ``escaped_identifier`` wrote."""
    return text.replace("%7C", BETWEEN).replace("%25", "%")


def _without_unreadable(
    given: Given, faults: Sequence[Fault], beside: list[Fault], titles: Mapping[str, str]
) -> tuple[Given, tuple[Fault, ...]]:
    """The row without the cells that are of no use but do not spoil it, and the faults that do."""
    raw, further, hard = dict(given.raw), dict(given.further), []
    for fault in faults:
        if fault.field in _KEPT_BESIDE and fault.field in raw:
            further.setdefault(titles[fault.field], raw.pop(fault.field))
            beside.append(fault)
        elif fault.field in _LEFT_OUT:
            raw.pop(fault.field, None)
            beside.append(fault)
        else:
            hard.append(fault)
    return replace(given, raw=raw, further=further), tuple(hard)
