"""``scorecard.json``: a scorecard as keys and figures, without a sentence or a clock (METHOD 1, section 9)."""

import hashlib
import json
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from tallgrass.foundation.numbers import printed
from tallgrass.foundation.readings import Value
from tallgrass.strength.evidence.method.climb import Show
from tallgrass.strength.rounds.method.asked import HEARD_KINDS, ParticipationState
from tallgrass.strength.rounds.method.cells import SPREAD_FROM, Cell
from tallgrass.strength.rounds.method.priorities import Priorities
from tallgrass.strength.rounds.method.records import Agreed
from tallgrass.strength.rounds.method.results import Apart, CriterionSay
from tallgrass.strength.rounds.method.say import Mark, Say
from tallgrass.strength.scorecard.method.change import Change, find_changes
from tallgrass.strength.scorecard.method.compute import (
    METHOD_VERSION,
    Computed,
    CriterionResult,
    ElementResult,
)
from tallgrass.strength.scorecard.method.elements import ElementSay
from tallgrass.strength.scorecard.method.gaps import Gap

SCHEMA = "tallgrass-scorecard/1"
CAUTION = "learn_together_not_rank"

#: Tables that hold no answers: only these may be counted in what leaves (section 3, rule 10).
COUNTED_TABLES = ("players", "ties", "asked", "evidence", "readings")

Document = dict[str, Any]


def to_bytes(document: Mapping[str, Any]) -> bytes:
    """The file: sorted keys, UTF-8, LF. The same document gives the same bytes everywhere."""
    return (json.dumps(document, sort_keys=True, ensure_ascii=False, indent=1) + "\n").encode()


def digest(document: Mapping[str, Any]) -> str:
    """SHA-256 of the file, in hexadecimal."""
    return hashlib.sha256(to_bytes(document)).hexdigest()


def to_document(computed: Computed) -> Document:
    """The document of a computed scorecard; beside an earlier one it says what changed."""
    inputs, place = computed.inputs, computed.inputs.place
    document: Document = {
        "schema": SCHEMA,
        "method": METHOD_VERSION,
        "framework": {
            "id": inputs.framework.id,
            "version": inputs.framework.version,
            "digest": inputs.framework.digest,
            "adapted": inputs.framework.adapted,
        },
        "place": {"name": place.name, "population": place.population},
        "example": place.example,
        "languages": list(place.languages),
        "k": place.smallest_group,
        "as_of": place.as_of.isoformat(),
        "run_by": place.run_by,
        "paid_by": place.paid_by,
        "asked_chosen_by": place.asked_chosen_by,
        "participation": [
            {"kind": one.kind, "answered": one.answered, "asked": one.asked, "state": one.state}
            for one in computed.results.participation
        ],
        "first_sentence": [
            {"key": one.key, "element": one.element, "kind": one.kind, "count": one.count}
            for one in computed.clauses
        ],
        "elements": [_element(one, computed) for one in computed.elements],
        "criteria": [_criterion(one, computed) for one in computed.criteria],
        "gaps": [_gap(one) for one in computed.gaps],
        "change": [],
        "priorities": dict(
            zip(("partners", "residents"), map(_priorities, computed.priorities), strict=True)
        ),
        "comments": _comments(computed),
        "not_heard": _in_state(computed, "none_yet"),
        "not_asked": _in_state(computed, "not_asked"),
        "next_steps": [
            {"key": one.key, "criterion": one.criterion, "from": one.start, "to": one.end, "why": one.why}
            for one in computed.steps
        ],
        "inputs": _inputs(computed),
        "caution": CAUTION,
    }
    if inputs.previous is not None:
        _add_changes(document, find_changes(inputs.previous, document))
    return document


def _in_state(computed: Computed, state: ParticipationState) -> list[str]:
    """Kinds of the six, then residents. ``other`` is nobody that a place could miss."""
    heard = (one for one in computed.results.participation if one.kind in HEARD_KINDS)
    return [one.kind for one in heard if one.state == state]


def _add_changes(document: Document, changes: tuple[Change, ...]) -> None:
    document["change"] = [_change(one) for one in changes]
    moved = {one.criterion for one in changes if one.verdict in ("up", "down")}
    for criterion in document["criteria"]:
        if criterion["id"] in moved:
            criterion["findings"].append("changed")


def _element(one: ElementResult, computed: Computed) -> Document:
    name = one.element.id
    asked = any(criterion.told.asked for criterion in _of(one, computed))
    findings = [
        one.differs,
        "gap" if any(gap.element == name and gap.criterion is None for gap in computed.gaps) else None,
        "too_few_answers" if asked and one.say is None else None,
        "not_enough_on_record" if one.records is None else None,
        "adapted" if any(criterion.criterion.adapted for criterion in _of(one, computed)) else None,
        "fairness_not_answered" if one.word.fairness_not_answered else None,
    ]
    return {
        "id": name,
        "say": _element_say(one.say),
        "residents": _element_mark(one.residents),
        "other": _element_mark(one.other),
        "show": {
            "mean": printed(one.records),
            "with_level": one.with_record_level,
            "criteria": len(one.element.criteria),
        },
        "difference": printed(one.difference),
        "word": one.word.level,
        "weakest": computed.stands_out.weakest == name,
        "strongest": computed.stands_out.strongest == name,
        "findings": [finding for finding in findings if finding],
    }


def _of(one: ElementResult, computed: Computed) -> list[CriterionResult]:
    return [criterion for criterion in computed.criteria if criterion.criterion.element == one.element.id]


