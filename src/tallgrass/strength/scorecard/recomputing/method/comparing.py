"""What two scorecards of one day have in common: all, what people told us, or less."""

from collections.abc import Mapping
from typing import Any, Final, Literal

Likeness = Literal["same", "records_changed", "differs"]

#: What of a scorecard (METHOD 1, section 9) follows from answers alone; the rest follows from records as well.
_TOLD: Final = ("k", "participation", "priorities", "not_heard", "not_asked")
_TOLD_OF_A_CRITERION: Final = ("id", "asked", "say", "residents", "other")


def likeness(before: Mapping[str, Any], after: Mapping[str, Any]) -> Likeness:
    """How a scorecard as it was kept is like one that was computed anew.

    ``records_changed``: what people told us is the same to the last digit, and something on record is not, as records
    go on changing. ``differs``: what people told us is not the same.
    """
    if before == after:
        return "same"
    return "records_changed" if told_in(before) == told_in(after) else "differs"


def told_in(document: Mapping[str, Any]) -> dict[str, Any]:
    """What of a scorecard follows from what people answered, and from nothing else."""
    criteria = [{name: one[name] for name in _TOLD_OF_A_CRITERION} for one in document["criteria"]]
    return {**{name: document[name] for name in _TOLD}, "criteria": criteria}
