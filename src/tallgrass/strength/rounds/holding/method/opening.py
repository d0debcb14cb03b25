"""What a round must say before anybody is asked. Pure: the day comes from outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tallgrass.strength.rounds.method.promise import CONFIDENTIAL


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a draft says so far. ``kinds`` are the types of people who are asked."""

    mode: str
    kinds: Sequence[str] = ()
    languages: Sequence[str] = ()
    asked_by: str = ""
    closes_on: date | None = None
    result_by: date | None = None
    codes_until: date | None = None


def lacking(draft: Prepared, today: date) -> tuple[str, ...]:
    """What keeps a round from being opened, as keys of sentences, in the order of the page; empty: nothing does.

    Without the day by which everybody hears the result no round opens; that day comes after the last day to answer,
    and codes are deleted after it too, so that nobody loses answers that are still to be counted.
    """
    found = []
    if not draft.kinds:
        found.append("nobody_asked")
    if not draft.languages:
        found.append("no_language")
    if not draft.asked_by.strip():
        found.append("no_asker")
    return (*found, *_days(draft, today))


def _days(draft: Prepared, today: date) -> tuple[str, ...]:
    last = draft.closes_on
    found = []
    if last is None:
        found.append("no_last_day")
    elif last < today:
        found.append("last_day_is_over")
    if draft.result_by is None:
        found.append("no_result_day")
    elif draft.result_by < today or (last is not None and draft.result_by <= last):
        found.append("result_before_close")
    if draft.mode == CONFIDENTIAL:
        found += _codes(draft, today)
    return tuple(found)


def _codes(draft: Prepared, today: date) -> list[str]:
    if draft.codes_until is None:
        return ["no_codes_day"]
    too_early = draft.codes_until <= today or (
        draft.closes_on is not None and draft.codes_until <= draft.closes_on
    )
    return ["codes_before_close"] if too_early else []
