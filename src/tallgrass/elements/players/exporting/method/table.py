"""Partners as one table: the columns of ``players.csv``, ours, and those of files that were brought in."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tallgrass.elements.players.imports.method.columns import MARK, Vocabulary, is_marked
from tallgrass.elements.players.imports.method.rows import escaped_identifier
from tallgrass.elements.players.method.fields import BETWEEN, CHECKED_SCHEMES, PartnerFields, plain_name

#: The name of what the JSON file holds, with its version.
SCHEMA: Final = "tallgrass-partners/1"
#: Identifiers that have a column of their own.
_OWN_SCHEMES: Final = (*CHECKED_SCHEMES, "org_id")


@dataclass(frozen=True, slots=True)
class Taken:
    """What is taken along besides what every member may see: addresses for messages, columns of other files."""

    addresses: bool = False
    further: bool = False


@dataclass(frozen=True, slots=True)
class Exported:
    """A partner as it leaves. ``led_by``: its own words, blank where it does not show them."""

    key: str
    fields: PartnerFields
    led_by: str = ""


Column = tuple[str, Callable[[Exported], str]]

_COLUMNS: Final[tuple[Column, ...]] = (
    ("player_id", lambda one: one.key),
    ("name", lambda one: one.fields.name),
    ("kind", lambda one: "" if one.fields.kinds == ("unknown",) else BETWEEN.join(one.fields.kinds)),
    ("active", lambda one: "" if one.fields.active is None else "yes" if one.fields.active else "no"),
    ("roles", lambda one: BETWEEN.join(one.fields.roles)),
    ("person", lambda one: "yes" if one.fields.is_person else "no"),
    ("neighbourhoods", lambda one: BETWEEN.join(one.fields.neighbourhoods)),
    ("communities", lambda one: BETWEEN.join(one.fields.communities)),
    ("website", lambda one: one.fields.website),
    ("ein", lambda one: one.fields.identifiers.get("ein", "")),
    ("wikidata", lambda one: one.fields.identifiers.get("wikidata", "")),
    ("org_id", lambda one: one.fields.identifiers.get("org_id", "")),
    ("identifiers", lambda one: BETWEEN.join(_other_identifiers(one))),
    ("led_by", lambda one: one.led_by),
)
_ADDRESS: Final[Column] = ("contact_email", lambda one: one.fields.contact_email)


def table(partners: Sequence[Exported], taken: Taken, known: Vocabulary) -> tuple[list[str], list[list[str]]]:
    """The titles and the rows. ``known``: by what titles of ours a further column must not be called."""
    columns = [*_COLUMNS, *([_ADDRESS] if taken.addresses else [])]
    further = sorted({title for one in partners for title in one.fields.further}) if taken.further else []
    titles = [title for title, _ in columns] + [further_title(title, known) for title in further]
    rows = [
        [*(text(one) for _, text in columns), *(one.fields.further.get(title, "") for title in further)]
        for one in partners
    ]
    return titles, rows


def further_title(title: str, known: Vocabulary) -> str:
    """The title of a further column: its own, marked where it would be taken for one of ours."""
    return f"{MARK}{title}" if plain_name(title) in known.titles or is_marked(title) else title


def document(partners: Sequence[Exported], taken: Taken, *, place: str, example: bool) -> dict[str, Any]:
    """The same as plain JSON (``docs/reference/partners.schema.json``)."""
    return {
        "schema": SCHEMA,
        "place": place,
        "example": example,
        "partners": [dict(_entry(one, taken)) for one in partners],
    }


def _entry(one: Exported, taken: Taken) -> Iterator[tuple[str, Any]]:
    fields = one.fields
    yield "player_id", one.key
    yield "name", fields.name
    yield "kinds", list(fields.kinds)
    yield "active", fields.active
    yield "roles", list(fields.roles)
    yield "person", fields.is_person
    yield "neighbourhoods", list(fields.neighbourhoods)
    yield "communities", list(fields.communities)
    yield "website", fields.website or None
    yield "identifiers", dict(fields.identifiers)
    yield "led_by", one.led_by or None
    if taken.addresses:
        yield "contact_email", fields.contact_email or None
    if taken.further:
        yield "further", dict(fields.further)


def _other_identifiers(one: Exported) -> Iterator[str]:
    for scheme, value in one.fields.identifiers.items():
        if scheme not in _OWN_SCHEMES:
            yield f"{scheme}:{escaped_identifier(value)}"
