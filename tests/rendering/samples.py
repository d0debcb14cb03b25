"""Scorecard documents of five places, and a small framework, for looking at and testing the rendering.

They have the shape and the closed lists of the published schema. Their figures are made up and only roughly
follow the method: what is tested here is how a document is shown, not how it is computed.
"""

from copy import deepcopy
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from tallgrass.foundation.readings import Condition, Reading
from tallgrass.strength.framework.method.document import (
    ELEMENTS,
    Criterion,
    CriterionTexts,
    Element,
    ElementTexts,
    Framework,
    FrameworkTexts,
    NextStep,
    Wording,
)

SIX = ("civic_tech", "community", "government", "issue_expert", "philanthropy", "tech_company")
SIZES = {
    "players": ("KP", 8),
    "approach": ("CA", 8),
    "knowledge": ("KN", 7),
    "resources": ("RE", 6),
    "infrastructure": ("IN", 8),
    "culture": ("CV", 6),
}
EQUITY = {"KP3", "KP8", "CA7", "CA8", "KN6", "RE6", "IN3", "IN7", "CV5", "CV6"}
RESIDENT = ("IN7", "IN3", "KP8", "IN5", "CA8", "CV6")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight")
LEVELS = ("Not yet", "Starting", "Partway", "Working", "Strong and fair")
NAMES = {
    "players": "Key players",
    "approach": "A collaborative approach",
    "knowledge": "Knowledge",
    "resources": "Resources",
    "infrastructure": "Infrastructure and tools",
    "culture": "Culture and values",
}

Document = dict[str, Any]


def small_framework() -> Framework:
    """All ids of version 1 with short invented texts, English only."""
    ids = {
        element: tuple(f"{code}{n}" for n in range(1, count + 1)) for element, (code, count) in SIZES.items()
    }
    step = NextStep(
        what="Ask two groups to write down what they need.",
        who="Whoever keeps the list",
        how_long="About two hours, spread over two weeks",
        first_30_minutes="Call one group that you have not talked to this year.",
    )
    second = {
        f"rounds.late.{name.lower()}": Reading(f"rounds.late.{name.lower()}", "days", ("asked",), 2)
        for names in ids.values()
        for name in names
    }
    readings = {
        f"rounds.shown.{name.lower()}": Reading(f"rounds.shown.{name.lower()}", unit, ("asked",), 2)
        for element in ELEMENTS
        for name, unit in zip(ids[element], ("count", "share", "flag", "months") * 2, strict=False)
    }
    readings |= second
    criteria = tuple(_criterion(name, element, readings) for element in ELEMENTS for name in ids[element])
    texts = FrameworkTexts(
        we="Here “we” means people and groups in {place}, {effort} included.",
        levels=LEVELS,
        elements={
            element: ElementTexts(
                NAMES[element],
                f"How well do we do on {NAMES[element].lower()}?",
                f"{NAMES[element]}, as the source names it",
            )
            for element in ELEMENTS
        },
        criteria={item.id: _texts(item, step) for item in criteria},
        general_steps=dict.fromkeys(("ask_residents", "ask_community", "find_out"), step),
        readings={name: f"records of the measure number {n}" for n, name in enumerate(sorted(readings))},
        reading_formulas=dict.fromkeys(readings, "We count them."),
    )
    return Framework(
        id="tallgrass",
        version="1.0.0",
        language="en",
        digest="0123456789abcdef" * 4,
        adapted=False,
        elements=tuple(Element(element, ids[element]) for element in ELEMENTS),
        criteria=criteria,
        forms={"full": tuple(item.id for item in criteria), "short": ("KP7", "KP8"), "resident": RESIDENT},
        readings=readings,
        wordings={item.id: "f" * 64 for item in criteria},
        texts={"en": texts},
    )


