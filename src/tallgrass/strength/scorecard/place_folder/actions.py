"""Bringing a folder into a place, and taking a place out as a folder: the operator's own command line alone.

Both hold answers (METHOD 1, section 3, rule 9), so no page and no API leads here.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from tallgrass.elements.players.actions import add_partners, change_partners, hide_partner, record_told
from tallgrass.elements.players.actions.telling import MOST_AT_ONCE, WAYS
from tallgrass.elements.players.files import PLAYERS, TIES
from tallgrass.elements.players.models import Merge, NotToBeListed, Player, Standing, Tie
from tallgrass.elements.players.not_listed import asked_not_to_be_listed
from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.events.record import record
from tallgrass.foundation.files import WholeRow
from tallgrass.places.actions import add_place, change_place
from tallgrass.places.models import Place
from tallgrass.strength.evidence.actions import replace_evidence, replace_readings
from tallgrass.strength.evidence.files import EVIDENCE, READINGS
from tallgrass.strength.framework.files import PACKAGED
from tallgrass.strength.framework.method.build import canonical
from tallgrass.strength.rounds.actions import bring_in_round
from tallgrass.strength.rounds.closing.queries import closed_round_of, closed_rounds, rows_of
from tallgrass.strength.rounds.queries import rounds_of
from tallgrass.strength.scorecard.events import EXPORTED, LOADED
from tallgrass.strength.scorecard.models import Snapshot, TableOrder
from tallgrass.strength.scorecard.place_folder.partner_rows import PartnerRow
from tallgrass.strength.scorecard.place_folder.queries import record_tables
from tallgrass.strength.scorecard.place_folder.reading import PlaceFolder
from tallgrass.strength.scorecard.place_folder.writing import lines_of, write_place

_BATCH: Final = 500
#: A merge that came with a copy: the records stand as they are, so there is nothing to give back when they are parted.
_NOTHING_TO_UNDO: Final = {
    "fields": {"said": {}, "own": {}},
    "ties": {"moved": [], "removed": []},
    "people": {"speakers": [], "links": []},
}


class OperatorAlone(PermissionDenied):
    """Only the operator's own command line may do this: it deals with answers."""


class WouldReplace(ValidationError):
    """The place holds something else already. ``what`` are keys of what the folder would replace; nothing was."""

    def __init__(self, what: Sequence[str]) -> None:
        self.what = tuple(what)
        super().__init__(f"this would replace: {', '.join(what)}", code="would_replace")


class ExampleMismatch(ValidationError):
    """An example goes into an example place alone, and nothing else does."""

    def __init__(self) -> None:
        super().__init__("An example goes into an example place alone.", code="example_mismatch")


class DoesNotFit(ValidationError):
    """What the folder says of the place does not fit into the site: ``fields`` names each, with what is wrong."""

    def __init__(self, fields: Mapping[str, list[str]]) -> None:
        self.fields = dict(fields)
        super().__init__("the place does not fit", code="does_not_fit")


class OwnRound(ValidationError):
    """The place held a round of that day itself, which nothing may change any more."""

    def __init__(self, day: date) -> None:
        self.day = day
        super().__init__(
            f"The place held a round of its own that closed on {day}. It stays as it is: give the folder another day.",
            code="own_round",
        )


