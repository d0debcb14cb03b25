"""Between a row of ``players.csv`` and a partner of a place, both ways, nothing lost.

A further column that the site has a field for (``website``, ``ein``, ...) goes there where the field keeps it letter by
letter; else it stays a further column. Columns that begin with ``tallgrass_`` come from a copy of a place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from tallgrass.elements.players.actions import Addition
from tallgrass.elements.players.method.fields import BETWEEN, PartnerFields, normalised
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.files import WholeRow
from tallgrass.foundation.files.columns import header_name
from tallgrass.strength.scorecard.place_folder import names

#: Fields of a partner that a further column of the same name may fill, as text.
_FIELDS: Final[Mapping[str, Callable[[PartnerFields], str]]] = {
    "website": lambda fields: fields.website,
    "neighbourhoods": lambda fields: BETWEEN.join(fields.neighbourhoods),
    "communities": lambda fields: BETWEEN.join(fields.communities),
    "ein": lambda fields: fields.identifiers.get("ein", ""),
    "wikidata": lambda fields: fields.identifiers.get("wikidata", ""),
    "contact_email": lambda fields: fields.contact_email,
}
_OWN_SCHEMES: Final = ("ein", "wikidata")


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as a folder tells of it. ``standing`` is blank where the folder does not say."""

    key: str
    fields: PartnerFields
    standing: str = ""
    told_on: date | None = None
    told_by: str = ""
    led_by: str = ""
    led_by_shown: bool = False
    merged_into: str = ""

    def addition(self, told_by: str, told_on: date | None) -> Addition:
        """The partner as it is added: as the folder says it was told, else as ``told_by`` says (blank: not yet)."""
        known = bool(self.standing)
        return Addition(
            fields=self.fields,
            key=self.key,
            told_by=self.told_by if known else told_by,
            told_on=self.told_on if known else told_on,
            hidden=self.standing == Standing.HIDDEN,
            led_by=self.led_by,
            led_by_shown=self.led_by_shown,
        )


def partner_of(whole: WholeRow) -> PartnerRow:
    """The partner of a row."""
    row, further = whole.row, dict(whole.further)
    own = {name: further.pop(name, "") for name in names.OWN_COLUMNS}
    kept, identifiers = _kept(further), _identifiers(own[names.IDENTIFIERS])
    made = normalised({"name": "x", **{name: further[title] for name, title in kept.items()}})
    if not isinstance(made, PartnerFields):
        raise AssertionError("a column with a fault stays a further column")
    fields = PartnerFields(
        name=row.text("name"),
        is_person=own[names.PERSON] == "yes",
        kinds=row.words("kind") or ("unknown",),
        roles=row.words("roles"),
        neighbourhoods=made.neighbourhoods,
        communities=made.communities,
        website=made.website,
        identifiers=MappingProxyType(dict(sorted({**identifiers, **made.identifiers}.items()))),
        active=row.yes_no("active"),
        contact_email=made.contact_email,
        further=MappingProxyType(
            {title: text for title, text in further.items() if title not in kept.values()}
        ),
    )
    standing = own[names.STANDING] if own[names.STANDING] in Standing.values else ""
    return PartnerRow(
        key=row.text("player_id"),
        fields=fields,
        standing=standing,
        told_on=_day(own[names.TOLD_ON]),
        told_by=own[names.TOLD_BY] if standing else "",
        led_by=own[names.LED_BY],
        led_by_shown=own[names.LED_BY_SHOWN] == "yes",
        merged_into=own[names.MERGED_INTO],
    )


def cells_of(player: Player) -> dict[str, str]:
    """What stands in the columns of a partner's row, by title; what is blank may be missing."""
    fields = _fields_of(player)
    own = {scheme: value for scheme, value in fields.identifiers.items() if scheme not in _OWN_SCHEMES}
    into = player.merged_into
    return {
        **{name: text for name, read in _FIELDS.items() if (text := read(fields))},
        **player.further,
        "player_id": player.key,
        "name": player.name,
        "kind": player.kinds,
        "active": {True: "yes", False: "no", None: ""}[player.active],
        "roles": BETWEEN.join(player.roles),
        names.STANDING: player.standing,
        names.TOLD_ON: player.told_on.isoformat() if player.told_on else "",
        names.TOLD_BY: player.told_by,
        names.PERSON: "yes" if player.is_person else "",
        names.IDENTIFIERS: BETWEEN.join(f"{scheme}:{value}" for scheme, value in own.items()),
        names.LED_BY: player.led_by,
        names.LED_BY_SHOWN: "yes" if player.led_by_shown else "",
        names.MERGED_INTO: into.key if into is not None else "",
    }


def in_columns(cells: Mapping[str, str], columns: tuple[str, ...]) -> list[str]:
    """The cells in the order of ``columns``; a field may stand under a title that is written in another way."""
    return [cells.get(title, "") or cells.get(header_name(title), "") for title in columns]


def further_titles(cells: Mapping[str, str], columns: tuple[str, ...]) -> list[str]:
    """The titles of filled cells that no column of ``columns`` holds."""
    known = {header_name(title) for title in columns} | set(columns)
    return [title for title, text in cells.items() if text and header_name(title) not in known]


def _kept(further: Mapping[str, str]) -> dict[str, str]:
    """The further columns that a field keeps letter by letter: title by field."""
    found = {}
    for title, text in further.items():
        name = header_name(title)
        if name not in _FIELDS:
            continue
        made = normalised({"name": "x", name: text})
        if isinstance(made, PartnerFields) and _FIELDS[name](made) == text:
            found[name] = title
    return found


def _identifiers(text: str) -> dict[str, str]:
    pairs = (entry.partition(":") for entry in text.split(BETWEEN) if ":" in entry)
    return {scheme: value for scheme, _, value in pairs}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _fields_of(player: Player) -> PartnerFields:
    """What of a row has columns of its own."""
    return PartnerFields(
        name=player.name,
        neighbourhoods=tuple(player.neighbourhoods),
        communities=tuple(player.communities),
        website=player.website,
        identifiers=dict(player.identifiers),
        contact_email=player.contact_email,
    )
