"""Reads of places."""

from typing import Final

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Membership, Place
from tallgrass.places.roles import STEWARD

#: The largest number that a row can have; SQLite breaks off at a larger one.
_LARGEST_NUMBER: Final = 2**63 - 1


def all_places() -> list[Place]:
    """The places of this instance, by name, each with its ending if there is one."""
    return list(Place.objects.select_related("ending"))


def place_by_slug(slug: str) -> Place | None:
    """The place with that word in its address; None where there is none."""
    return Place.objects.filter(slug=slug).first()


def places_of(person: User) -> list[Place]:
    """The places in which a person has a role, by name."""
    return list(Place.objects.filter(memberships__person=person))


def is_steward(person: User) -> bool:
    """Whether a person runs any place here, and so may make another one."""
    return Place.objects.filter(memberships__person=person, memberships__role=STEWARD.key).exists()


def member_of(place: Place, number: int) -> Membership | None:
    """The membership of the person with that number in a place; None where they have none."""
    if number > _LARGEST_NUMBER:
        return None
    return Membership.objects.filter(place=place, person_id=number).select_related("person").first()


def people_of(place: Place) -> list[Membership]:
    """Who has which role in a place, those who came first first."""
    return list(Membership.objects.filter(place=place).select_related("person"))