@dataclass(frozen=True, slots=True)
class Told:
    """How the partners of a folder were told that they are on record: ``by`` is one of ``ToldBy``."""

    by: str = ""
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What became of a folder.

    ``partners`` counts them by fate: ``added``, ``changed``, ``same``, ``hidden`` (they said no here, and stay so),
    ``asked_not_to_be_listed``. ``tables`` counts rows that were brought in, ``replaced`` names what gave way;
    ``lost_links`` counts links left out with an end that is not in the place.
    """

    place: Place
    partners: Mapping[str, int]
    tables: Mapping[str, int]
    rounds: tuple[date, ...]
    replaced: tuple[str, ...]
    lost_links: int


@transaction.atomic
def load_folder(
    *,
    place: str,
    folder: PlaceFolder,
    by: User | None,
    new: bool = False,
    replace: bool = False,
    told: Told | None = None,
) -> Loaded:
    """Bring a folder that has been read into the place ``place`` (its word in addresses), whole or not at all.

    ``new`` makes the place. Partners are known again by their id, and their fields follow the folder; one that hid
    itself here stays so. Links, evidence, measures and the round of a day are replaced as whole tables: what is there
    and differs needs ``replace``; a round that was held here stays as it is. Partners count as not told yet, unless the
    folder comes from a place, or ``told`` says how they were.

    Raises ``OperatorAlone``, ``Place.DoesNotExist``, ``ExampleMismatch``, ``WouldReplace``, ``OwnRound``,
    ``DoesNotFit``, and ``ValidationError`` for a place that cannot be made.
    """
    _only_the_operator(by)
    there = _make(place, folder) if new else Place.objects.select_for_update().get(slug=place)
    if there.example is not folder.read.inputs.place.example:
        raise ExampleMismatch
    before = _what_is_there(there)
    changed = _settings(there, folder)
    _not_to_be_listed(there, folder)
    partners = _partners(there, folder.partners, told or Told())
    tables, lost = _tables(there, folder)
    for day, texts in folder.rounds.items():
        if not _is_our_own(there, day, texts):
            bring_in_round(place=there, as_of=day, tables=texts)
    replaced = _replaced(before, _what_is_there(there)) + (["settings"] if changed and not new else [])
    if replaced and not replace:
        raise WouldReplace(replaced)
    days = tuple(sorted(folder.rounds))
    tally = {"partners": partners.total(), "rounds": ", ".join(day.isoformat() for day in days)}
    record(LOADED, by=by, place=there.pk, subject=there.pk, told=tally)
    return Loaded(there, partners, tables, days, tuple(replaced), lost)


@transaction.atomic
def export_place(*, place: Place, out: Path, as_of: date, by: User | None) -> tuple[str, ...]:
    """Write a copy of the whole place into the empty folder ``out``; returns the names of its files.

    It holds answers. Raises ``OperatorAlone``, and ``FileExistsError`` where the folder holds anything.
    """
    _only_the_operator(by)
    written = write_place(
        out,
        place,
        as_of,
        record_tables(place),
        [*closed_rounds(place), *rounds_of(place)],
        list(Snapshot.objects.filter(place=place).order_by("as_of", "pk")),
        list(NotToBeListed.objects.filter(place=place).order_by("pk").values_list("salt", "digest")),
    )
    record(EXPORTED, by=by, place=place.pk, subject=place.pk, told={"files": len(written)})
    return written


def _is_our_own(place: Place, day: date, texts: Mapping[str, str]) -> bool:
    """Whether the place held the round of a day itself: what a copy says of it is there already. Raises ``OwnRound``
    where it says something else.
    """
    own = closed_round_of(place, day)
    if own is None or not texts:
        return own is not None
    if dict(texts) != {name: "".join(lines_of(*table)) for name, table in rows_of(own).items()}:
        raise OwnRound(day)
    return True


def _only_the_operator(by: User | None) -> None:
    if by is not None:
        raise OperatorAlone


def _make(slug: str, folder: PlaceFolder) -> Place:
    told = folder.read.inputs.place
    try:
        return add_place(
            slug=slug,
            name=told.name,
            population=told.population,
            example=told.example,
            languages=told.languages,
            smallest_group=told.smallest_group,
            by=None,
        )
    except ValidationError as error:
        raise _fault(error) from error


def _settings(place: Place, folder: PlaceFolder) -> bool:
    """Let the place say of itself what the folder says; whether anything changed."""
    told, framework = folder.read.inputs.place, folder.read.inputs.framework
    own = told.framework not in PACKAGED
    kept = {
        "framework": told.framework,
        "framework_document": canonical(framework.document) if own else "",
    }
    before = {name: getattr(place, name) for name in kept}
    says: dict[str, Any] = {
        "name": told.name,
        "population": told.population,
        "languages": list(told.languages),
        "smallest_group": told.smallest_group,
        "run_by": told.run_by or "",
        "paid_by": told.paid_by or "",
        "asked_chosen_by": told.asked_chosen_by or "",
    }
    changed = before != kept or any(getattr(place, name) != value for name, value in says.items())
    try:
        changes = {name: value for name, value in says.items() if getattr(place, name) != value}
        after = change_place(place=place, by=None, changes=changes)
        if before != kept:
            after.framework, after.framework_document = kept["framework"], kept["framework_document"]
            after.full_clean()
            after.save(update_fields=list(kept))
    except ValidationError as error:
        raise _fault(error) from error
    place.refresh_from_db()
    return changed


def _fault(error: ValidationError) -> ValidationError:
    """A fault of the place's own fields, by the names that ``place.toml`` has for them."""
    if not hasattr(error, "error_dict") or "slug" in error.error_dict:
        return error
    names = {"smallest_group": "k", "languages": "language"}
    return DoesNotFit({names.get(name, name): told for name, told in error.message_dict.items()})


def _not_to_be_listed(place: Place, folder: PlaceFolder) -> None:
    """Who asked not to be listed is known again, in a place that knows of nobody yet."""
    if folder.not_to_be_listed and not NotToBeListed.objects.filter(place=place).exists():
        rows = [
            NotToBeListed(place=place, salt=salt, digest=digest) for salt, digest in folder.not_to_be_listed
        ]
        NotToBeListed.objects.bulk_create(rows, batch_size=_BATCH)


def _partners(place: Place, partners: Sequence[PartnerRow], told: Told) -> Counter[str]:
    """Add the partners that are not there, let the others say what the folder says."""
    known = {one.key: one for one in Player.objects.filter(place=place)}
    new = [one for one in partners if one.key not in known]
    asked = asked_not_to_be_listed(place=place, partners=[one.fields for one in new])
    asked = frozenset(at for at in asked if new[at].standing != Standing.HIDDEN)
    coming = [one for at, one in enumerate(new) if at not in asked]
    add_partners(place=place, additions=[one.addition(told.by, told.on) for one in coming], by=None)
    _merge(place, coming)
    changes, hidden = [], 0
    for one in partners:
        row = known.get(one.key)
        if row is None:
            continue
        if row.standing == Standing.HIDDEN or row.merged_into_id is not None:
            hidden += row.standing == Standing.HIDDEN
        else:
            changes.append((row.pk, one.fields))
    changed = change_partners(place=place, changes=changes, by=None)
    _tell(place, partners, known, told)
    _hide(place, [one for one in partners if one.standing == Standing.HIDDEN], known)
    return Counter(
        added=len(coming),
        changed=changed,
        same=len(changes) - changed,
        hidden=hidden,
        asked_not_to_be_listed=len(asked),
    )


