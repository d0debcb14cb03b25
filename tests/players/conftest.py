"""Partners in every state of consent, for tests of who sees whom."""

from dataclasses import dataclass, replace
from datetime import date

import pytest

from tallgrass.elements.players.actions import (
    add_partner,
    hide_partner,
    make_link,
    record_told,
)
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player
from tallgrass.foundation.tokens import Secret
from tests.cast import Cast

LIBRARY = PartnerFields(
    "Elmwood Library",
    kinds=("government", "community"),
    roles=("data",),
    neighbourhoods=("Northside",),
    website="https://library.example/",
    contact_email="desk@library.example",
    active=True,
)


@dataclass(frozen=True, slots=True)
class Partners:
    """One of each: ``library`` is listed, ``ana`` a listed person, ``garden`` proposed, ``clinic`` hidden."""

    library: Player
    ana: Player
    garden: Player
    clinic: Player
    clinic_secret: Secret
    library_secret: Secret


def add(cast: Cast, name: str, *, told: bool = True, person: bool = False) -> Player:
    fields = replace(LIBRARY, name=name, is_person=person, website="", contact_email="")
    player = add_partner(place=cast.elmwood, fields=fields, by=cast.rosa)
    if told:
        tell(cast, player)
    return player


def tell(cast: Cast, player: Player) -> None:
    record_told(place=cast.elmwood, players=[player.pk], way="phone", on=date(2026, 1, 5), by=cast.rosa)


@pytest.fixture
def partners(cast: Cast) -> Partners:
    """One partner in each state."""
    return gather_partners(cast)


def gather_partners(cast: Cast) -> Partners:
    """Make one partner in each state."""
    library = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.rosa)
    tell(cast, library)
    ana = add(cast, "Ana Ruiz", person=True)
    garden = add(cast, "Garden Circle", told=False)
    clinic = add(cast, "Quiet Clinic")
    clinic_secret = make_link(place=cast.elmwood, player=clinic.pk, by=cast.rosa)
    library_secret = make_link(place=cast.elmwood, player=library.pk, by=cast.rosa)
    hide_partner(place=cast.elmwood, player=clinic.pk, by=cast.rosa)
    for one in (library, ana, garden, clinic):
        one.refresh_from_db()
    return Partners(library, ana, garden, clinic, clinic_secret, library_secret)
