"""``evidence.csv`` and ``readings.csv``: what people attach to a question, and measures taken elsewhere."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Final

from tallgrass.elements.players.method.kinds import PLAYER_KINDS
from tallgrass.foundation.files import Column, Problems, Row, Source, Table, read_rows
from tallgrass.foundation.files.columns import Unreadable, exact_number, yes_or_no
from tallgrass.foundation.readings import Measured, Reading, Value
from tallgrass.strength.evidence.method.records import EvidenceItem

GRADES: Final = ("E0", "E1", "E2", "E3")

EVIDENCE: Final = Table(
    "evidence",
    (
        Column("criterion", "one_of", filled=True, choices_from="criteria", unknown="unknown_criterion"),
        Column("title", filled=True),
        Column("link"),
        Column("dated_on", "date"),
        Column("grade", "one_of", filled=True, choices=GRADES, unknown="unknown_grade"),
        Column("provided_by_kind", "one_of", choices=PLAYER_KINDS, unknown="unknown_kind"),
        Column("checked_by_kind", "one_of", choices=PLAYER_KINDS, unknown="unknown_kind"),
    ),
)

READINGS: Final = Table(
    "readings",
    (
        Column("reading", "one_of", filled=True, choices_from="readings", unknown="unknown_reading"),
        Column("value"),
        Column("records", "whole", filled=True, least=0),
        Column("records_needed", "whole", least=0),
        Column("measured_on", "date"),
        Column("source"),
    ),
)


def read_evidence(
    source: Source, criteria: tuple[str, ...], problems: Problems
) -> tuple[tuple[EvidenceItem, ...], int]:
    """The evidence as claimed, by criterion and title, and the number of rows."""
    table = read_rows(source, EVIDENCE, problems, {"criteria": criteria})
    if table is None:
        return (), 0
    items = [_item(row) for row in table.rows]
    return tuple(sorted(items, key=_order)), table.count


def read_readings(
    source: Source, declared: Mapping[str, Reading], problems: Problems
) -> tuple[tuple[Measured, ...], int]:
    """Measures taken elsewhere, by id, each as exact as it is written, and the number of rows.

    A blank ``value`` says that the records cannot tell; a blank ``records_needed`` is as many as the reading
    declares.
    """
    table = read_rows(source, READINGS, problems, {"readings": tuple(declared)})
    if table is None:
        return (), 0
    found: dict[str, Measured] = {}
    seen: dict[str, int] = {}
    for row in table.rows:
        reading = declared[row.text("reading")]
        if reading.id in seen:
            problems.refuse(
                "reading_twice", table.name, row.number, "reading", value=reading.id, first=seen[reading.id]
            )
            continue
        seen[reading.id] = row.number
        needed = row.whole_or_none("records_needed")
        try:
            value = _value(row.text_or_none("value"), reading)
        except Unreadable as fault:
            problems.refuse(fault.key, table.name, row.number, "value", **fault.details)
            continue
        found[reading.id] = Measured(
            reading=reading.id,
            value=value,
            records=row.whole("records"),
            records_needed=reading.records_needed if needed is None else needed,
            measured_on=row.date("measured_on"),
            source=row.text_or_none("source"),
        )
    return tuple(found[reading] for reading in sorted(found)), table.count


def _item(row: Row) -> EvidenceItem:
    return EvidenceItem(
        criterion=row.text("criterion"),
        title=row.text("title"),
        link=row.text_or_none("link"),
        dated_on=row.date("dated_on"),
        grade=GRADES.index(row.text("grade")),
        provided_by_kind=row.text_or_none("provided_by_kind"),
        checked_by_kind=row.text_or_none("checked_by_kind"),
    )


def _order(item: EvidenceItem) -> tuple[object, ...]:
    """The same order whatever the order of the rows."""
    dated = item.dated_on.isoformat() if item.dated_on else ""
    kinds = (item.provided_by_kind or "", item.checked_by_kind or "")
    return (item.criterion, item.title, item.link or "", dated, item.grade, *kinds)


def _value(text: str | None, reading: Reading) -> Value | None:
    """A value in the unit of its reading. Raises ``Unreadable``."""
    if text is None:
        return None
    if reading.unit == "flag":
        return yes_or_no(text)
    value = exact_number(text)
    if reading.unit == "share" and not 0 <= value <= 1:
        raise Unreadable("share_out_of_range", {"value": text})
    if reading.unit in ("count", "months", "days") and value < 0:
        raise Unreadable("below_zero", {"value": text})
    if reading.unit == "count" and value != Fraction(int(value)):
        raise Unreadable("count_not_whole", {"value": text})
    return value