def _merge(place: Place, rows: Sequence[PartnerRow]) -> None:
    """Records that were merged stay so."""
    into = {one.key: one.merged_into for one in rows if one.merged_into}
    if not into:
        return
    ids = dict(Player.objects.filter(place=place).values_list("key", "pk"))
    for key, other in into.items():
        if other in ids and other != key:
            Player.objects.filter(place=place, key=key).update(merged_into=ids[other])
            Merge.objects.create(place=place, joined_id=ids[key], kept_id=ids[other], undo=_NOTHING_TO_UNDO)


def _hide(place: Place, rows: Sequence[PartnerRow], known: Mapping[str, Player]) -> None:
    """Who said no where the copy was made, has said no here."""
    for one in rows:
        row = known.get(one.key)
        if row is not None and row.merged_into_id is None and row.standing != Standing.HIDDEN:
            hide_partner(place=place, player=row.pk, by=None)


def _tell(place: Place, rows: Sequence[PartnerRow], known: Mapping[str, Player], told: Told) -> None:
    """Partners that are here, and that the folder says were told by now, are listed."""
    waiting: dict[tuple[str, date], list[int]] = defaultdict(list)
    for one in rows:
        row = known.get(one.key)
        way, on = (one.told_by, one.told_on) if one.standing else (told.by, told.on)
        if row is not None and _waits(row) and way in WAYS and on is not None:
            waiting[way, on].append(row.pk)
    for (way, on), players in waiting.items():
        for start in range(0, len(players), MOST_AT_ONCE):
            record_told(place=place, players=players[start : start + MOST_AT_ONCE], way=way, on=on, by=None)


def _waits(row: Player) -> bool:
    return row.standing == Standing.PROPOSED and row.merged_into_id is None


def _tables(place: Place, folder: PlaceFolder) -> tuple[dict[str, int], int]:
    """Replace the tables that the folder has; how many rows each has now, and how many links had to be left out."""
    found: dict[str, int] = {}
    lost = 0
    if TIES.name in folder.tables:
        apart = folder.apart_ties.rows if folder.apart_ties is not None else ()
        found[TIES.name], lost = _replace_ties(place, (*folder.tables[TIES.name].rows, *apart))
    if EVIDENCE.name in folder.tables:
        found[EVIDENCE.name] = replace_evidence(place=place, rows=folder.tables[EVIDENCE.name].rows)
    if READINGS.name in folder.tables:
        found[READINGS.name] = replace_readings(place=place, rows=folder.tables[READINGS.name].rows)
    for name, columns in folder.columns.items():
        titles = [title for title in columns if not title.startswith("tallgrass_")]
        TableOrder.objects.update_or_create(place=place, table=name, defaults={"columns": titles})
    return found, lost


def _replace_ties(place: Place, rows: Sequence[WholeRow]) -> tuple[int, int]:
    """Let these be the links of the place. The readers have reported doubled ones: the first counts."""
    ids = dict(Player.objects.filter(place=place).values_list("key", "pk"))
    Tie.objects.filter(place=place).delete()
    ties: dict[tuple[str, str, str], Tie] = {}
    lost = 0
    for whole in rows:
        row = whole.row
        key = (row.text("from"), row.text("to"), row.text_or_none("type") or "")
        if key[0] not in ids or key[1] not in ids:
            lost += 1
        elif key[0] != key[1]:
            tie = Tie(
                place=place,
                one_id=ids[key[0]],
                other_id=ids[key[1]],
                type=key[2],
                state=row.text("state"),
                since=row.date("since"),
                confirmed_on=row.date("confirmed_on"),
                further=dict(whole.further),
            )
            ties.setdefault(key, tie)
    Tie.objects.bulk_create(ties.values(), batch_size=_BATCH)
    return len(ties), lost


def _what_is_there(place: Place) -> dict[str, str]:
    """The tables that are replaced as a whole, as they stand, by the key of what they are."""
    tables = record_tables(place)
    texts = {
        name: text
        for name, text in {**tables.counting, **{f"apart {k}": v for k, v in tables.apart.items()}}.items()
        if not name.endswith(PLAYERS.name)
    }
    rounds = {f"round {each.as_of}": canonical(each.tables) for each in rounds_of(place)}
    return {**texts, **rounds}


def _replaced(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """The keys of what was there with something in it, and is something else now."""
    return [key for key, text in before.items() if _filled(text) and after.get(key) != text]


def _filled(text: str) -> bool:
    return (text.startswith("{") and text != "{}") or text.count("\n") > 1