def _criterion(name: str, element: str, readings: dict[str, Reading]) -> Criterion:
    reading = readings[f"rounds.shown.{name.lower()}"]
    conditions: dict[int, tuple[Condition, ...]]
    if reading.unit == "flag":
        conditions = {level: (Condition(reading.id, "is", True),) for level in range(1, 5)}
    elif reading.unit == "share":
        conditions = {level: (Condition(reading.id, ">=", Fraction(level, 4)),) for level in range(1, 5)}
    else:
        by_size = ((50_000, Fraction(1)), (None, Fraction(2)))
        conditions = {
            1: (Condition(reading.id, ">=", by_size),),
            2: (Condition(reading.id, ">", Fraction(2)),),
            3: (Condition(reading.id, ">", Fraction(3)),),
            4: (Condition(reading.id, "<=", Fraction(90)),),
        }
    conditions[3] = (*conditions[3], Condition(f"rounds.late.{name.lower()}", "<", Fraction(31)))
    source = () if name in ("CA7", "KN6") else ("civic hackers and data mavens",)
    return Criterion(name, element, name in EQUITY, source, conditions)


def _texts(criterion: Criterion, step: NextStep) -> CriterionTexts:
    number = int(criterion.id[2:])
    about = f"question {NUMBERS[number - 1]} of {NAMES[criterion.element].lower()}"
    levels = (
        "No one does it.",
        "One or two people do it.",
        "Some do it.",
        "Most do it.",
        "All do it, and it is fair to everyone.",
    )
    resident = None
    if criterion.id in RESIDENT:
        resident = Wording(
            "Could you take part?", ("No.", "I tried.", "At times.", "Yes.", "Yes, and I lead some of it.")
        )
    return CriterionTexts(
        name=f"The {about}",
        wording=Wording(f"Do people here do {about}?", levels, "If you cannot know, say so."),
        why="Because people count on it.",
        evidence=("A list of who does it", "A photo of the list on the wall"),
        next_steps=(step, step, step, step),
        resident=resident,
    )


# Documents


def document() -> Document:
    """A place of which nothing is known: nobody asked, nothing on record."""
    nothing = {"estimate": None, "bound": None}
    criteria = []
    for element in ELEMENTS:
        code, count = SIZES[element]
        for number in range(1, count + 1):
            name = f"{code}{number}"
            criteria.append(
                {
                    "id": name,
                    "element": element,
                    "wording": "f" * 64,
                    "asked": False,
                    "say": {
                        "estimate": None,
                        "bound": None,
                        "low": None,
                        "high": None,
                        "standard_error": None,
                        "level": None,
                        "source": None,
                        "dont_know_share": None,
                        "agreement": None,
                        "cells": [],
                    },
                    "residents": {**nothing, "low": None, "high": None, "answered": None},
                    "other": {**nothing, "low": None, "high": None, "answered": None},
                    "agreed": None,
                    "show": {
                        "level": None,
                        "coverage": 0.0,
                        "blocked_by": f"rounds.shown.{name.lower()}",
                        "readings": [
                            {
                                "id": f"rounds.shown.{name.lower()}",
                                "value": None,
                                "records": 0,
                                "records_needed": 2,
                                "level": 1,
                                "holds": None,
                            }
                        ],
                    },
                    "evidence": {"grade": 0, "dated_on": None, "items": 0},
                    "standing": None,
                    "difference": None,
                    "findings": ["not_enough_on_record"],
                    "on_record": [],
                }
            )
    return {
        "schema": "tallgrass-scorecard/1",
        "method": "1",
        "framework": {
            "id": "tallgrass",
            "version": "1.0.0",
            "digest": "0123456789abcdef" * 4,
            "adapted": False,
        },
        "place": {"name": "Prairie Junction", "population": 182_000},
        "example": True,
        "languages": ["en"],
        "k": 5,
        "as_of": "2026-05-01",
        "run_by": "the Junction Data Commons",
        "paid_by": "two foundations",
        "asked_chosen_by": None,
        "participation": [
            {"kind": kind, "answered": None, "asked": None, "state": "not_asked"}
            for kind in (*SIX, "resident")
        ],
        "first_sentence": [{"key": "not_asked_yet", "element": None, "kind": None, "count": None}],
        "elements": [
            {
                "id": element,
                "say": {**nothing, "low": None, "high": None},
                "residents": dict(nothing),
                "other": dict(nothing),
                "show": {"mean": None, "with_level": 0, "criteria": SIZES[element][1]},
                "difference": None,
                "word": None,
                "weakest": False,
                "strongest": False,
                "findings": ["not_enough_on_record"],
            }
            for element in ELEMENTS
        ],
        "criteria": criteria,
        "gaps": [],
        "change": [],
        "comments": [],
        "priorities": {
            who: {"rankers": None, "state": "none", "items": [], "agreement": None}
            for who in ("partners", "residents")
        },
        "not_heard": [],
        "not_asked": [*SIX, "resident"],
        "next_steps": [
            {"key": "ask_residents", "criterion": None, "from": None, "to": None, "why": "not_heard"},
            {"key": "ask_community", "criterion": None, "from": None, "to": None, "why": "not_heard"},
            {"key": "find_out", "criterion": "KP3", "from": None, "to": None, "why": "no_standing"},
            {"key": "find_out", "criterion": "KP8", "from": None, "to": None, "why": "no_standing"},
        ],
        "inputs": [{"table": "players", "rows": 24, "noted": []}],
        "caution": "learn_together_not_rank",
    }


