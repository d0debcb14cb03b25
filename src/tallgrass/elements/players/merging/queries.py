"""Reads of records that may be of one partner, and of those that were joined."""

from collections.abc import Collection
from functools import lru_cache
from typing import Final

from django.db.models import Q, QuerySet

from tallgrass.elements.players.imports.method.likeness import comparable
from tallgrass.elements.players.method.duplicates import Comparable, Likeness, alike
from tallgrass.elements.players.models import Merge, NotTheSame, Player, Standing, Tie
from tallgrass.elements.players.queries import partners_visible
from tallgrass.foundation.search.models import SeenBy
from tallgrass.places.models import Place

#: So many joined records are shown.
SHOWN: Final = 50


def suggestions(*, place: Place) -> list[Likeness]:
    """Pairs of partners that may be one, the surest first; those of whom somebody said that they are two are left out.

    Hidden and merged partners take no part. Keys are the partners' ids.
    """
    rows = _standing(place).order_by("pk").values_list("pk", "name", "website", "identifiers")
    records = tuple(
        comparable(number, name, website, identifiers) for number, name, website, identifiers in rows
    )
    told = set(NotTheSame.objects.filter(place=place).values_list("one_id", "other_id"))
    return [pair for pair in _alike(records) if (pair.one, pair.other) not in told]


@lru_cache(maxsize=4)
def _alike(records: tuple[Comparable, ...]) -> tuple[Likeness, ...]:
    """Worked out once for the same records: leafing through many pairs is quick."""
    return alike(records)


def likeness_of(*, place: Place, one: int, other: int) -> Likeness | None:
    """Why two partners may be one; None where nothing says so."""
    rows = _standing(place).filter(pk__in=[one, other]).order_by("pk")
    records = [comparable(row.pk, row.name, row.website, row.identifiers) for row in rows]
    return next(iter(alike(records)), None)


def both(*, place: Place, one: int, other: int) -> tuple[Player, Player] | None:
    """Two different partners that a steward sees; None where one of them is not there."""
    rows = {row.pk: row for row in _standing(place).filter(pk__in=[one, other])}
    return (rows[one], rows[other]) if one != other and set(rows) == {one, other} else None


def partners_by_id(*, place: Place, numbers: Collection[int]) -> dict[int, Player]:
    """Partners that a steward sees, by id."""
    return {row.pk: row for row in _standing(place).filter(pk__in=list(numbers))}


def ties_count(*, place: Place, number: int) -> int:
    """How many working links a partner has."""
    return Tie.objects.filter(Q(one=number) | Q(other=number), place=place).count()


def told_apart(*, place: Place) -> list[NotTheSame]:
    """Pairs of whom somebody said that they are two, the newest first; those of hidden or merged partners left out."""
    there = _standing(place).values("pk")
    rows = NotTheSame.objects.filter(place=place, one__in=there, other__in=there)
    return list(rows.select_related("one", "other").order_by("-pk")[:SHOWN])


def joined_records(*, place: Place) -> list[Merge]:
    """Records that are joined now, the newest first; those of hidden partners are left out."""
    rows = Merge.objects.filter(place=place, parted_at=None).exclude(kept__standing=Standing.HIDDEN)
    return list(rows.exclude(joined__standing=Standing.HIDDEN).select_related("kept", "joined")[:SHOWN])


def _standing(place: Place) -> QuerySet[Player]:
    return partners_visible(place=place, level=SeenBy.STEWARDS)
