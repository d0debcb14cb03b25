"""The records of a place as the tables of a folder, each within one place.

The texts made here are what a scorecard is computed from and what an export writes: they are one and the same.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tallgrass.elements.players.files import PLAYERS, TIES
from tallgrass.elements.players.models import Player, Standing, Tie
from tallgrass.foundation.files import Table, letter_by_letter, meant
from tallgrass.places.models import Place
from tallgrass.strength.evidence.files import EVIDENCE, GRADES, READINGS
from tallgrass.strength.evidence.models import Evidence, RecordedReading
from tallgrass.strength.evidence.queries import evidence_of, readings_of
from tallgrass.strength.scorecard.models import TableOrder
from tallgrass.strength.scorecard.place_folder import names
from tallgrass.strength.scorecard.place_folder.partner_rows import cells_of, further_titles, in_columns


@dataclass(frozen=True, slots=True)
class Signers:
    """Whose signature counts for which partner. ``counting`` are those who may be named; ``merged`` leads from a record
    that was merged to the one that stands for it.
    """

    counting: frozenset[str]
    merged: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class RecordTables:
    """The records of a place as CSV, by table: those that count, and those that are set apart.

    A table that is absent is unknown, never empty.
    """

    counting: dict[str, str]
    apart: dict[str, str] = field(default_factory=dict)
    signers: Signers = field(default_factory=lambda: Signers(frozenset(), {}))


def record_tables(place: Place) -> RecordTables:
    """Partners, working links, evidence and measures of a place. Six queries, however many rows there are.

    Every partner counts that has not hidden itself and was not merged into another: also one that has not been told
    yet, as a figure names nobody.
    """
    players = list(Player.objects.filter(place=place).select_related("merged_into").order_by("pk"))
    apart = {one.pk for one in players if one.standing == Standing.HIDDEN or one.merged_into_id is not None}
    keys = {one.pk: one.key for one in players}
    order = dict(TableOrder.objects.filter(place=place).values_list("table", "columns"))
    found = RecordTables({}, signers=_signers(players, apart))
    titles = _player_columns(players, order.get(PLAYERS.name))
    for tables, rows in (
        (found.counting, [one for one in players if one.pk not in apart]),
        (found.apart, [one for one in players if one.pk in apart]),
    ):
        if rows or tables is found.counting:
            tables[PLAYERS.name] = letter_by_letter(
                titles, (in_columns(cells_of(one), titles) for one in rows)
            )
    _add_ties(found, list(Tie.objects.filter(place=place).order_by("pk")), keys, apart, order.get(TIES.name))
    for table, cells in (
        (EVIDENCE, [_evidence_cells(one) for one in evidence_of(place)]),
        (READINGS, [_reading_cells(one) for one in readings_of(place)]),
    ):
        if cells or table.name in order:
            found.counting[table.name] = _text(table, cells, order.get(table.name))
    return found


def signatures(text: str, signers: Signers) -> tuple[str, str | None]:
    """A ``signed`` table without what may not be named; and that, where there is any.

    A partner that hid itself, or is a person, is not named. What a merged record signed counts for the one that stands
    for it, where that has not signed for the same question itself.
    """
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    who, what = head.index("player_id"), head.index("criterion")
    own = {(meant(row[who]), row[what]) for row in rows}
    counting: list[Sequence[str]] = []
    apart: list[Sequence[str]] = []
    for row in rows:
        key = meant(row[who])
        into = signers.merged.get(key)
        if into in signers.counting and (into, row[what]) not in own:
            own.add((into, row[what]))
            counting.append([*row[:who], into, *row[who + 1 :]])
            apart.append(row)
        else:
            (counting if key in signers.counting else apart).append(row)
    if not apart:
        return text, None
    plain = ([meant(cell) for cell in row] for row in counting)
    return letter_by_letter(head, plain), letter_by_letter(
        head, ([meant(cell) for cell in row] for row in apart)
    )


def _signers(players: Iterable[Player], apart: set[int]) -> Signers:
    by_id = {one.pk: one for one in players}
    named = frozenset(one.key for one in by_id.values() if one.pk not in apart and not one.is_person)
    merged = {}
    for one in by_id.values():
        into, steps = one, 0
        while into.merged_into_id is not None and into.standing != Standing.HIDDEN and steps < len(by_id):
            into, steps = by_id[into.merged_into_id], steps + 1
        if into is not one and one.standing != Standing.HIDDEN:
            merged[one.key] = into.key
    return Signers(named, merged)


_USUAL: Final = tuple(column.name for column in PLAYERS.columns if column.present)


def _player_columns(players: Iterable[Player], known: list[str] | None) -> tuple[str, ...]:
    """The titles as they came, then those that are needed beside them."""
    columns = list(known) if known is not None else list(_USUAL)
    columns += [name for name in _USUAL if name not in columns]
    more: dict[str, None] = {names.STANDING: None}
    for one in players:
        more.update(dict.fromkeys(further_titles(cells_of(one), tuple(columns))))
    ours = [title for title in names.OWN_COLUMNS if title in more]
    return tuple(dict.fromkeys((*columns, *sorted(title for title in more if title not in ours), *ours)))


def _add_ties(
    found: RecordTables, ties: list[Tie], keys: Mapping[int, str], apart: set[int], known: list[str] | None
) -> None:
    counting = [_tie_cells(one, keys) for one in ties if not {one.one_id, one.other_id} & apart]
    others = [_tie_cells(one, keys) for one in ties if {one.one_id, one.other_id} & apart]
    if ties or known is not None:
        found.counting[TIES.name] = _text(TIES, counting, known)
    if others:
        found.apart[TIES.name] = _text(TIES, others, known)


def _text(table: Table, rows: Sequence[Mapping[str, str]], known: list[str] | None) -> str:
    """A table with its columns as they came, then those that are needed beside them."""
    usual = [column.name for column in table.columns if column.present]
    columns = list(known) if known is not None else usual
    further = {title for row in rows for title, text in row.items() if text}
    columns += [name for name in usual if name not in columns]
    columns += sorted(further - set(columns))
    return letter_by_letter(columns, ([row.get(title, "") for title in columns] for row in rows))


def _tie_cells(tie: Tie, keys: Mapping[int, str]) -> dict[str, str]:
    return {
        **tie.further,
        "from": keys[tie.one_id],
        "to": keys[tie.other_id],
        "type": tie.type,
        "state": tie.state,
        "since": tie.since.isoformat() if tie.since else "",
        "confirmed_on": tie.confirmed_on.isoformat() if tie.confirmed_on else "",
    }


def _evidence_cells(item: Evidence) -> dict[str, str]:
    return {
        **item.further,
        "criterion": item.criterion,
        "title": item.title,
        "link": item.link,
        "dated_on": item.dated_on.isoformat() if item.dated_on else "",
        "grade": GRADES[item.grade],
        "provided_by_kind": item.provided_by_kind,
        "checked_by_kind": item.checked_by_kind,
    }


def _reading_cells(reading: RecordedReading) -> dict[str, str]:
    return {
        **reading.further,
        "reading": reading.reading,
        "value": reading.value,
        "records": str(reading.records),
        "records_needed": "" if reading.records_needed is None else str(reading.records_needed),
        "measured_on": reading.measured_on.isoformat() if reading.measured_on else "",
        "source": reading.source,
    }