def _element_say(say: ElementSay | None) -> Document:
    return {
        "estimate": printed(say.estimate) if say else None,
        "bound": say.bound if say else None,
        "low": printed(say.low) if say else None,
        "high": printed(say.high) if say else None,
    }


def _element_mark(say: ElementSay | None) -> Document:
    return {"estimate": printed(say.estimate) if say else None, "bound": say.bound if say else None}


def _criterion(one: CriterionResult, computed: Computed) -> Document:
    told, name = one.told, one.criterion.id
    findings = [
        one.differs,
        "gap" if any(gap.criterion == name for gap in computed.gaps) else None,
        "blind_spot" if told.blind_spot else None,
        "too_few_answers" if told.asked and told.say is None else None,
        "not_enough_on_record" if one.show.level is None else None,
        "two_camps" if told.agreement and told.agreement[0] == "two_camps" else None,
        "adapted" if one.criterion.adapted else None,
    ]
    return {
        "id": name,
        "element": one.criterion.element,
        "wording": computed.inputs.framework.wordings[name],
        "asked": told.asked,
        "say": _say(told),
        "residents": _apart(told.residents),
        "other": _apart(told.other),
        "agreed": _agreed(told.agreed),
        "show": _show(one.show),
        "evidence": {
            "grade": one.evidence.grade,
            "dated_on": one.evidence.dated_on.isoformat() if one.evidence.dated_on else None,
            "items": one.evidence.items,
        },
        "standing": one.standing,
        "difference": printed(one.difference),
        "findings": [finding for finding in findings if finding],
        "on_record": [{"organisation": who, "level": level} for who, level in one.on_record],
    }


def _say(told: CriterionSay) -> Document:
    say = told.say
    return {
        **_mark(say),
        "standard_error": printed(say.standard_error, 4) if say else None,
        "level": say.level if say else None,
        "source": say.source if say else None,
        "dont_know_share": printed(told.dont_know_share),
        "agreement": {"key": told.agreement[0], "rough": told.agreement[1]} if told.agreement else None,
        "cells": [_cell(cell, mark) for cell, mark in zip(told.cells, told.marks, strict=True)],
    }


def _cell(cell: Cell, mark: Mark) -> Document:
    return {
        "kinds": list(cell.kinds),
        "rule": cell.rule,
        **_mark(mark),
        "counts": list(cell.count.levels) if cell.answered >= SPREAD_FROM else None,
        "answered": cell.answered,
        "asked": cell.asked,
    }


def _mark(mark: Mark | Say | None) -> Document:
    return {
        "estimate": printed(mark.value) if mark else None,
        "bound": mark.bound if mark else None,
        "low": printed(mark.low) if mark else None,
        "high": printed(mark.high) if mark else None,
    }


def _apart(apart: Apart | None) -> Document:
    return {**_mark(apart.mark if apart else None), "answered": apart.answered if apart else None}


def _agreed(agreed: Agreed | None) -> Document | None:
    """A meeting's level. Its note leaves once cleared, and never where one kind alone was in the room."""
    if agreed is None:
        return None
    return {
        "level": agreed.level,
        "note": agreed.note if agreed.cleared and len(agreed.kinds_in_room) > 1 else None,
        "agreed_on": agreed.agreed_on.isoformat() if agreed.agreed_on else None,
        "kinds_in_room": list(agreed.kinds_in_room),
        "disagreed": agreed.disagreed,
    }


def _show(show: Show) -> Document:
    return {
        "level": show.level,
        "coverage": printed(show.coverage, 2),
        "blocked_by": show.blocked_by,
        "readings": [
            {
                "id": one.id,
                "value": _value(one.value),
                "records": one.records,
                "records_needed": one.records_needed,
                "level": one.level,
                "holds": one.holds,
            }
            for one in show.readings
        ],
    }


def _value(value: Value | None) -> float | bool | None:
    return value if isinstance(value, bool) else printed(value, 4)


def _gap(gap: Gap) -> Document:
    return {
        "element": gap.element,
        "criterion": gap.criterion,
        "kind": gap.kind,
        "difference": printed(gap.difference),
        "at_least": gap.at_least,
        "p_adjusted": printed(gap.p_adjusted, 4),
    }


def _change(change: Change) -> Document:
    figures: dict[str, Fraction | None] = {
        "before": change.before,
        "after": change.after,
        "difference": change.difference,
        "low": change.low,
        "high": change.high,
    }
    return {
        "criterion": change.criterion,
        **{name: printed(figure) for name, figure in figures.items()},
        "verdict": change.verdict,
        "why": change.why,
    }


def _priorities(found: Priorities) -> Document:
    return {
        "state": found.state,
        "rankers": found.rankers,
        "items": [{"item": one.item, "share": printed(one.share)} for one in found.items],
        "agreement": found.agreement,
    }


def _comments(computed: Computed) -> list[Document]:
    """What people wrote, where a person has cleared it: never with a kind (rule 8)."""
    cleared = sorted(
        {(one.criterion or "", one.text) for one in computed.inputs.comments or () if one.cleared}
    )
    return [{"criterion": criterion or None, "text": text} for criterion, text in cleared]


def _inputs(computed: Computed) -> list[Document]:
    tables = {name: getattr(computed.inputs, name) for name in COUNTED_TABLES}
    return [
        {
            "table": name,
            "rows": len(table),
            "noted": [{"key": one.key, "count": one.count} for one in computed.noticed if one.table == name],
        }
        for name, table in tables.items()
        if table is not None
    ]
