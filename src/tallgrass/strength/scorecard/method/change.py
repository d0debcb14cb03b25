"""What changed since an earlier scorecard, from the printed figures of both (METHOD 1, section 7)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from tallgrass.foundation.numbers import Z95, rounded, two_sided_p
from tallgrass.strength.scorecard.method.many_tests import benjamini_hochberg

CHANGE_P = 0.10

Verdict = Literal["up", "down", "no_clear_change", "not_comparable"]
Why = Literal["method", "place", "wording", "cells", "source", "no_mark"]


@dataclass(frozen=True, slots=True)
class Change:
    """One criterion, before and after. ``why`` says what stands in the way of comparing."""

    criterion: str
    before: Fraction | None
    after: Fraction | None
    difference: Fraction | None
    low: Fraction | None
    high: Fraction | None
    verdict: Verdict
    why: Why | None = None


def find_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Change of every criterion of ``after``, both given as scorecard documents."""
    former = {one["id"]: one for one in before["criteria"]}
    for_all: Why | None = None
    if before["method"] != after["method"]:
        for_all = "method"
    elif before["place"]["name"] != after["place"]["name"]:
        for_all = "place"
    pairs = [(former.get(one["id"]), one) for one in after["criteria"]]
    reasons = [for_all or _why_not(old, new) for old, new in pairs]
    tested = [place for place, reason in enumerate(reasons) if reason is None]
    adjusted = dict(zip(tested, benjamini_hochberg([_p(*pairs[place]) for place in tested]), strict=True))
    return tuple(
        _change(old, new, adjusted[place]) if place in adjusted else _apart(old, new, reasons[place])
        for place, (old, new) in enumerate(pairs)
    )


def _number(value: float | int | None) -> Fraction | None:
    """A printed figure as the decimal that it is."""
    return None if value is None else Fraction(str(value))


def _why_not(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> Why | None:
    if old is None or old["say"]["estimate"] is None or new["say"]["estimate"] is None:
        return "no_mark"
    if old["wording"] != new["wording"]:
        return "wording"
    if "agreed" in (old["say"]["source"], new["say"]["source"]):
        return "source"
    return None if _kinds(old) == _kinds(new) else "cells"


def _kinds(criterion: Mapping[str, Any]) -> set[frozenset[str]]:
    return {frozenset(cell["kinds"]) for cell in criterion["say"]["cells"]}


def _step(old: Any, new: Any) -> tuple[Fraction, float]:
    """The difference of S and its standard error."""
    difference = Fraction(str(new["say"]["estimate"])) - Fraction(str(old["say"]["estimate"]))
    errors: Sequence[float] = [one["say"]["standard_error"] for one in (old, new)]
    return difference, (errors[0] ** 2 + errors[1] ** 2) ** 0.5


def _p(old: Any, new: Any) -> float:
    return two_sided_p(*_step(old, new))


def _apart(old: Mapping[str, Any] | None, new: Mapping[str, Any], why: Why | None) -> Change:
    before = _number(old["say"]["estimate"]) if old else None
    return Change(new["id"], before, _number(new["say"]["estimate"]), None, None, None, "not_comparable", why)


def _change(old: Any, new: Any, adjusted: float) -> Change:
    before, after = _number(old["say"]["estimate"]), _number(new["say"]["estimate"])
    ends = old["say"]["bound"], new["say"]["bound"]
    if ends[0] is not None and ends[0] == ends[1]:
        return Change(new["id"], before, after, None, None, None, "no_clear_change")
    difference, error = _step(old, new)
    reach = Fraction(Z95 * error)
    # The true change can only be further up (or down) than the figure where an end is open on that side.
    opens_up = ends[1] == "at_least" or ends[0] == "at_most"
    opens_down = ends[1] == "at_most" or ends[0] == "at_least"
    held = (opens_up and difference <= 0) or (opens_down and difference >= 0)
    clear = adjusted <= CHANGE_P and not held
    return Change(
        criterion=new["id"],
        before=before,
        after=after,
        difference=rounded(difference),
        low=None if opens_down else rounded(difference - reach),
        high=None if opens_up else rounded(difference + reach),
        verdict=("up" if difference > 0 else "down") if clear else "no_clear_change",
    )
