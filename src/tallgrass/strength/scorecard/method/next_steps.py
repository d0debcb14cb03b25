"""What to do next, in the order that would help most (METHOD 1, section 8)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from tallgrass.strength.rounds.method.asked import Participation

StepKey = Literal["ask_residents", "ask_community", "raise", "find_out"]
StepWhy = Literal[
    "not_heard",
    "fewer_than_k",
    "gap_resident",
    "gap_community",
    "low_standing",
    "fairness",
    "records_below_people",
    "no_standing",
]
TOP_LEVEL = 4
ASK: tuple[tuple[str, StepKey], ...] = (("resident", "ask_residents"), ("community", "ask_community"))


@dataclass(frozen=True, slots=True)
class StandsAt:
    """What the order of next steps needs to know of a criterion. ``gap_of`` lists the kinds with a clear gap."""

    criterion: str
    standing: int | None
    equity: bool
    gap_of: frozenset[str]
    records_below_people: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One next step: its words are in the framework, for the level it starts from."""

    key: StepKey
    criterion: str | None
    start: int | None
    end: int | None
    why: StepWhy


def next_steps(participation: Sequence[Participation], criteria: Iterable[StandsAt]) -> tuple[Step, ...]:
    """All next steps: who must be asked, then what can rise, then what nobody knows yet."""
    steps = [
        Step(key, None, None, None, "fewer_than_k" if heard.state == "fewer_than_k" else "not_heard")
        for kind, key in ASK
        for heard in participation
        if heard.kind == kind and heard.state != "counted"
    ]
    ordered = sorted(criteria, key=_urgency)
    steps += [
        Step("raise", one.criterion, one.standing, one.standing + 1, _why(one))
        for one in ordered
        if one.standing is not None and one.standing < TOP_LEVEL
    ]
    steps += [
        Step("find_out", one.criterion, None, None, "no_standing") for one in ordered if one.standing is None
    ]
    return tuple(steps)


def _heard_apart(one: StandsAt) -> frozenset[str]:
    return one.gap_of & {"resident", "community"}


def _urgency(one: StandsAt) -> tuple[bool, int, bool, bool, str]:
    return (
        not _heard_apart(one),
        TOP_LEVEL if one.standing is None else one.standing,
        not one.equity,
        not one.records_below_people,
        one.criterion,
    )


def _why(one: StandsAt) -> StepWhy:
    apart = _heard_apart(one)
    if "resident" in apart:
        return "gap_resident"
    if apart:
        return "gap_community"
    if one.equity:
        return "fairness"
    return "records_below_people" if one.records_below_people else "low_standing"
