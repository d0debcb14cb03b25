"""What is on record about one criterion, in words and rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from tallgrass.foundation.readings import Condition, Value
from tallgrass.strength.evidence.method.climb import COMPARE, cut_point
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import capital

Part = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure: what is on record, how far that carries, what each level needs of it, and how it is counted.

    ``carries`` is blank where nothing is on record, ``formula`` where the framework does not say.
    """

    name: str
    value: str
    carries: str
    needs: tuple[str, ...]
    formula: str


def record_sentences(sentences: Sentences, criterion: Part) -> tuple[str, ...]:
    """How far the records go, on how many measures that rests, and what keeps it from the next level."""
    text, show = sentences.speech.text, criterion["show"]
    if show["level"] is None:
        said = [text("criterion.record_none")]
    else:
        said = [text("criterion.record_level", level=sentences.level(show["level"]))]
    said.extend(_coverage(sentences, show))
    said.extend(_blocked(sentences, criterion))
    return tuple(said)


def _blocked(sentences: Sentences, criterion: Part) -> Iterable[str]:
    """The measure that stops the climb: what it is now, and what the next level needs of it."""
    text, show = sentences.speech.text, criterion["show"]
    if not show["blocked_by"] or show["level"] is None:
        return
    level, reading = show["level"] + 1, show["blocked_by"]
    row = next(row for row in show["readings"] if row["id"] == reading)
    named = {"level": sentences.level(level), "measure": sentences.measure(reading)}
    for condition in sentences.criteria[criterion["id"]].conditions.get(level, ()):
        if condition.reading != reading:
            continue
        if cut_point(condition, sentences.document["place"]["population"]) is None:
            yield text("criterion.record_blocked_size", **named)
        elif row["value"] is None:
            yield text("criterion.record_blocked_missing", **named, need=_need(sentences, condition))
        else:
            now = _amount(sentences, reading, row["value"])
            yield text("criterion.record_blocked", **named, now=now, need=_need(sentences, condition))
        return


def _coverage(sentences: Sentences, show: Part) -> Iterable[str]:
    named = [row for row in show["readings"] if row["level"] is not None and row["level"] <= 3]
    if named:
        present = sum(1 for row in named if row["holds"] is not None)
        total, level = sentences.speech.small(len(named)), sentences.level(3)
        if present == len(named):
            yield sentences.speech.text("criterion.record_coverage_all", level=level)
        elif not present:
            yield sentences.speech.counted(
                "criterion.record_coverage_none", len(named), total=total, level=level
            )
        else:
            yield sentences.speech.counted("criterion.record_coverage", present, total=total, level=level)


def measures(sentences: Sentences, criterion: Part) -> tuple[MeasureRow, ...]:
    """A row for each measure that the levels of a criterion name."""
    conditions = sentences.criteria[criterion["id"]].conditions
    text = sentences.speech.text
    rows = []
    for row in criterion["show"]["readings"]:
        needs = tuple(
            text("criterion.record_for", level=sentences.level(level), need=_need(sentences, condition))
            for level in sorted(conditions)
            for condition in conditions[level]
            if condition.reading == row["id"]
        )
        name = capital(sentences.measure(row["id"]))
        carries = _carries(sentences, row, conditions)
        if len(needs) == 1 and carries.startswith(needs[0]):
            needs = ()
        rows.append(MeasureRow(name, _value(sentences, row), carries, needs, sentences.formula(row["id"])))
    return tuple(rows)


def _carries(sentences: Sentences, row: Part, conditions: Mapping[int, Sequence[Condition]]) -> str:
    """For which level a value is enough, and which level needs more of it, and how much."""
    text = sentences.speech.text
    if row["value"] is None or (row["records"] or 0) < (row["records_needed"] or 0):
        return ""
    enough: int | None = None
    for level in sorted(conditions):
        for condition in conditions[level]:
            if condition.reading != row["id"]:
                continue
            cut = cut_point(condition, sentences.document["place"]["population"])
            named = {"level": sentences.level(level), "need": _need(sentences, condition)}
            if cut is None:
                return _joined(sentences, enough, text("criterion.size_unknown"))
            if not COMPARE[condition.operator](_printed(row["value"]), _printed(cut)):
                return _joined(sentences, enough, text("criterion.needs_more", **named))
            enough = level
    return _joined(sentences, enough)


def _joined(sentences: Sentences, enough: int | None, *more: str) -> str:
    if enough is None:
        return " ".join(more)
    return " ".join((sentences.speech.text("criterion.enough_for", level=sentences.level(enough)), *more))


def _printed(value: Value | float) -> Value:
    """A value with the four decimals that a scorecard keeps of it."""
    return value if isinstance(value, bool) else round(Fraction(str(value)), 4)


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
    value: object = cut_point(condition, sentences.document["place"]["population"])
    if value is None:
        return sentences.speech.text("need.by_population")
    if isinstance(value, bool):
        return sentences.speech.text("need.yes" if value else "need.no")
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
