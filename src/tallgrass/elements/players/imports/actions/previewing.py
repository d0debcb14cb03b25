"""Reading a list and deciding what becomes of its rows. Nothing but the preview itself is kept."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from tallgrass.elements.players.imports.actions.faults import NoSuchImport, NotNow
from tallgrass.elements.players.imports.files import read_list
from tallgrass.elements.players.imports.kept import Preview, from_json, preview_of, to_json
from tallgrass.elements.players.imports.method.columns import FIELDS, FURTHER, NOT_TAKEN, match_columns
from tallgrass.elements.players.imports.method.planning import ADD, LEAVE_OUT, UPDATE, tally
from tallgrass.elements.players.imports.planner import planned
from tallgrass.elements.players.imports.vocabulary import vocabulary
from tallgrass.elements.players.models import Import
from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.permissions import require
from tallgrass.places.roles import IMPORT

#: How long a preview can be applied.
EXPIRES_AFTER: Final = timedelta(days=7)
#: So many previews of a place are kept at once; the oldest make room.
MOST_PREVIEWS: Final = 10


def preview_import(*, place: Place, name: str, pieces: Iterable[bytes], by: User | None) -> Import:
    """Read a file and keep what would become of every row of it.

    Raises ``NotAllowed``, ``Unusable`` and ``Refused`` for a file that is not read.
    """
    require(by, place, IMPORT)
    read = read_list(name, pieces)
    preview = preview_of(read, [column.role for column in match_columns(read.titles, vocabulary())])
    return _keep(Import(place=place, file_name=read.name, by=by), place, preview)


def settle_columns(
    *, place: Place, imported: int, roles: Sequence[str], first_row_too: bool, by: User | None
) -> Import:
    """Say what each column of a list is, and whether its first row is a partner already, not titles.

    Raises ``NotAllowed``, ``NoSuchImport``, ``NotNow``, and ``ValueError`` for roles that cannot be.
    """
    require(by, place, IMPORT)
    with transaction.atomic():
        found = waiting(place, imported)
        preview = from_json(found.plan)
        _check(roles, preview)
        if first_row_too and any(preview.titles):
            preview.rows.insert(0, (preview.first_row, preview.titles))
            preview.titles = [""] * len(preview.titles)
        preview.roles, preview.choices = list(roles), {}
        return _keep(found, place, preview)


def decide(*, place: Place, imported: int, choices: Mapping[int, str], by: User | None) -> None:
    """Say of rows that look like a partner on record what they are: ``add``, ``leave_out`` or ``update:ID``.

    Raises ``NotAllowed``, ``NoSuchImport``, ``NotNow``, and ``ValueError`` for what a row does not offer.
    """
    require(by, place, IMPORT)
    with transaction.atomic():
        found = waiting(place, imported)
        preview = from_json(found.plan)
        offered = choices_of(preview)
        if any(choice not in offered.get(row, ()) for row, choice in choices.items()):
            raise ValueError("a row does not offer this choice")
        preview.choices |= choices
        found.plan = to_json(preview)
        found.save(update_fields=["plan"])


def decide_rest(*, place: Place, imported: int, choice: str, by: User | None) -> None:
    """Say of all rows that are not decided yet what they are: ``add``, ``leave_out``, or ``update`` the likeliest.

    Raises ``NotAllowed``, ``NoSuchImport``, ``NotNow``, and ``ValueError`` for another choice.
    """
    require(by, place, IMPORT)
    if choice not in (ADD, LEAVE_OUT, UPDATE):
        raise ValueError(choice)
    with transaction.atomic():
        found = waiting(place, imported)
        preview = from_json(found.plan)
        for row, offered in choices_of(preview).items():
            preview.choices.setdefault(row, offered[0] if choice == UPDATE else choice)
        found.plan = to_json(preview)
        found.save(update_fields=["plan"])


@transaction.atomic
def drop_import(*, place: Place, imported: int, by: User | None) -> None:
    """Let a preview go; what was read is deleted. Raises ``NotAllowed``, ``NoSuchImport`` and ``NotNow``."""
    require(by, place, IMPORT)
    found = locked_import(place, imported)
    if found.state != Import.State.PREVIEWED:
        raise NotNow(found.state)
    _drop(found)


def forget_old_previews(*, place: Place) -> int:
    """Let previews go that can no longer be applied; returns how many."""
    old = Import.objects.filter(place=place, state=Import.State.PREVIEWED)
    return old.filter(previewed_at__lt=timezone.now() - EXPIRES_AFTER).update(
        state=Import.State.DROPPED, plan={}, tally={}
    )


def choices_of(preview: Preview) -> dict[int, list[str]]:
    """What each row that looks like a partner on record offers: the likeliest partner first."""
    return {
        fate["row"]: [*(f"{UPDATE}:{candidate[0]}" for candidate in fate["candidates"]), ADD, LEAVE_OUT]
        for fate in preview.fates or ()
        if fate["fate"] == "alike"
    }


def locked_import(place: Place, imported: int) -> Import:
    """The import, for nobody else to change meanwhile. Raises ``NoSuchImport``."""
    found = Import.objects.select_for_update().filter(place=place, pk=imported).first()
    if found is None:
        raise NoSuchImport
    return found


def waiting(place: Place, imported: int) -> Import:
    """An import that can still be decided on. Raises ``NoSuchImport`` and ``NotNow``."""
    found = locked_import(place, imported)
    if found.state != Import.State.PREVIEWED:
        raise NotNow(found.state)
    if expired(found):
        raise NotNow("expired")
    return found


def expired(imported: Import) -> bool:
    """Whether a preview is too old to be applied."""
    return imported.state == Import.State.PREVIEWED and imported.previewed_at < timezone.now() - EXPIRES_AFTER


def work_out(place: Place, preview: Preview) -> dict[str, int]:
    """Put the fates of all rows into a preview; returns how many rows have which."""
    preview.fates = None
    found = planned(place, preview)
    fates, preview.compared_with = found.fates, found.compared_with
    preview.fates = [fate.as_json() for fate in fates]
    offered = choices_of(preview)
    preview.choices = {
        row: choice for row, choice in preview.choices.items() if choice in offered.get(row, ())
    }
    return tally(fates)


def _keep(imported: Import, place: Place, preview: Preview) -> Import:
    if "name" in preview.roles:
        imported.tally = work_out(place, preview)
    else:
        preview.fates = None
    imported.plan, imported.previewed_at = to_json(preview), timezone.now()
    with transaction.atomic():
        imported.save()
        _make_room(place)
    return imported


def _make_room(place: Place) -> None:
    """Keep the newest previews of a place, and let go those that are too old or too many."""
    forget_old_previews(place=place)
    previews = Import.objects.filter(place=place, state=Import.State.PREVIEWED).order_by("-pk")
    for old in previews.only("pk", "state")[MOST_PREVIEWS:]:
        _drop(old)


def _drop(imported: Import) -> None:
    imported.state, imported.plan, imported.tally = Import.State.DROPPED, {}, {}
    imported.save(update_fields=["state", "plan", "tally"])


def _check(roles: Sequence[str], preview: Preview) -> None:
    fields = [role for role in roles if role in FIELDS]
    known = all(role in (*FIELDS, FURTHER, NOT_TAKEN) for role in roles)
    if not known or len(roles) != len(preview.titles) or len(set(fields)) != len(fields):
        raise ValueError("these columns cannot be")
    if "name" not in fields:
        raise NotNow("no_names")
