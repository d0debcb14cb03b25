"""What is on record about one criterion, in words and rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tallgrass.foundation.readings import Condition
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import capital

Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure: what is on record, what each level needs of it, and whether that holds.

    ``holds`` is blank where nothing is on record.
    """

    name: str
    value: str
    needs: tuple[str, ...]
    holds: str


def record_sentences(sentences: Sentences, criterion: Part) -> tuple[str, ...]:
    """How far the records go, on how many measures that rests, and what keeps it from the next level."""
    text, show = sentences.speech.text, criterion["show"]
    if show["level"] is None:
        said = [text("criterion.record_none")]
    else:
        said = [text("criterion.record_level", level=sentences.level(show["level"]))]
    said.extend(_coverage(sentences, show))
    if show["blocked_by"] and show["level"] is not None:
        missing = any(row["id"] == show["blocked_by"] and not _present(row) for row in show["readings"])
        path = "criterion.record_blocked" + ("_missing" if missing else "")
        said.append(text(path, measure=sentences.measure(show["blocked_by"])))
    return tuple(said)


def _coverage(sentences: Sentences, show: Part) -> Iterable[str]:
    named = [row for row in show["readings"] if row["level"] is not None and row["level"] <= 3]
    if named:
        present = sum(1 for row in named if _present(row))
        total, level = sentences.speech.small(len(named)), sentences.level(3)
        if present in (0, len(named)):
            path = "criterion.record_coverage" + ("_all" if present else "_none")
            yield sentences.speech.text(path, total=total, level=level)
        else:
            yield sentences.speech.counted("criterion.record_coverage", present, total=total, level=level)


def _present(row: Part) -> bool:
    return row["value"] is not None and (row["records"] or 0) >= (row["records_needed"] or 0)


def measures(sentences: Sentences, criterion: Part) -> tuple[MeasureRow, ...]:
    """A row for each measure that the levels of a criterion name."""
    conditions = sentences.criteria[criterion["id"]].conditions
    text = sentences.speech.text
    rows = []
    for row in criterion["show"]["readings"]:
        holds = (
            ""
            if row["holds"] is None
            else text("criterion.holds_yes" if row["holds"] else "criterion.holds_no")
        )
        needs = tuple(
            text("criterion.record_for", level=sentences.level(level), need=_need(sentences, condition))
            for level in sorted(conditions)
            for condition in conditions[level]
            if condition.reading == row["id"]
        )
        name = capital(sentences.measure(row["id"]))
        rows.append(MeasureRow(name, _value(sentences, row), needs, holds))
    return tuple(rows)


def _value(sentences: Sentences, row: Part) -> str:
    records, needed = row["records"] or 0, row["records_needed"] or 0
    if row["value"] is None:
        if 0 < records < needed:
            return sentences.speech.text("criterion.value_few", records=records, needed=needed)
        return sentences.speech.text("criterion.value_missing")
    if records < needed:
        return sentences.speech.text("criterion.value_few", records=records, needed=needed)
    return sentences.speech.counted(
        "criterion.value_from",
        records,
        value=_amount(sentences, row["id"], row["value"]),
        records=sentences.speech.whole(records),
    )


def _need(sentences: Sentences, condition: Condition) -> str:
    value: object = condition.value
    if isinstance(value, tuple):
        population = sentences.document["place"]["population"]
        if population is None:
            return sentences.speech.text("need.by_population")
        value = next(cut for most, cut in value if most is None or population <= most)
    return sentences.speech.text(
        f"need.{condition.operator}", value=_amount(sentences, condition.reading, value)
    )


def _amount(sentences: Sentences, reading: str, value: object) -> str:
    """A value in the unit of its reading."""
    speech = sentences.speech
    if isinstance(value, bool):
        return speech.text("unit.yes" if value else "unit.no")
    number = float(value) if isinstance(value, Fraction) else value
    if not isinstance(number, (int, float)):
        return str(number)
    declared = sentences.framework.readings.get(reading)
    unit = declared.unit if declared else "ratio"
    if unit == "flag":
        return speech.text("unit.yes" if number else "unit.no")
    if unit == "share":
        return speech.share(round(number, 3))
    figure = speech.figure(round(number, 2))
    if unit in ("months", "days"):
        return speech.counted(f"unit.{unit}", 1 if number == 1 else 2, value=figure)
    return figure


def evidence_sentences(sentences: Sentences, criterion: Part) -> tuple[str, ...]:
    """How good the attached proof is, of when, and how much there is."""
    speech, evidence = sentences.speech, criterion["evidence"]
    said = [speech.listed("criterion.evidence")[evidence["grade"]]]
    if evidence["items"]:
        said.append(speech.counted("criterion.evidence_items", evidence["items"]))
    if evidence["dated_on"]:
        said.append(speech.text("criterion.evidence_dated", date=speech.date(evidence["dated_on"])))
    return tuple(said)
