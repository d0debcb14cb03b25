"""Changing what is on record of a partner."""

from collections.abc import Collection, Sequence

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import transaction

from tallgrass.elements.players.actions.adding import BATCH
from tallgrass.elements.players.actions.finding import is_found_by, refresh_search
from tallgrass.elements.players.events import CHANGED
from tallgrass.elements.players.fields_kept import WRITTEN, fields_of, told_of, write_fields
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import event_of, record, record_many
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import CHANGE_PARTNERS, IMPORT, SEE_PROPOSED


class NoSuchPartner(ObjectDoesNotExist):
    """There is no such partner in the place for whom it is asked: it never was, was merged, or is hidden."""


class ChangedMeanwhile(ValidationError):
    """Somebody else changed the record since it was read; nothing was written over it."""

    def __init__(self) -> None:
        super().__init__("The record was changed meanwhile. Read it again.", code="changed_meanwhile")


@transaction.atomic
def change_partner(
    *,
    place: Place,
    player: int,
    fields: PartnerFields,
    by: User | None,
    read: PartnerFields | None = None,
) -> Player:
    """Let the record say ``fields``. What stays the same is not recorded. ``read`` is what whoever changes it saw.

    Raises ``NotAllowed``, ``NoSuchPartner`` (a hidden one, too), and ``ChangedMeanwhile`` where the record is not what
    was read.
    """
    require(by, place, CHANGE_PARTNERS)
    row = locked(place, player)
    if row.standing == Standing.PROPOSED:
        require(by, place, SEE_PROPOSED)
    before = fields_of(row)
    if read is not None and read != before:
        raise ChangedMeanwhile
    told = told_of(before, fields)
    if told is not None:
        write_fields(row, fields)
        row.save(update_fields=WRITTEN)
        record(CHANGED, by=by, place=place.pk, subject=row.pk, told=told)
        refresh_search(place, [row])
    return row


@transaction.atomic
def change_partners(
    *,
    place: Place,
    changes: Sequence[tuple[int, PartnerFields]],
    by: User | None,
    batch: int | None = None,
) -> int:
    """Let many records say something else, all or none; returns how many changed.

    ``changes`` are pairs of a partner's id and its fields. Raises ``NotAllowed``, and ``NoSuchPartner`` where one of
    them is not there for whoever asks (hidden, merged, of another place).
    """
    require(by, place, IMPORT)
    rows = _many_locked(place, [player for player, _ in changes])
    changed, events, found_otherwise = [], [], []
    for player, fields in changes:
        row = rows[player]
        told = told_of(fields_of(row), fields)
        if told is not None:
            write_fields(row, fields)
            changed.append(row)
            events.append(event_of(CHANGED, by=by, place=place.pk, subject=row.pk, told=told, batch=batch))
            if is_found_by(told):
                found_otherwise.append(row)
    # The rows are locked and whole, so they are written over as they are: many times faster than ``bulk_update``.
    Player.objects.bulk_create(
        changed, batch_size=BATCH, update_conflicts=True, unique_fields=["id"], update_fields=WRITTEN
    )
    record_many(events)
    refresh_search(place, found_otherwise)
    return len(changed)


def locked(place: Place, player: int) -> Player:
    """The row of a partner that is not hidden nor merged, for nobody else to change meanwhile."""
    row = (
        Player.objects.select_for_update()
        .filter(place=place, pk=player, merged_into=None)
        .exclude(standing=Standing.HIDDEN)
        .first()
    )
    if row is None:
        raise NoSuchPartner
    return row


def _many_locked(place: Place, players: Collection[int]) -> dict[int, Player]:
    rows: dict[int, Player] = {}
    wanted = list(players)
    for start in range(0, len(wanted), BATCH):
        found = Player.objects.select_for_update().filter(
            place=place, pk__in=wanted[start : start + BATCH], merged_into=None
        )
        rows |= {row.pk: row for row in found.exclude(standing=Standing.HIDDEN)}
    if set(wanted) - set(rows):
        raise NoSuchPartner
    return rows
