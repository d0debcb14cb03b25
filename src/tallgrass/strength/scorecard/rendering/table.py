"""``scorecard.csv``: cells and marks as printed, one row a figure, for whoever lives in spreadsheets.

The rows are in long form. ``mark`` says what a row is: ``note``, ``participation``, ``people``, ``cell``,
``residents``, ``other``, ``agreed``, ``records``, ``reading``, ``standing``, ``difference``, ``signed``,
``gap``, ``change``, ``priority``. Keys stay as they are in ``scorecard.json``; names and notes are in the
language asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from tallgrass.foundation.files import table_text
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering.sentences import Sentences

Part = Mapping[str, Any]
Cell: TypeAlias = str | int | float | bool | None
Line = dict[str, Cell]

COLUMNS: Final = (
    "place", "as_of", "example", "element", "criterion", "name", "mark", "who", "rule", "estimate", "bound", "low",
    "high", "standard_error", "level", "level_name", "answered", "asked", "level_0", "level_1", "level_2",
    "level_3", "level_4", "dont_know_share", "agreement", "coverage", "records", "records_needed", "evidence",
    "holds", "findings", "note",
)  # fmt: skip


def scorecard_csv(document: Mapping[str, Any], framework: Framework, language: str) -> str:
    """The table as text: UTF-8 when written, LF, text that begins like a formula neutralised."""
    sentences = Sentences(document, framework, language)
    place: Line = {
        "place": document["place"]["name"], "as_of": document["as_of"], "example": bool(document["example"]),
    }  # fmt: skip
    lines = (
        *_notes(sentences),
        *_participation(document),
        *(line for part in document["elements"] for line in _element(sentences, part)),
        *(line for part in document["criteria"] for line in _criterion(sentences, part)),
        *_gaps(document),
        *_changes(document),
        *_priorities(document),
    )
    rows = ([{**place, **line}.get(column) for column in COLUMNS] for line in lines)
    return table_text(COLUMNS, rows)


def _notes(sentences: Sentences) -> Iterable[Line]:
    text = sentences.speech.text
    if sentences.document["example"]:
        yield {"mark": "note", "note": text("page.example")}
    yield {"mark": "note", "note": text(f"caution.{sentences.document['caution']}")}
    for sentence in (*sentences.behind(), *sentences.caveats()):
        yield {"mark": "note", "note": sentence}


def _participation(document: Part) -> Iterable[Line]:
    for row in document["participation"]:
        yield {
            "mark": "participation", "who": row["kind"], "answered": row["answered"], "asked": row["asked"],
            "note": row["state"],
        }  # fmt: skip


def _element(sentences: Sentences, element: Part) -> Iterable[Line]:
    base: Line = {"element": element["id"], "name": sentences.element(element["id"]).name}
    findings = "|".join(element["findings"])
    yield {**base, "mark": "people", "who": "six_kinds", **_figures(element["say"]), "findings": findings}
    for key in ("residents", "other"):
        if element[key]["estimate"] is not None:
            yield {**base, "mark": key, "who": key, **_figures(element[key])}
    show = element["show"]
    yield {**base, "mark": "records", "estimate": show["mean"], "records": show["with_level"]}
    yield {**base, "mark": "standing", **_level(sentences, element["word"])}
    yield {**base, "mark": "difference", "estimate": element["difference"]}


def _criterion(sentences: Sentences, criterion: Part) -> Iterable[Line]:
    name = sentences.criterion(criterion["id"]).name
    base: Line = {"element": criterion["element"], "criterion": criterion["id"], "name": name}
    lines = (
        *_said(sentences, criterion),
        *_shown(sentences, criterion),
        {"mark": "standing", **_level(sentences, criterion["standing"])},
        {"mark": "difference", "estimate": criterion["difference"]},
    )
    return ({**base, **line} for line in lines)


def _said(sentences: Sentences, criterion: Part) -> Iterable[Line]:
    say, agreed = criterion["say"], criterion["agreed"]
    yield {
        "mark": "people", "who": "six_kinds", **_figures(say), "standard_error": say["standard_error"],
        **_level(sentences, say["level"]), "dont_know_share": say["dont_know_share"],
        "agreement": say["agreement"]["key"] if say["agreement"] else None,
        "findings": "|".join(criterion["findings"]),
        "note": say["source"] if criterion["asked"] or say["source"] else "not_asked",
    }  # fmt: skip
    for cell in say["cells"]:
        yield {"mark": "cell", "who": "|".join(cell["kinds"]), "rule": cell["rule"], **_figures(cell)}
    for key in ("residents", "other"):
        if criterion[key]["estimate"] is not None:
            yield {"mark": key, "who": key, **_figures(criterion[key])}
    if agreed:
        who, note = "|".join(agreed["kinds_in_room"]), agreed["note"]
        yield {"mark": "agreed", "who": who, **_level(sentences, agreed["level"]), "note": note}
    for item in criterion["on_record"]:
        yield {"mark": "signed", "who": item["organisation"], **_level(sentences, item["level"])}


def _shown(sentences: Sentences, criterion: Part) -> Iterable[Line]:
    show = criterion["show"]
    yield {
        "mark": "records", **_level(sentences, show["level"]), "coverage": show["coverage"],
        "evidence": criterion["evidence"]["grade"], "note": show["blocked_by"],
    }  # fmt: skip
    for row in show["readings"]:
        yield {
            "mark": "reading", "who": row["id"], "estimate": row["value"], "records": row["records"],
            "records_needed": row["records_needed"], "level": row["level"], "holds": row["holds"],
            "note": sentences.measure(row["id"]),
        }  # fmt: skip


def _gaps(document: Part) -> Iterable[Line]:
    for gap in document["gaps"]:
        yield {
            "element": gap["element"], "criterion": gap["criterion"], "mark": "gap", "who": gap["kind"],
            "estimate": gap["difference"], "bound": "at_least" if gap["at_least"] else None,
        }  # fmt: skip


def _changes(document: Part) -> Iterable[Line]:
    for change in document["change"]:
        yield {
            "criterion": change["criterion"], "mark": "change", "estimate": change["difference"],
            "low": change["low"], "high": change["high"],
            "note": " ".join(part for part in (change["verdict"], change["why"]) if part),
        }  # fmt: skip


def _priorities(document: Part) -> Iterable[Line]:
    for who in ("partners", "residents"):
        part = (document["priorities"] or {}).get(who) or {"items": ()}
        for item in part["items"]:
            yield {"mark": "priority", "who": who, "name": item["item"], "estimate": item["share"]}


def _figures(part: Part) -> Line:
    counts: Sequence[int | None] = part.get("counts") or (None,) * 5
    return {
        **{key: part.get(key) for key in ("estimate", "bound", "low", "high", "answered", "asked")},
        **{f"level_{level}": count for level, count in enumerate(counts)},
    }


def _level(sentences: Sentences, level: int | None) -> Line:
    return {"level": level, "level_name": sentences.level(level) if level is not None else None}
