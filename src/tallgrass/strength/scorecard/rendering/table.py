"""``scorecard.csv``: cells and marks as printed, one row a figure, for whoever lives in spreadsheets.

The rows are in long form. ``mark`` says what a row is: ``note``, ``participation``, ``people``, ``cell``,
``residents``, ``other``, ``agreed``, ``records``, ``reading``, ``standing``, ``difference``, ``signed``,
``gap``, ``change``, ``priority``. Headings, keys, names and notes are in the language asked for; ids of elements,
questions and measures stay as they are in ``scorecard.json``. In English the keys are those of ``scorecard.json`` too.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from tallgrass.foundation.files import table_text
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.speech import uncapital

Part = Mapping[str, Any]
Cell: TypeAlias = str | int | float | bool | None
Line = dict[str, Cell]

COLUMNS: Final = (
    "place", "as_of", "example", "what", "element", "element_name", "criterion", "name", "mark", "who", "who_name",
    "rule", "estimate", "unit", "bound", "low", "high", "standard_error", "level", "level_name", "answered", "asked",
    "level_0", "level_1", "level_2", "level_3", "level_4", "dont_know_share", "agreement", "coverage", "records",
    "records_needed", "evidence", "holds", "findings", "note",
)  # fmt: skip
#: Columns that hold keys of closed lists and nothing else.
_KEYS: Final = ("mark", "rule", "unit", "bound", "agreement", "findings")
#: By this mark at the beginning of a file Excel knows that it is UTF-8, and shows accents as they are.
BYTE_ORDER_MARK: Final = "\ufeff"
#: What the figure of a row is, where it is no level and no measure with a unit of its own.
_UNITS: Final = {"participation": "count", "priority": "share", "note": ""}


def scorecard_csv_file(document: Mapping[str, Any], framework: Framework, language: str) -> str:
    """The table as a file to open: with the mark at its beginning that spreadsheet programs look for."""
    return BYTE_ORDER_MARK + scorecard_csv(document, framework, language)


def scorecard_csv(document: Mapping[str, Any], framework: Framework, language: str) -> str:
    """The table as text: LF, text that begins like a formula neutralised."""
    sentences = Sentences(document, framework, language)
    place: Line = {
        "place": document["place"]["name"], "as_of": document["as_of"], "example": bool(document["example"]),
    }  # fmt: skip
    lines = (
        *_notes(sentences),
        *_participation(sentences),
        *(line for part in document["elements"] for line in _element(sentences, part)),
        *(line for part in document["criteria"] for line in _criterion(sentences, part)),
        *_gaps(sentences),
        *_changes(sentences),
        *_priorities(sentences),
    )
    told = ({**line, **_in_words(sentences, line)} for line in lines)
    said = (
        {**line, **{key: _key(sentences, line.get(key)) for key in _KEYS if line.get(key)}} for line in told
    )
    rows = ([{**place, **line}.get(column) for column in COLUMNS] for line in said)
    return table_text([sentences.speech.text(f"csv.columns.{column}") for column in COLUMNS], rows)


def _key(sentences: Sentences, keys: Cell) -> str:
    """Keys of closed lists (several with a bar between) in words; what is no key stays as it is."""
    values: Mapping[str, str] = sentences.speech.words["csv"]["values"]
    return "|".join(values.get(key, key) for key in str(keys).split("|"))


def _in_words(sentences: Sentences, line: Line) -> Line:
    """What a row is, of which element and whose, in words, and the unit of its figure."""
    mark, element, criterion = str(line["mark"]), line.get("element"), line.get("criterion")
    if element is None and criterion:
        element = sentences.criteria[str(criterion)].element
    element_name = sentences.element(str(element)).name if element else None
    name = sentences.criterion(str(criterion)).name if criterion else line.get("name") or element_name
    who = _who(sentences, line)
    what = "people_agreed" if mark == "people" and line.get("source") == "agreed" else mark
    quoted = sentences.speech.text("quote", text=name) if name else ""
    return {
        "what": sentences.speech.text(f"csv.what.{what}", name=quoted, who=who),
        "element": element,
        "element_name": element_name,
        "name": name,
        "who": _key(sentences, line["who"]) if line.get("who") and mark != "signed" else line.get("who"),
        "who_name": who or None,
        "unit": _unit(sentences, line) or None,
    }


def _who(sentences: Sentences, line: Line) -> str:
    """Whose a row is, in words: types of partner, an organisation, what is measured; blank where it is nobody's."""
    who, mark = str(line.get("who") or ""), line["mark"]
    if mark == "signed" or not who:
        return who
    if mark == "reading":
        return sentences.measure(who)
    if who == "six_kinds":
        return sentences.speech.text("csv.six_kinds")
    if mark == "priority":
        return uncapital(sentences.speech.text(f"priorities.{who}"))
    return sentences.speech.kinds("resident" if kind == "residents" else kind for kind in who.split("|"))


