"""Who must not be listed (again): partners who hid themselves, and those who had everything about them deleted."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Final

from tallgrass.elements.players.method.fields import PartnerFields, plain_name
from tallgrass.elements.players.models import NotToBeListed, Player, Standing
from tallgrass.places.models import Place

#: Identifiers that mean one organisation and no other. A website may be shared.
TELLING_SCHEMES: Final = ("ein", "wikidata", "org_id")


def traces_of(name: str, identifiers: Mapping[str, str]) -> frozenset[str]:
    """By what a partner is known again: its plain name, and the identifiers that are its alone."""
    own = {
        f"{scheme}:{identifiers[scheme].casefold()}" for scheme in TELLING_SCHEMES if identifiers.get(scheme)
    }
    plain = plain_name(name)
    return frozenset(own | {f"name:{plain}"} if plain else own)


def asked_not_to_be_listed(*, place: Place, partners: Sequence[PartnerFields]) -> frozenset[int]:
    """The positions, among ``partners``, of those who asked not to be listed. Two queries, however many there are."""
    hidden = _hidden_traces(place)
    salt, digests = _erased(place)
    if not hidden and not digests:
        return frozenset()
    return frozenset(
        position
        for position, partner in enumerate(partners)
        if _asked(traces_of(partner.name, partner.identifiers), hidden, salt, digests)
    )


def digests_of(traces: Iterable[str], salt: str) -> frozenset[str]:
    """What is kept of somebody who is deleted: nothing can be read from it, but a guess can be checked."""
    return frozenset(sha256(f"{salt}\n{trace}".encode()).hexdigest() for trace in traces)


def salt_of(place: Place) -> str:
    """The salt of a place; blank while nobody has been deleted there."""
    return NotToBeListed.objects.filter(place=place).values_list("salt", flat=True).first() or ""


def _asked(traces: frozenset[str], hidden: Collection[str], salt: str, digests: Collection[str]) -> bool:
    return not traces.isdisjoint(hidden) or (
        bool(digests) and not digests_of(traces, salt).isdisjoint(digests)
    )


def _hidden_traces(place: Place) -> set[str]:
    rows = Player.objects.filter(place=place, standing=Standing.HIDDEN).values_list("name", "identifiers")
    return {trace for name, identifiers in rows for trace in traces_of(name, identifiers)}


def _erased(place: Place) -> tuple[str, set[str]]:
    rows = list(NotToBeListed.objects.filter(place=place).values_list("salt", "digest"))
    return (rows[0][0], {digest for _, digest in rows}) if rows else ("", set())
