"""What people can do with places."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction

from tallgrass.foundation.accounts.actions import person_with
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.places.digest.actions import withdraw_digest
from tallgrass.places.events import PLACE_ADDED, PLACE_CHANGED, ROLE_GIVEN, ROLE_TAKEN
from tallgrass.places.models import Membership, Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import CHANGE_PLACE, MANAGE_PEOPLE, STEWARD, Role
from tallgrass.places.zones import likely_zone

#: Words that the site itself uses as the first part of an address (a test compares them with the routes).
RESERVED: Final = frozenset(
    {
        "about",
        "account",
        "api",
        "code",
        "health",
        "link",
        "nearby",
        "new-place",
        "outbox",
        "room",
        "sign-in",
        "start",
        "static",
        "texts",
        "unsubscribe",
    }
)
#: What a steward may change of a place. The word in its address stays: others have noted it down.
CHANGEABLE: Final = (
    "name",
    "population",
    "languages",
    "smallest_group",
    "public_body",
    "listed_as",
    "time_zone",
    "run_by",
    "paid_by",
    "asked_chosen_by",
    "asks_a_month",
    "rounds_a_year",
)


class LastSteward(ValidationError):
    """A place would be left without anybody who may decide."""

    def __init__(self) -> None:
        super().__init__("A place needs a steward. Give somebody else that role first.", code="last_steward")


@transaction.atomic
def add_place(
    *,
    slug: str,
    name: str,
    by: User | None,
    population: int | None = None,
    example: bool = False,
    languages: Sequence[str] = (),
    smallest_group: int | None = None,
    public_body: bool | None = None,
    listed_as: str = "",
    time_zone: str = "",
    run_by: str = "",
) -> Place:
    """Add a place and return it. ``by`` becomes its steward; None is the operator's own command line.

    Without a ``time_zone`` it has the one that its entry in the list of places makes likely.

    Raises ``ValidationError`` for a slug that is taken, reserved or no plain word, an empty name, a population
    below 1, or a smallest group under 5.
    """
    if slug in RESERVED:
        raise ValidationError({"slug": f"The site uses the word {slug} itself. Choose another one."})
    place = Place(
        slug=slug,
        name=name,
        population=population,
        example=example,
        public_body=public_body,
        listed_as=listed_as,
        time_zone=time_zone or likely_zone(listed_as),
        run_by=run_by,
    )
    if languages:
        place.languages = list(languages)
    if smallest_group is not None:
        place.smallest_group = smallest_group
    place.full_clean()
    place.save()
    record(PLACE_ADDED, by=by, place=place.pk, subject=place.pk, told={"name": name})
    if by is not None:
        _give(place, by, STEWARD, by=by)
    return place


@transaction.atomic
def change_place(*, place: Place, by: User | None, changes: Mapping[str, Any]) -> Place:
    """Change what a place says of itself: any of ``CHANGEABLE``. What stays the same is not recorded.

    Raises ``NotAllowed``, ``KeyError`` for another field, and ``ValidationError`` for a value that cannot be.
    """
    require(by, place, CHANGE_PLACE)
    place = Place.objects.select_for_update().get(pk=place.pk)
    changed = {}
    for field, value in changes.items():
        if field not in CHANGEABLE:
            raise KeyError(field)
        before = getattr(place, field)
        if before != value:
            changed[field] = [before, value]
            setattr(place, field, value)
    if changed:
        place.full_clean()
        place.save()
        record(PLACE_CHANGED, by=by, place=place.pk, subject=place.pk, told={"changed": changed})
    return place


@transaction.atomic
def give_role(*, place: Place, email: str, role: Role, by: User | None, name: str = "") -> Membership:
    """Give the person with that address a role in a place, instead of the one they may have.

    Raises ``NotAllowed``, ``ValidationError`` for what is no address, and ``LastSteward``.
    """
    require(by, place, MANAGE_PEOPLE)
    return _give(place, person_with(email=email, name=name), role, by=by)


@transaction.atomic
def take_role(*, place: Place, person: User, by: User | None) -> None:
    """Take a person's role in a place away; one's own, too. Who has none keeps none.

    Raises ``NotAllowed`` and ``LastSteward``.
    """
    if by is None or by.pk != person.pk:
        require(by, place, MANAGE_PEOPLE)
    _one_at_a_time(place)
    membership = Membership.objects.filter(place=place, person=person).first()
    if membership is None:
        return
    _keep_a_steward(place, membership, None)
    withdraw_digest(membership=membership)
    membership.delete()
    record(ROLE_TAKEN, by=by, place=place.pk, subject=person.pk, told={"role": membership.role})


def _give(place: Place, person: User, role: Role, *, by: User | None) -> Membership:
    _one_at_a_time(place)
    membership = Membership.objects.filter(place=place, person=person).first()
    if membership is not None and membership.role == role.key:
        return membership
    before = None if membership is None else membership.role
    if membership is None:
        membership = Membership(place=place, person=person)
    else:
        _keep_a_steward(place, membership, role)
        withdraw_digest(membership=membership)
    membership.role = role.key
    membership.full_clean()
    membership.save()
    record(ROLE_GIVEN, by=by, place=place.pk, subject=person.pk, told={"role": [before, role.key]})
    return membership


def _one_at_a_time(place: Place) -> None:
    """Let nobody else change roles meanwhile: two stewards must not take each other's role at once."""
    Place.objects.select_for_update().get(pk=place.pk)


def _keep_a_steward(place: Place, membership: Membership, becomes: Role | None) -> None:
    """Refuse to take the role of the only steward."""
    if membership.role != STEWARD.key or becomes is STEWARD:
        return
    if not Membership.objects.filter(place=place, role=STEWARD.key).exclude(pk=membership.pk).exists():
        raise LastSteward
