"""Joining two records of one partner, parting them again, and saying that two partners are two."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.actions.changing import ChangedMeanwhile, NoSuchPartner
from tallgrass.elements.players.actions.finding import refresh_search
from tallgrass.elements.players.events import CHANGED
from tallgrass.elements.players.fields_kept import fields_of, told_of, write_fields
from tallgrass.elements.players.merging.carrying import (
    bring_back_fields,
    bring_back_people,
    bring_back_ties,
    carry_fields,
    carry_people,
    carry_ties,
)
from tallgrass.elements.players.merging.events import ASKED_AGAIN, MERGED, NOT_THE_SAME, PARTED
from tallgrass.elements.players.merging.method.joining import Take, joined
from tallgrass.elements.players.models import Merge, NotTheSame, Player, Standing, Telling
from tallgrass.elements.players.reading_back import reads_as
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import MERGE_PARTNERS


class CannotPartYet(ValidationError):
    """The record that stayed is itself part of another one by now; that one is parted first."""

    def __init__(self) -> None:
        super().__init__("The record that stayed was joined with another one.", code="cannot_part_yet")


class NotJoined(ValidationError):
    """These two are not joined, or no longer."""

    def __init__(self) -> None:
        super().__init__("These records are not joined.", code="not_joined")


@transaction.atomic
def merge_partners(
    *,
    place: Place,
    kept: int,
    other: int,
    by: User | None,
    take: Mapping[str, Take] | None = None,
    read: tuple[str, str] | None = None,
) -> Merge:
    """Let ``other`` be part of ``kept``: one record, with the working links, speakers and secret links of both.

    ``take`` says for fields in which they differ which record they are taken from; a blank one is filled by default.
    ``read`` holds marks of what was seen of both (``read_mark``). Raises ``NotAllowed``, ``NoSuchPartner`` (a hidden
    or merged one, too), ``ChangedMeanwhile``, and ``ValueError`` for what a field does not offer.
    """
    require(by, place, MERGE_PARTNERS)
    stays, goes = _both_locked(place, kept, other)
    before, theirs = fields_of(stays), fields_of(goes)
    if read is not None and not (reads_as(read[0], before) and reads_as(read[1], theirs)):
        raise ChangedMeanwhile
    after = joined(before, theirs, take or {})
    undo = {"fields": carry_fields(stays, goes, before, after)}
    told = told_of(before, after)
    write_fields(stays, after)
    stays.save()
    _no_message_twice(place, goes)
    undo |= {"ties": carry_ties(place, stays.pk, goes.pk), "people": carry_people(place, stays.pk, goes.pk)}
    goes.merged_into = stays
    goes.save(update_fields=["merged_into"])
    merge = Merge.objects.create(place=place, kept=stays, joined=goes, undo=undo)
    if told is not None:
        record(CHANGED, by=by, place=place.pk, subject=stays.pk, told=told)
    record(MERGED, by=by, place=place.pk, subject=stays.pk, other=goes.pk)
    refresh_search(place, [stays, goes])
    return merge


@transaction.atomic
def part_partners(*, place: Place, joined: int, by: User | None) -> Merge:
    """Let a record that was joined stand by itself again, and the other one be as it was before.

    What was changed since stays: a field that says something else by now, a link that was added. Raises
    ``NotAllowed``, ``NotJoined``, ``NoSuchPartner`` where the record that stayed is hidden, and ``CannotPartYet``.
    """
    require(by, place, MERGE_PARTNERS)
    Place.objects.select_for_update().get(pk=place.pk)
    merge = (
        Merge.objects.select_for_update(of=("self",))
        .filter(place=place, joined=joined, parted_at=None)
        .first()
    )
    if merge is None:
        raise NotJoined
    rows = {
        row.pk: row
        for row in Player.objects.select_for_update().filter(
            place=place, pk__in=[merge.kept_id, merge.joined_id]
        )
    }
    stays, goes = rows[merge.kept_id], rows[merge.joined_id]
    if stays.standing == Standing.HIDDEN:
        raise NoSuchPartner
    if stays.merged_into_id is not None:
        raise CannotPartYet
    before = fields_of(stays)
    bring_back_fields(stays, merge.undo["fields"])
    stays.save()
    goes.merged_into = None
    goes.save(update_fields=["merged_into"])
    bring_back_ties(place, merge.undo["ties"])
    bring_back_people(place, stays.pk, goes.pk, merge.undo["people"])
    merge.parted_at = timezone.now()
    merge.save(update_fields=["parted_at"])
    told = told_of(before, fields_of(stays))
    if told is not None:
        record(CHANGED, by=by, place=place.pk, subject=stays.pk, told=told)
    record(PARTED, by=by, place=place.pk, subject=stays.pk, other=goes.pk)
    refresh_search(place, [stays, goes])
    return merge


@transaction.atomic
def say_not_the_same(*, place: Place, one: int, other: int, by: User | None) -> NotTheSame:
    """Remember that two partners that look alike are two. Raises ``NotAllowed`` and ``NoSuchPartner``."""
    require(by, place, MERGE_PARTNERS)
    first, second = sorted(_both_locked(place, one, other), key=lambda row: row.pk)
    said, is_new = NotTheSame.objects.get_or_create(place=place, one=first, other=second)
    if is_new:
        record(NOT_THE_SAME, by=by, place=place.pk, subject=first.pk, other=second.pk)
    return said


@transaction.atomic
def ask_again(*, place: Place, one: int, other: int, by: User | None) -> None:
    """Take back that two partners are two: they may be suggested again. Raises ``NotAllowed`` and ``NoSuchPartner``."""
    require(by, place, MERGE_PARTNERS)
    first, second = sorted(_both_locked(place, one, other), key=lambda row: row.pk)
    gone, _ = NotTheSame.objects.filter(place=place, one=first, other=second).delete()
    if gone:
        record(ASKED_AGAIN, by=by, place=place.pk, subject=first.pk, other=second.pk)


def _both_locked(place: Place, one: int, other: int) -> tuple[Player, Player]:
    """Two different records that stand by themselves, for nobody else to change meanwhile."""
    Place.objects.select_for_update().get(pk=place.pk)
    rows = {
        row.pk: row
        for row in Player.objects.select_for_update()
        .filter(place=place, pk__in=[one, other], merged_into=None)
        .exclude(standing=Standing.HIDDEN)
        .order_by("pk")
    }
    if one == other or set(rows) != {one, other}:
        raise NoSuchPartner
    return rows[one], rows[other]


def _no_message_twice(place: Place, goes: Player) -> None:
    """A message that waits for a record that goes is not sent."""
    waiting = Telling.objects.filter(place=place, player=goes, state=Telling.State.WAITING)
    waiting.update(state=Telling.State.DROPPED)
