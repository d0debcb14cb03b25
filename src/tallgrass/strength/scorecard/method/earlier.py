"""Is a document an earlier scorecard that change can be read from? It is a file of anybody's: nothing is trusted."""

import math
from collections.abc import Mapping
from datetime import date
from typing import Any

#: Levels, and differences of them, stay within the scale.
HIGHEST = 4


def can_be_compared(document: Mapping[str, Any]) -> bool:
    """True if every field that change reads is there and of its kind."""
    place, criteria = document.get("place"), document.get("criteria")
    return (
        isinstance(document.get("method"), str)
        and isinstance(place, Mapping)
        and isinstance(place.get("name"), str)
        and made_on(document) is not None
        and isinstance(criteria, list)
        and all(_is_criterion(one) for one in criteria)
    )


def made_on(document: Mapping[str, Any]) -> date | None:
    """The day a scorecard speaks of, None where it does not say."""
    try:
        return date.fromisoformat(document["as_of"])
    except (KeyError, TypeError, ValueError):
        return None


def _is_criterion(one: object) -> bool:
    if not isinstance(one, Mapping):
        return False
    say = one.get("say")
    return (
        isinstance(one.get("id"), str)
        and isinstance(one.get("wording"), str)
        and isinstance(say, Mapping)
        and _is_say(say)
    )


def _is_say(say: Mapping[str, Any]) -> bool:
    estimate, error, source, cells = (
        say.get(key) for key in ("estimate", "standard_error", "source", "cells")
    )
    if estimate is None:
        return True
    return (
        _is_level(estimate)
        and (_is_level(error) or (error is None and source == "agreed"))
        and source in ("answers", "agreed")
        and say.get("bound") in (None, "at_most", "at_least")
        and isinstance(cells, list)
        and all(_is_cell(cell) for cell in cells)
    )


def _is_cell(cell: object) -> bool:
    kinds = cell.get("kinds") if isinstance(cell, Mapping) else None
    return isinstance(kinds, list) and all(isinstance(kind, str) for kind in kinds)


def _is_level(value: object) -> bool:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return number and math.isfinite(value) and 0 <= value <= HIGHEST  # type: ignore[arg-type, operator]
