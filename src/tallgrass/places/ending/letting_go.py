"""Deletes all that belongs to a place but for what the rooms say stays, and accounts that then belong nowhere."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import BigIntegerField, ForeignKey, Model, ProtectedError, Q, QuerySet

from tallgrass.foundation.accounts.models import User
from tallgrass.places.ending.seam import rows_that_stay
from tallgrass.places.models import Ending, Membership, Place

#: How a model names its place: as a row of it, or as a plain number where it stands below places.
_NAMES = ("place", "place_id")
#: The place itself and what says that it has closed.
_STAY = (Place, Ending)


def of_places() -> Iterator[tuple[type[Model], str]]:
    """Every model with a place, and the name of the field that says which."""
    for model in apps.get_models():
        name = next((field.name for field in model._meta.concrete_fields if _names_a_place(field)), None)
        if name is not None and model not in _STAY:
            yield model, name


def let_go(place: Place) -> int:
    """Delete everything about the place but for what stays, and return how many rows there were.

    Rows that others lean on go after those.
    """
    waiting = {model: _rows(model, name, place) for model, name in of_places()}
    gone = 0
    while waiting:
        done = {model: count for model, rows in waiting.items() if (count := _deleted(rows)) is not None}
        if not done:
            raise ProtectedError(f"{[model.__name__ for model in waiting]} lean on one another", set())
        gone += sum(done.values())
        waiting = {model: rows for model, rows in waiting.items() if model not in done}
    return gone


def people_of(place: Place) -> frozenset[int]:
    """Everybody whose account has to do with the place: who has a role in it, or is named by a row of it."""
    found = set(Membership.objects.filter(place=place).values_list("person_id", flat=True))
    for model, name in of_places():
        for field in model._meta.concrete_fields:
            if isinstance(field, ForeignKey) and field.related_model is User:
                rows: QuerySet[Any] = QuerySet(model).filter(**{name: _value(name, model, place)})
                found |= set(rows.exclude(**{field.attname: None}).values_list(field.attname, flat=True))
    return frozenset(found)


def let_people_go(people: frozenset[int]) -> int:
    """Delete the accounts of those who have no role and no partner anywhere, and return how many.

    One that a row of another place still names stays.
    """
    gone = 0
    for person in User.objects.filter(pk__in=people, memberships=None, speaks_for=None):
        try:
            person.delete()
        except ProtectedError:
            continue
        gone += 1
    return gone


def _names_a_place(field: Any) -> bool:
    if isinstance(field, ForeignKey):
        return field.name == "place" and field.related_model is Place
    return isinstance(field, BigIntegerField) and field.name in _NAMES


def _value(name: str, model: type[Model], place: Place) -> Any:
    return place if isinstance(model._meta.get_field(name), ForeignKey) else place.pk


def _rows(model: type[Model], name: str, place: Place) -> QuerySet[Any]:
    """What goes of a model. A plain query set: those of kept models refuse to delete, and so they should elsewhere."""
    rows: QuerySet[Any] = QuerySet(model).filter(**{name: _value(name, model, place)})
    stays: Q | None = rows_that_stay(model, place)
    return rows if stays is None else rows.exclude(pk__in=QuerySet(model).filter(stays).values("pk"))


def _deleted(rows: QuerySet[Any]) -> int | None:
    """How many rows are deleted; None where others still lean on them."""
    try:
        return rows.delete()[0]
    except ProtectedError:
        return None
