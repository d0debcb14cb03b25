"""Taking an import back: whole or not at all, and never over somebody's head."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from tallgrass.elements.players.actions import change_partners, remove_partners
from tallgrass.elements.players.events import CHANGED, PARTNER
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.imports.actions.faults import LaterChanges, MergedSince, NotNow
from tallgrass.elements.players.imports.actions.previewing import locked_import
from tallgrass.elements.players.imports.events import APPLIED, UNDONE
from tallgrass.elements.players.merging.events import ASKED_AGAIN, MERGED, NOT_THE_SAME, PARTED
from tallgrass.elements.players.method.fields import PartnerFields, plain
from tallgrass.elements.players.models import Import, Merge, Player, Standing, Tie
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import IMPORT

_CHUNK: Final = 500
#: What happens to records without any of them saying something else by it. While two are joined they are told apart.
_CHANGE_NOTHING: Final = (MERGED.name, PARTED.name, NOT_THE_SAME.name, ASKED_AGAIN.name)


@dataclass(frozen=True, slots=True)
class Later:
    """What has happened to partners of an import since, by their ids.

    ``merged``: joined with another record, which must be parted first. ``told``: added by it and told since; they stay
    unless somebody says otherwise. ``hidden``: they stay as they are, and hidden. ``changed``: changed again since,
    which would be lost. ``removed`` and ``restored`` are what taking it back does, ``told`` left aside.
    """

    merged: tuple[int, ...]
    told: tuple[int, ...]
    hidden: tuple[int, ...]
    changed: tuple[int, ...]
    removed: tuple[int, ...]
    restored: tuple[int, ...]


def later_changes(*, place: Place, imported: Import) -> Later:
    """What has happened to the partners of an applied import since it was applied. Reads only."""
    undo = imported.plan["undo"]
    created = _rows(place, undo["created"])
    changed = _rows(place, map(int, undo["changed"]))
    rows = {**created, **changed}
    gone_merged = _joined(place, rows)
    touched = _touched(place, imported, set(created)) | _tied(place, created, undo["ties_created"])
    hidden = {number for number, row in rows.items() if row.standing == Standing.HIDDEN}
    told = {number for number, row in created.items() if row.standing == Standing.LISTED}
    overwritten = {
        number
        for number, row in changed.items()
        if number not in hidden and _differs(row, undo["changed"][str(number)])
    }
    return Later(
        merged=tuple(sorted(gone_merged)),
        told=tuple(sorted(told - gone_merged)),
        hidden=tuple(sorted(hidden)),
        changed=tuple(sorted((touched - hidden - told) | overwritten)),
        removed=tuple(sorted(set(created) - hidden - told)),
        restored=tuple(sorted(set(changed) - hidden)),
    )


def undo_import(
    *,
    place: Place,
    imported: int,
    by: User | None,
    lose_later: bool = False,
    remove_told: bool = False,
) -> Import:
    """Take an import back: partners that it added are removed, those it changed say again what they said before.

    ``lose_later``: what was changed since may be lost. ``remove_told``: partners that were told since go as well.
    Hidden ones stay as they are. Raises ``NotAllowed``, ``NoSuchImport``, ``NotNow``, ``MergedSince`` and
    ``LaterChanges``; then nothing was taken back.
    """
    require(by, place, IMPORT)
    with transaction.atomic():
        Place.objects.select_for_update().get(pk=place.pk)
        found = locked_import(place, imported)
        if found.state != Import.State.APPLIED:
            raise NotNow("undone" if found.state == Import.State.UNDONE else "not_applied")
        _lock(place, found)
        later = later_changes(place=place, imported=found)
        if later.merged:
            raise MergedSince(list(later.merged))
        if later.changed and not lose_later:
            raise LaterChanges(len(later.changed))
        gone = [*later.removed, *(later.told if remove_told else ())]
        _restore_ties(place, found.plan["undo"])
        remove_partners(place=place, players=gone, by=by, batch=found.pk)
        restored = change_partners(
            place=place, changes=list(_restorations(place, found, later)), by=by, batch=found.pk
        )
        found.state, found.undone_at = Import.State.UNDONE, timezone.now()
        found.plan = {
            "fates": found.plan["fates"],
            "undo": found.plan["undo"],
            "stayed": _stayed(later, remove_told),
        }
        found.save()
        told = {"removed": len(gone), "restored": restored}
        record(UNDONE, by=by, place=place.pk, subject=found.pk, told=told, batch=found.pk)
    return found


def _stayed(later: Later, remove_told: bool) -> dict[str, int]:
    return {"told": 0 if remove_told else len(later.told), "hidden": len(later.hidden)}


def _restorations(place: Place, imported: Import, later: Later) -> Iterator[tuple[int, PartnerFields]]:
    """The partners that the import changed, with their fields as they were; what it did not change stays as it is."""
    for number, row in _rows(place, later.restored).items():
        changes = imported.plan["undo"]["changed"][str(number)]
        before = {name: _typed(name, pair[0]) for name, pair in changes.items()}
        yield number, replace(fields_of(row), **before)


def _typed(name: str, value: Any) -> Any:
    """A value of a field out of plain JSON."""
    return tuple(value) if isinstance(value, list) else value


def _differs(row: Player, changes: Mapping[str, Any]) -> bool:
    """Whether a partner says something else by now than what the import wrote."""
    now = fields_of(row)
    return any(plain(getattr(now, name)) != after for name, (_, after) in changes.items())


def _rows(place: Place, numbers: Collection[int] | Iterator[int]) -> dict[int, Player]:
    """The partners that are still there."""
    wanted = list(numbers)
    found: dict[int, Player] = {}
    for start in range(0, len(wanted), _CHUNK):
        rows = Player.objects.filter(place=place, pk__in=wanted[start : start + _CHUNK])
        found.update({row.pk: row for row in rows})
    return found


def _lock(place: Place, imported: Import) -> None:
    undo = imported.plan["undo"]
    wanted = [*undo["created"], *map(int, undo["changed"])]
    for start in range(0, len(wanted), _CHUNK):
        rows = Player.objects.select_for_update().filter(place=place, pk__in=wanted[start : start + _CHUNK])
        list(rows.values_list("pk", flat=True))


def _joined(place: Place, rows: Mapping[int, Player]) -> set[int]:
    """Those that are part of another record, or that took one in."""
    merges = Merge.objects.filter(place=place, parted_at=None).values_list("kept_id", "joined_id")
    return {number for pair in merges for number in pair if number in rows}


def _touched(place: Place, imported: Import, numbers: set[int]) -> set[int]:
    """Those of whom history tells since the import was applied that they were changed, and not back again.

    That records were joined and parted again, or said to be two, changes nothing by itself.
    """
    applied = Event.objects.filter(place=place.pk, kind=APPLIED.name, subject_id=imported.pk).first()
    since = Event.objects.filter(place=place.pk, subject_type=PARTNER, pk__gt=applied.pk if applied else 0)
    # What another list did and was taken back with it is no change.
    undone = Import.objects.filter(place=place, state=Import.State.UNDONE).values_list("pk", flat=True)
    counted = Q(batch=None) | ~Q(batch__in=[imported.pk, *undone])
    events = since.filter(counted).exclude(kind__in=_CHANGE_NOTHING).order_by("pk")
    said: dict[tuple[int, str], list[Any]] = {}
    unsaid: Counter[tuple[int, str]] = Counter()
    found: set[int] = set()
    for kind, subject, other, told in events.values_list("kind", "subject_id", "other_id", "told"):
        if kind == CHANGED.name and subject in numbers:
            unsaid.update((subject, name) for name in told.get("also", ()))
            for name, (before, after) in told.get("changed", {}).items():
                said[subject, name] = [said.get((subject, name), [before])[0], after]
        else:
            found |= {number for number in (subject, other) if number in numbers}
    found |= {number for (number, _), (first, last) in said.items() if first != last}
    return found | {number for number, _ in unsaid - _brought_back(place, {number for number, _ in unsaid})}


def _brought_back(place: Place, numbers: Collection[int]) -> Counter[tuple[int, str]]:
    """How often joining filled a field of these partners, and parting brought it back, by partner and field."""
    if not numbers:
        return Counter()
    merges = Merge.objects.filter(place=place, parted_at__isnull=False).values_list("kept_id", "undo")
    return Counter(
        {
            (kept, name): 2 * times
            for (kept, name), times in Counter(
                (kept, name) for kept, undo in merges.iterator() for name in undo["fields"]["said"]
            ).items()
            if kept in numbers
        }
    )


def _tied(place: Place, rows: Mapping[int, Player], own: Collection[int]) -> set[int]:
    """Those that have a working link which the import did not bring."""
    numbers, known = list(rows), set(own)
    found: set[int] = set()
    for start in range(0, len(numbers), _CHUNK):
        some = numbers[start : start + _CHUNK]
        ties = Tie.objects.filter(Q(one_id__in=some) | Q(other_id__in=some), place=place)
        for tie, one, other in ties.values_list("pk", "one_id", "other_id"):
            if tie not in known:
                found |= {number for number in (one, other) if number in rows}
    return found


def _restore_ties(place: Place, undo: Mapping[str, Any]) -> None:
    """Remove the links that the import added, and let those that it changed say what they said."""
    created = undo["ties_created"]
    for start in range(0, len(created), _CHUNK):
        Tie.objects.filter(place=place, pk__in=created[start : start + _CHUNK]).delete()
    before = {number: said for number, said, _ in undo["ties_changed"]}
    numbers = list(before)
    for start in range(0, len(numbers), _CHUNK):
        rows = list(Tie.objects.filter(place=place, pk__in=numbers[start : start + _CHUNK]))
        for row in rows:
            state, since, confirmed = before[row.pk]
            row.state, row.since, row.confirmed_on = state, _day(since), _day(confirmed)
        Tie.objects.bulk_update(rows, ["state", "since", "confirmed_on"], batch_size=_CHUNK // 5)


def _day(day: str | None) -> date | None:
    return date.fromisoformat(day) if day else None