def criterion(made: Document, name: str) -> dict[str, Any]:
    """A criterion of a document, to be changed in place."""
    return next(item for item in made["criteria"] if item["id"] == name)


def half_up(value: Decimal, step: str = "1") -> Decimal:
    """Rounded half away from zero."""
    return value.quantize(Decimal(step), rounding=ROUND_HALF_UP)


def cell(
    kinds: tuple[str, ...], estimate: float, answered: int, asked: int | None, *, bound: str | None = None
) -> dict[str, Any]:
    """A published cell; ten or more answers have a range and counts."""
    large = answered >= 10
    counts = None
    if large:
        low = int(estimate)
        upper = round((estimate - low) * answered)
        counts = [0] * 5
        counts[low] += answered - upper
        counts[min(low + 1, 4)] += upper
        if counts[low] > 1:
            counts[low] -= 1
            counts[max(low - 1, 0)] += 1
    return {
        "kinds": list(kinds),
        "rule": "merged" if len(kinds) > 1 else "shown",
        "estimate": estimate,
        "bound": bound,
        "low": round(max(estimate - 0.3, 0), 1) if large else None,
        "high": round(min(estimate + 0.3, 4), 1) if large else None,
        "counts": counts,
        "answered": answered,
        "asked": asked,
    }


def tell(made: Document, name: str, cells: list[dict[str, Any]]) -> None:
    """Put cells under a criterion, with the mark of everyone that they give."""
    item = criterion(made, name)
    item["asked"] = True
    total = sum(len(part["kinds"]) for part in cells)
    mean = sum((Decimal(str(part["estimate"])) * len(part["kinds"]) for part in cells), Decimal(0)) / total
    bounds = {part["bound"] for part in cells}
    bound = bounds.pop() if len(bounds) == 1 else None
    low = max(mean - Decimal("0.5"), Decimal(0)) if bound != "at_most" else Decimal(0)
    high = min(mean + Decimal("0.6"), Decimal(4)) if bound != "at_least" else Decimal(4)
    item["say"].update(
        estimate=float(half_up(mean, "0.1")),
        bound=bound,
        low=float(half_up(low, "0.1")),
        high=float(half_up(high, "0.1")),
        standard_error=0.2014,
        level=int(half_up(mean)),
        source="answers",
        dont_know_share=None,
        cells=cells,
    )


def record(made: Document, name: str, level: int, grade: int = 0) -> None:
    """Put a record level under a criterion."""
    item = criterion(made, name)
    reading = item["show"]["readings"][0]
    item["show"].update(level=level, coverage=1.0, blocked_by=reading["id"] if level < 4 else None)
    reading.update(value=level / 4, records=31, holds=level >= 1)
    item["evidence"] = {
        "grade": grade,
        "dated_on": "2026-03-14" if grade > 1 else None,
        "items": 1 if grade else 0,
    }


def settle(made: Document) -> Document:
    """Standings, differences, element rows and next steps, roughly by the method."""
    for item in made["criteria"]:
        people, records = item["say"]["level"], item["show"]["level"]
        findings = [key for key in item["findings"] if key != "not_enough_on_record"]
        if records is None:
            findings.append("not_enough_on_record")
        if people is not None and records is not None:
            item["standing"] = min(people, records)
            item["difference"] = round(item["say"]["estimate"] - records, 1)
            if abs(item["difference"]) >= 1 and item["say"]["source"] == "answers":
                findings.insert(0, "people_higher" if item["difference"] > 0 else "records_higher")
        elif people is not None:
            item["standing"] = min(people, {2: 3, 3: 4}.get(item["evidence"]["grade"], 2))
        elif records is not None:
            item["standing"] = min(records, 2)
        item["findings"] = findings
    for element in made["elements"]:
        _settle_element(made, element)
    return made


