"""Applying a list: whole or not at all, and only as it was shown."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.actions import Addition, add_partners, change_partners
from tallgrass.elements.players.imports.actions.faults import NotNow, PlanChanged, Undecided, UpdatedTwice
from tallgrass.elements.players.imports.actions.previewing import waiting, work_out
from tallgrass.elements.players.imports.events import APPLIED
from tallgrass.elements.players.imports.kept import Preview, from_json, to_json
from tallgrass.elements.players.imports.method.planning import ADD, LEAVE_OUT, UPDATE, RowFate, tally
from tallgrass.elements.players.imports.method.rows import Given, changed_by
from tallgrass.elements.players.imports.planner import Planned, planned
from tallgrass.elements.players.method.fields import NAME_LENGTH, PartnerFields, clean, differences
from tallgrass.elements.players.models import Import, Tie
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import IMPORT

_BATCH = 500
#: So much of the name of a row that nothing came of is kept.
_LONGEST_NAME: Final = NAME_LENGTH


def apply_import(*, place: Place, imported: int, by: User | None) -> Import:
    """Write a list into the place, as its preview shows it: everything, or nothing.

    Raises ``NotAllowed``, ``NoSuchImport``, ``NotNow``, ``Undecided``, ``UpdatedTwice``, and ``PlanChanged`` where the
    place has changed so that some row would have another fate: the preview is then made anew.
    """
    require(by, place, IMPORT)
    with transaction.atomic():
        Place.objects.select_for_update().get(pk=place.pk)
        found = waiting(place, imported)
        preview = from_json(found.plan)
        if preview.fates is None:
            raise NotNow("no_names")
        plan = planned(place, preview, locked=True)
        if [fate.as_json() for fate in plan.fates] == preview.fates:
            return _write(place, found, preview, plan, by)
        found.tally = work_out(place, preview)
        found.plan, found.previewed_at = to_json(preview), timezone.now()
        found.save()
    raise PlanChanged


def _write(place: Place, imported: Import, preview: Preview, plan: Planned, by: User | None) -> Import:
    targets = _targets(preview, plan)
    added = [given for given, _ in zip(plan.rows, plan.fates, strict=True) if targets[given.number] == ADD]
    updates = {
        int(target): given
        for given in plan.rows
        if isinstance(target := targets[given.number], int) and not plan.register.by_id[target].merged
    }
    changes = _changes(updates, plan)
    # The file's ids are free: a row whose id is on record was recognised by it.
    additions = [Addition(_whole(given.fields), given.key) for given in added]
    players = add_partners(place=place, additions=additions, by=by, batch=imported.pk)
    change_partners(
        place=place,
        changes=[(player, after) for player, (_, after) in changes.items()],
        by=by,
        batch=imported.pk,
    )
    made: dict[int, int] = {given.number: player.pk for given, player in zip(added, players, strict=True)}
    ids = _ids_of_file(plan, targets, made)
    links = _write_ties(place, preview, ids)
    counts = {
        **tally(plan.fates),
        "added": len(players),
        "updated": len(changes),
        **{f"links_{name}": len(links[name]) for name in ("added", "changed", "left_out")},
    }
    imported.tally = counts
    imported.plan = {
        "fates": [
            _without_file(fate, given, targets[fate.row], made)
            for fate, given in zip(plan.fates, plan.rows, strict=True)
        ],
        "undo": {
            "created": [player.pk for player in players],
            "changed": {
                str(player): differences(before, after) for player, (before, after) in changes.items()
            },
            "ties_created": links["created_ids"],
            "ties_changed": links["before"],
        },
    }
    imported.state, imported.applied_at = Import.State.APPLIED, timezone.now()
    imported.save()
    told = {"added": len(players), "updated": len(changes)}
    record(APPLIED, by=by, place=place.pk, subject=imported.pk, told=told, batch=imported.pk)
    return imported


def _targets(preview: Preview, plan: Planned) -> dict[int, int | str | None]:
    """For each row: ``add``, the id of the partner that it changes, or None where nothing becomes of it."""
    undecided = [fate for fate in plan.fates if fate.fate == "alike" and fate.row not in preview.choices]
    if undecided:
        raise Undecided(len(undecided))
    targets = {fate.row: _target(fate, preview.choices) for fate in plan.fates}
    taken: dict[int, int] = {}
    for row, target in targets.items():
        if isinstance(target, int) and taken.setdefault(target, row) != row:
            raise UpdatedTwice((taken[target], row))
    return targets


def _target(fate: RowFate, choices: Mapping[int, str]) -> int | str | None:
    if fate.fate == "new":
        return ADD
    if fate.fate in ("changed", "same"):
        return fate.player
    if fate.fate != "alike" or choices[fate.row] == LEAVE_OUT:
        return None
    choice, _, player = choices[fate.row].partition(":")
    return int(player) if choice == UPDATE else ADD


def _changes(updates: Mapping[int, Given], plan: Planned) -> dict[int, tuple[PartnerFields, PartnerFields]]:
    """What the partners say before and after, those who stay the same left out."""
    found = {}
    for player, given in updates.items():
        before = plan.register.by_id[player].fields
        after = changed_by(given, before)
        if isinstance(after, PartnerFields) and after != before:
            found[player] = (before, after)
    return found


def _whole(fields: PartnerFields | None) -> PartnerFields:
    if fields is None:
        raise AssertionError("a row that is added has no faults")
    return fields


def _ids_of_file(
    plan: Planned, targets: Mapping[int, int | str | None], made: Mapping[int, int]
) -> dict[str, int]:
    """The partner that each id of the file means; one that is merged leads nowhere here."""
    found = {one.key: one.id for one in plan.register.by_id.values() if not (one.hidden or one.merged)}
    for given in plan.rows:
        target = targets[given.number]
        player = target if isinstance(target, int) else made.get(given.number)
        if given.key and player is not None:
            found[given.key] = player
    return found


def _write_ties(place: Place, preview: Preview, ids: Mapping[str, int]) -> dict[str, list[Any]]:
    """Add working links, and change those that are there; what it takes to undo that, by id."""
    there = {
        (tie.one_id, tie.other_id, tie.type): tie
        for tie in (Tie.objects.select_for_update().filter(place=place) if preview.ties else ())
    }
    added, changed, before, left_out = [], [], [], []
    for tie in preview.ties:
        one, other = ids.get(tie.from_id), ids.get(tie.to_id)
        if one is None or other is None or one == other:
            left_out.append([tie.from_id, tie.to_id])
            continue
        kept = there.get((one, other, tie.type[:100]))
        if kept is None:
            kept = Tie(place=place, one_id=one, other_id=other, type=tie.type[:100])
            there[one, other, kept.type] = kept
            added.append(kept)
        elif (kept.state, kept.since, kept.confirmed_on) == (tie.state, tie.since, tie.confirmed_on):
            continue
        elif kept.pk is not None:
            before.append(
                [kept.pk, [kept.state, _day(kept.since), _day(kept.confirmed_on)],
                 [tie.state, _day(tie.since), _day(tie.confirmed_on)]]
            )  # fmt: skip
            changed.append(kept)
        kept.state, kept.since, kept.confirmed_on = tie.state, tie.since, tie.confirmed_on
    Tie.objects.bulk_create(added, batch_size=_BATCH)
    Tie.objects.bulk_update(changed, ["state", "since", "confirmed_on"], batch_size=_BATCH // 5)
    return {
        "added": added,
        "changed": changed,
        "left_out": left_out,
        "created_ids": [tie.pk for tie in added],
        "before": before,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _without_file(
    fate: RowFate, given: Given, target: int | str | None, made: Mapping[int, int]
) -> dict[str, Any]:
    """The fate as it came true, without what stood in the file: of a row that nothing came of, the name alone stays.

    Of who asked not to be listed not even that.
    """
    found = fate.as_json()
    player = target if isinstance(target, int) else made.get(fate.row)
    for name in ("candidates", "earlier", "changes"):
        found.pop(name, None)
    if player is not None:
        found["player"] = player
    elif fate.fate != "not_listed" and (name := clean(given.name[:_LONGEST_NAME])):
        found["name"] = name
    return found