def _unit(sentences: Sentences, line: Line) -> str:
    if line["mark"] == "reading":
        declared = sentences.framework.readings.get(str(line["who"]))
        return declared.unit if declared else "ratio"
    return _UNITS.get(str(line["mark"]), "level")


def _notes(sentences: Sentences) -> Iterable[Line]:
    text = sentences.speech.text
    if sentences.document["example"]:
        yield {"mark": "note", "note": text("page.example")}
    yield {"mark": "note", "note": text(f"caution.{sentences.document['caution']}")}
    for sentence in (*sentences.behind(), *sentences.caveats(), *sentences.language_notes()):
        yield {"mark": "note", "note": sentence}


def _participation(sentences: Sentences) -> Iterable[Line]:
    for row in sentences.document["participation"]:
        yield {
            "mark": "participation", "who": row["kind"], "answered": row["answered"],
            "asked": row["asked"], "note": _key(sentences, row["state"]),
        }  # fmt: skip


def _element(sentences: Sentences, element: Part) -> Iterable[Line]:
    base: Line = {"element": element["id"], "name": sentences.element(element["id"]).name}
    findings = "|".join(element["findings"])
    yield {
        **base,
        "mark": "people",
        "who": "six_kinds",
        "source": sentences.origin(element),
        **_figures(element["say"]),
        "findings": findings,
    }
    for key in ("residents", "other"):
        if element[key]["estimate"] is not None:
            yield {**base, "mark": key, "who": key, **_figures(element[key])}
    show = element["show"]
    yield {**base, "mark": "records", "estimate": show["mean"], "records": show["with_level"]}
    yield {**base, "mark": "standing", **_level(sentences, element["word"])}
    yield {
        **base,
        "mark": "difference",
        "estimate": element["difference"],
        "bound": sentences.difference_bound(element),
    }


def _criterion(sentences: Sentences, criterion: Part) -> Iterable[Line]:
    name = sentences.criterion(criterion["id"]).name
    base: Line = {"element": criterion["element"], "criterion": criterion["id"], "name": name}
    lines = (
        *_said(sentences, criterion),
        *_shown(sentences, criterion),
        {"mark": "standing", **_level(sentences, criterion["standing"])},
        {
            "mark": "difference",
            "estimate": criterion["difference"],
            "bound": sentences.difference_bound(criterion),
        },
    )
    return ({**base, **line} for line in lines)


def _said(sentences: Sentences, criterion: Part) -> Iterable[Line]:
    say, agreed = criterion["say"], criterion["agreed"]
    yield {
        "mark": "people", "who": "six_kinds", "source": say["source"], **_figures(say),
        "standard_error": say["standard_error"],
        **_level(sentences, say["level"]), "dont_know_share": say["dont_know_share"],
        "agreement": say["agreement"]["key"] if say["agreement"] else None,
        "findings": "|".join(criterion["findings"]),
        "note": _key(sentences, say["source"] or ("" if criterion["asked"] else "not_asked")) or None,
    }  # fmt: skip
    for cell in say["cells"]:
        who = "|".join(cell["kinds"])
        yield {"mark": "cell", "who": who, "rule": cell["rule"], **_figures(cell)}
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


def _gaps(sentences: Sentences) -> Iterable[Line]:
    for gap in sentences.document["gaps"]:
        yield {
            "element": gap["element"], "criterion": gap["criterion"], "mark": "gap",
            "who": gap["kind"],
            "estimate": gap["difference"], "bound": "at_least" if gap["at_least"] else None,
        }  # fmt: skip


def _changes(sentences: Sentences) -> Iterable[Line]:
    for change in sentences.document["change"]:
        yield {
            "criterion": change["criterion"], "mark": "change", "estimate": change["difference"],
            "low": change["low"], "high": change["high"],
            "note": " ".join(_key(sentences, part) for part in (change["verdict"], change["why"]) if part),
        }  # fmt: skip


def _priorities(sentences: Sentences) -> Iterable[Line]:
    for who in ("partners", "residents"):
        part = (sentences.document["priorities"] or {}).get(who) or {"items": ()}
        for item in part["items"]:
            yield {
                "mark": "priority",
                "who": who,
                "name": item["item"],
                "estimate": item["share"],
            }


def _figures(part: Part) -> Line:
    counts: Sequence[int | None] = part.get("counts") or (None,) * 5
    return {
        **{key: part.get(key) for key in ("estimate", "bound", "low", "high", "answered", "asked")},
        **{f"level_{level}": count for level, count in enumerate(counts)},
    }


def _level(sentences: Sentences, level: int | None) -> Line:
    return {"level": level, "level_name": sentences.level(level) if level is not None else None}