def _mean(values: list[float]) -> float:
    return float(half_up(sum((Decimal(str(value)) for value in values), Decimal(0)) / len(values), "0.1"))


def _settle_element(made: Document, element: dict[str, Any]) -> None:
    own = [item for item in made["criteria"] if item["element"] == element["id"]]
    asked = [item for item in own if item["say"]["estimate"] is not None]
    if asked and 2 * len(asked) >= sum(item["asked"] for item in own):
        say = element["say"]
        say["estimate"] = _mean([item["say"]["estimate"] for item in asked])
        bounds = {item["say"]["bound"] for item in asked}
        say["bound"] = bounds.pop() if len(bounds) == 1 else None
        if all(item["say"]["low"] is not None for item in asked):
            say["low"] = _mean([item["say"]["low"] for item in asked])
            say["high"] = _mean([item["say"]["high"] for item in asked])
    heard = [item["residents"]["estimate"] for item in own if item["residents"]["estimate"] is not None]
    if heard:
        element["residents"]["estimate"] = _mean(heard)
    levels = [item["show"]["level"] for item in own if item["show"]["level"] is not None]
    findings = []
    element["show"]["with_level"] = len(levels)
    if 10 * len(levels) >= 6 * len(own):
        element["show"]["mean"] = _mean(levels)
        if asked:
            element["difference"] = round(element["say"]["estimate"] - element["show"]["mean"], 1)
            if abs(element["difference"]) >= 0.75:
                findings.append("people_higher" if element["difference"] > 0 else "records_higher")
    else:
        findings.append("not_enough_on_record")
    standings = [item["standing"] for item in own if item["standing"] is not None]
    if standings and 2 * len(standings) >= len([item for item in own if item["asked"]]):
        element["word"] = int(half_up(Decimal(sum(standings)) / len(standings)))
        equity = [item["standing"] for item in own if item["id"] in EQUITY and item["standing"] is not None]
        if equity:
            element["word"] = min(element["word"], min(equity) + 1)
        else:
            element["word"] = min(element["word"], 2)
            findings.append("fairness_not_answered")
    element["findings"] = findings


def participate(made: Document, rows: dict[str, tuple[int | None, int | None, str]]) -> None:
    """Set participation: kind -> (answered, asked, state)."""
    made["participation"] = [
        {"kind": kind, "answered": answered, "asked": asked, "state": state}
        for kind, (answered, asked, state) in rows.items()
    ]
    made["not_asked"] = [kind for kind, row in rows.items() if row[2] == "not_asked"]
    made["not_heard"] = [kind for kind, row in rows.items() if row[2] == "none_yet"]


def clause(
    key: str, element: str | None = None, kind: str | None = None, count: int | None = None
) -> dict[str, Any]:
    """A clause of the first sentence."""
    return {"key": key, "element": element, "kind": kind, "count": count}


def raise_step(name: str, level: int, why: str) -> dict[str, Any]:
    """A next step that raises a criterion from ``level``."""
    return {"key": "raise", "criterion": name, "from": level, "to": level + 1, "why": why}


ONE = {"KP": 2, "CA": 1, "KN": 2, "RE": 0, "IN": 1, "CV": 3}


def one_meeting() -> Document:
    """Twelve questions agreed in one meeting; nothing else."""
    made = document()
    made["first_sentence"] = [clause("none_stands_out")]
    for name in ("KP7", "KP8", "CA2", "CA7", "KN3", "KN6", "RE3", "RE6", "IN5", "IN7", "CV2", "CV5"):
        item = criterion(made, name)
        level = ONE[name[:2]]
        item["asked"] = True
        item["say"].update(estimate=float(level), level=level, source="agreed")
        item["agreed"] = {
            "level": level,
            "note": "We disagree on the two new groups." if name == "KP8" else None,
            "agreed_on": "2026-04-21",
            "kinds_in_room": ["civic_tech", "community", "government"],
            "disagreed": name == "KP8",
        }
    made["paid_by"] = made["run_by"] = None
    made["next_steps"].append(raise_step("RE3", 0, "low_standing"))
    return settle(made)


