"""Between a row and what it says: ``Player`` and ``PartnerFields``."""

from types import MappingProxyType
from typing import Any

from tallgrass.elements.players.method.fields import BETWEEN, UNTOLD, PartnerFields, differences
from tallgrass.elements.players.models import Player, Standing


def fields_of(player: Player) -> PartnerFields:
    """What a row says."""
    return PartnerFields(
        name=player.name,
        is_person=player.is_person,
        kinds=tuple(player.kinds.split(BETWEEN)),
        roles=tuple(player.roles),
        neighbourhoods=tuple(player.neighbourhoods),
        communities=tuple(player.communities),
        website=player.website,
        identifiers=MappingProxyType(dict(player.identifiers)),
        active=player.active,
        contact_email=player.contact_email,
        further=MappingProxyType(dict(player.further)),
    )


def write_fields(player: Player, fields: PartnerFields) -> None:
    """Let a row say that. It is not saved.

    A person was told that only members read about them. Where others say that it is no person, it is to be told anew.
    """
    if player.is_person and not fields.is_person and player.standing == Standing.LISTED:
        player.standing, player.told_on, player.told_by = Standing.PROPOSED, None, ""
    player.name, player.is_person = fields.name, fields.is_person
    player.kinds, player.main_kind = BETWEEN.join(fields.kinds), fields.kinds[0]
    player.roles = list(fields.roles)
    player.neighbourhoods, player.communities = list(fields.neighbourhoods), list(fields.communities)
    player.website, player.identifiers = fields.website, dict(fields.identifiers)
    player.active, player.contact_email = fields.active, fields.contact_email
    player.further = dict(fields.further)


#: The columns that ``write_fields`` writes.
WRITTEN = (
    "name", "is_person", "kinds", "main_kind", "roles", "neighbourhoods", "communities", "website", "identifiers",
    "active", "contact_email", "further", "standing", "told_on", "told_by",
)  # fmt: skip


def told_of(before: PartnerFields, after: PartnerFields) -> dict[str, Any] | None:
    """What an event keeps of a change: values before and after, names alone of what no history keeps.

    Of a person it keeps no value at all. None where nothing changed.
    """
    changed = differences(before, after)
    if not changed:
        return None
    person = before.is_person or after.is_person
    told = {name: values for name, values in changed.items() if name not in UNTOLD and not person}
    return {"changed": told, "also": [name for name in changed if name not in told]}
