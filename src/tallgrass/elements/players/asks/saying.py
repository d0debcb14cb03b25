"""In words, why somebody is not asked."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tallgrass.elements.players.asks.asked import Verdict
from tallgrass.elements.players.asks.method.budget import Found, Over
from tallgrass.elements.players.asks.queries import day_of_asking
from tallgrass.foundation.days import spelled
from tallgrass.foundation.languages import words


def sentence(verdict: Verdict, language: str) -> str:
    """Why somebody would be asked too often, and from when on they may be: *This would be Bea's third this month. You
    can ask from 12 December 2026 on.* Blank where they may be asked.
    """
    found = verdict.found
    if found.over is None:
        return ""
    said = words(language, "asks")["budget"]
    who = verdict.asked.called or str(said["somebody"])
    told = [_too_often(found, who, said, language)]
    if found.may_again is not None:
        told.append(str(said["may_again"]).format(day=spelled(found.may_again, language)))
    return " ".join(told)


def _too_often(found: Found, who: str, said: Mapping[str, Any], language: str) -> str:
    if found.over is Over.YEAR:
        return str(said["year"]).format(who=who, nth=_nth(found.rounds_this_year + 1, said))
    nth, first = _nth(found.this_month + 1, said), found.first_of_month
    if first is None or _of_this_month(first):
        return str(said["month"]).format(who=who, nth=nth)
    return str(said["within_a_month"]).format(who=who, nth=nth, day=spelled(first, language))


def _of_this_month(day: date) -> bool:
    today = day_of_asking()
    return (day.year, day.month) == (today.year, today.month)


def _nth(number: int, said: Mapping[str, Any]) -> str:
    names = said["ordinals"]
    return str(names[number - 1] if number <= len(names) else said["ordinal_other"].format(number=number))