def nine_people() -> Document:
    """Nine people of kinds 4, 3, 1 and 1: one merged cell of nine on every question."""
    made = document()
    few = ("civic_tech", "community", "government", "issue_expert")
    participate(
        made,
        {
            **dict.fromkeys(few, (None, 6, "fewer_than_k")),
            "philanthropy": (None, None, "not_asked"),
            "tech_company": (0, 2, "none_yet"),
            "resident": (None, None, "not_asked"),
        },
    )
    marks = (("at_most", 1.0), (None, 1.5), (None, 2.0), (None, 2.5), ("at_least", 3.0))
    for number, item in enumerate(made["criteria"]):
        bound, mark = marks[(number * 7 + number // 8) % 5]
        tell(made, item["id"], [cell(few, mark, 9, 24, bound=bound)])
    for name, level in (("KP1", 2), ("KP2", 1), ("KP3", 1), ("KP4", 2), ("KP5", 0), ("KP7", 1)):
        record(made, name, level)
    made["first_sentence"] = [clause("none_stands_out"), clause("not_heard", kind="tech_company", count=1)]
    made["next_steps"] = [
        {"key": "ask_residents", "criterion": None, "from": None, "to": None, "why": "not_heard"},
        {"key": "ask_community", "criterion": None, "from": None, "to": None, "why": "fewer_than_k"},
        raise_step("KP5", 0, "low_standing"),
        raise_step("CA1", 1, "low_standing"),
    ]
    made["priorities"]["partners"]["state"] = "too_few"
    return settle(made)


def one_silent() -> Document:
    """26 of 48 answered, philanthropies are silent; residents answered, there is an earlier round."""
    made = document()
    participate(
        made,
        {
            "civic_tech": (6, 10, "counted"),
            "community": (10, 20, "counted"),
            "government": (5, 8, "counted"),
            "issue_expert": (5, 6, "counted"),
            "philanthropy": (0, 4, "none_yet"),
            "tech_company": (0, 0, "not_asked"),
            "resident": (31, None, "counted"),
        },
    )
    base = {"KP": 2.4, "CA": 1.9, "KN": 2.6, "RE": 1.2, "IN": 2.2, "CV": 2.8}
    halves = {1.0: "at_most", 3.0: "at_least"}
    for number, item in enumerate(made["criteria"]):
        middle = base[item["id"][:2]] + ((number * 5) % 7 - 3) / 6
        cells = []
        for kind, answered, asked, shift in (
            ("civic_tech", 6, 10, 0.5),
            ("community", 10, 20, -0.9),
            ("government", 5, 8, 0.4),
            ("issue_expert", 5, 6, 0.1),
        ):
            value = min(max(middle + shift, 0.3), 3.8)
            if answered >= 10:
                cells.append(cell((kind,), round(value, 1), answered, asked))
            else:
                half = min(max(round(value * 2) / 2, 1.0), 3.0)
                cells.append(cell((kind,), half, answered, asked, bound=halves.get(half)))
        tell(made, item["id"], cells)
        if number % 3:
            record(made, item["id"], (number * 3 + number // 6) % 5 if number % 5 else 1, number % 4)
        item["say"]["dont_know_share"] = 0.4 if number % 11 == 0 else None
        if number % 11 == 0:
            item["findings"].append("blind_spot")
        item["say"]["agreement"] = {
            "key": ("most_agree", "lean_together", "mixed", "two_camps")[number % 4],
            "rough": number % 2 == 0,
        }
    for name, value in (("IN7", 0.9), ("IN3", 1.1), ("KP8", 0.8), ("IN5", 1.6), ("CA8", 0.6), ("CV6", 1.9)):
        criterion(made, name)["residents"] = {
            "estimate": value,
            "bound": None,
            "low": round(value - 0.3, 1),
            "high": round(value + 0.3, 1),
            "answered": 31,
        }
    criterion(made, "KP1")["other"] = {
        "estimate": 2.5,
        "bound": None,
        "low": None,
        "high": None,
        "answered": 6,
    }
    criterion(made, "KP2")["on_record"] = [
        {"organisation": "Junction Transit", "level": 3},
        {"organisation": "Ward 4 Tenants", "level": None},
    ]
    criterion(made, "CA1")["agreed"] = {
        "level": 2,
        "note": None,
        "agreed_on": None,
        "kinds_in_room": [],
        "disagreed": False,
    }
    settle(made)
    made["elements"][3]["weakest"] = True
    made["elements"][5]["strongest"] = True
    differing = sum(
        bool({"people_higher", "records_higher"} & set(item["findings"])) for item in made["elements"]
    )
    made["first_sentence"] = [
        clause("kind_lower", "players", "resident", 1),
        clause("strongest", "culture"),
        clause("weakest", "resources"),
        *([clause("people_and_records_differ", count=differing)] if differing else []),
    ]
    gap = {"at_least": False, "p_adjusted": 0.0123}
    made["gaps"] = [
        {"element": "players", "criterion": None, "kind": "resident", "difference": -1.4, **gap},
        {"element": "players", "criterion": "KP8", "kind": "resident", "difference": -1.5, **gap},
        {"element": "approach", "criterion": None, "kind": "community", "difference": -1.3, **gap},
        {"element": "approach", "criterion": "CA7", "kind": "community", "difference": -1.6, **gap},
        {
            "element": "culture",
            "criterion": None,
            "kind": "government",
            "difference": 0.9,
            "at_least": True,
            "p_adjusted": 0.0123,
        },
    ]
    made["change"] = [
        {
            "criterion": "KP7",
            "before": 1.6,
            "after": 2.6,
            "difference": 1.0,
            "low": 0.3,
            "high": 1.7,
            "verdict": "up",
            "why": None,
        },
        {
            "criterion": "RE3",
            "before": 2.1,
            "after": 1.1,
            "difference": -1.0,
            "low": -1.7,
            "high": -0.3,
            "verdict": "down",
            "why": None,
        },
        {
            "criterion": "KP1",
            "before": 2.1,
            "after": 2.2,
            "difference": 0.1,
            "low": -0.5,
            "high": 0.7,
            "verdict": "no_clear_change",
            "why": None,
        },
        {
            "criterion": "CV1",
            "before": None,
            "after": 2.2,
            "difference": None,
            "low": None,
            "high": None,
            "verdict": "not_comparable",
            "why": "wording",
        },
    ]
    made["priorities"] = {
        "partners": {
            "rankers": 22,
            "state": "shown",
            "agreement": "lean_together",
            "items": [
                {"item": "Court debt", "share": 0.6},
                {"item": "Safe routes to school", "share": 0.4},
                {"item": "Broadband at home", "share": None},
            ],
        },
        "residents": {
            "rankers": 31,
            "state": "shown",
            "agreement": None,
            "items": [{"item": "Court debt", "share": 0.7}, {"item": "Rent", "share": 0.5}],
        },
    }
    made["next_steps"] = [
        raise_step("KP8", 1, "gap_resident"),
        raise_step("CA7", 1, "gap_community"),
        raise_step("RE3", 0, "low_standing"),
        raise_step("RE6", 1, "fairness"),
        raise_step("KN1", 1, "records_below_people"),
    ]
    made["inputs"] = [
        {
            "table": "players",
            "rows": 48,
            "noted": [{"key": "unknown_kind", "count": 3}, {"key": "active_unknown", "count": 1}],
        },
        {
            "table": "ties",
            "rows": 90,
            "noted": [
                {"key": "stale", "count": 12},
                {"key": "future", "count": 1},
                {"key": "undated", "count": 4},
            ],
        },
        {"table": "evidence", "rows": 31, "noted": [{"key": "checker_does_not_count", "count": 2}]},
        {"table": "asked", "rows": 9, "noted": [{"key": "more_answered_than_asked", "count": 1}]},
        {"table": "readings", "rows": 5, "noted": [{"key": "superseded_by_computed", "count": 1}]},
    ]
    return made


def no_records() -> Document:
    """The same people, without a single record: nobody is graded down for having no paper."""
    made = one_silent()
    for item in made["criteria"]:
        blank = criterion(document(), item["id"])
        item["show"], item["evidence"] = blank["show"], blank["evidence"]
        item["standing"], item["difference"] = None, None
        item["findings"] = [key for key in item["findings"] if key not in ("people_higher", "records_higher")]
    for element in made["elements"]:
        element["show"]["mean"], element["difference"] = None, None
    made["change"] = []
    made["first_sentence"] = [
        part for part in made["first_sentence"] if part["key"] != "people_and_records_differ"
    ]
    made["inputs"] = [{"table": "players", "rows": 48, "noted": []}]
    return settle(made)


def nobody_asked() -> Document:
    """A list of 423 players, most of a kind nobody has said, and their working links; no person asked."""
    made = document()
    made["example"] = False
    made["place"] = {"name": "Elsewhere", "population": None}
    made["run_by"] = made["paid_by"] = None
    for name, level in (("KP1", 2), ("KP2", 1), ("KP5", 3), ("KP7", 0)):
        record(made, name, level)
    made["inputs"] = [
        {
            "table": "players",
            "rows": 423,
            "noted": [{"key": "unknown_kind", "count": 318}, {"key": "active_unknown", "count": 423}],
        },
        {"table": "ties", "rows": 378, "noted": [{"key": "undated", "count": 378}]},
    ]
    return settle(made)


def crowded() -> Document:
    """The most there can be: six kinds of ten or more on every question, residents, others, records everywhere."""
    made = one_silent()
    participate(
        made,
        {
            **dict.fromkeys(SIX, (20, 40, "counted")),
            "other": (12, 20, "counted"),
            "resident": (120, 400, "counted"),
        },
    )
    for number, item in enumerate(made["criteria"]):
        marks = [round(0.4 + ((number + 3 * at) * 7 % 33) / 10, 1) for at in range(6)]
        tell(made, item["id"], [cell((kind,), mark, 20, 40) for kind, mark in zip(SIX, marks, strict=True)])
        for part in item["say"]["cells"]:
            part["counts"] = [3, 5, 6, 4, 2]
        item["other"] = {"estimate": 2.1, "bound": None, "low": 1.8, "high": 2.4, "answered": 12}
        record(made, item["id"], number % 4, number % 4)
    return settle(made)


def corners() -> Document:
    """What is rare: an open link, too few residents, a question without a mark, half a record, an adapted framework."""
    made = one_silent()
    made["framework"]["adapted"] = True
    made["asked_chosen_by"] = "a council of residents"
    rows: dict[str, tuple[int | None, int | None, str]] = dict.fromkeys(SIX, (10, None, "counted"))
    participate(made, {**rows, "philanthropy": (0, None, "none_yet"), "resident": (None, 9, "fewer_than_k")})
    silent = criterion(made, "KP1")
    silent["say"] = {**criterion(document(), "KP1")["say"]}
    silent["findings"] = ["too_few_answers", "adapted"]
    criterion(made, "KP4")["residents"]["estimate"] = 1.4
    late = {"records": 0, "records_needed": 2, "level": 3, "holds": None, "value": None}
    for name, change in (
        ("KP2", {}),
        ("KP3", {"value": 30, "records": 1}),
        ("KP5", {"value": 1, "records": 4, "holds": True}),
        ("KP6", {"records": 1}),
    ):
        record(made, name, 2)
        reading = {"id": f"rounds.late.{name.lower()}", **late, **change}
        criterion(made, name)["show"]["readings"].append(reading)
        criterion(made, name)["show"]["blocked_by"] = reading["id"]
    for name, grade in (("CA2", 2), ("CA3", 3)):
        item = criterion(made, name)
        item["show"] = criterion(document(), name)["show"]
        item["evidence"]["grade"] = grade
    agreed = criterion(made, "CA4")
    agreed["say"].update(source="agreed", cells=[], low=None, high=None)
    agreed["agreed"] = {"level": 2, "note": None, "agreed_on": None, "kinds_in_room": [], "disagreed": False}
    made["priorities"]["partners"].update(agreement="most_agree", items=[{"item": None, "share": None}] * 7)
    made["priorities"]["residents"].update(
        agreement="mixed", items=[{"item": "KP8", "share": 0.5}, {"item": "culture", "share": 0.4}]
    )
    made["comments"] = [
        {"criterion": None, "text": "Thank you for asking."},
        {"criterion": "KP1", "text": "Come to us."},
    ]
    settle(made)
    held = criterion(made, "KP8")
    held["say"]["level"] = held["show"]["level"] = 3
    held["standing"] = 2
    return made


CASES = {
    "one_meeting": one_meeting,
    "nine_people": nine_people,
    "one_silent": one_silent,
    "no_records": no_records,
    "nobody_asked": nobody_asked,
    "crowded": crowded,
    "corners": corners,
}


def every_case() -> dict[str, Document]:
    """Every sample document by name, fresh copies."""
    return {name: deepcopy(make()) for name, make in CASES.items()}
