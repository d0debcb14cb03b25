"""The readings that a round gives, from what is printed of it (pure: results in, readings out)."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.foundation.readings import Measured
from tallgrass.strength.rounds.method.results import RoundResults


def round_readings(results: RoundResults, as_of: date) -> tuple[Measured, ...]:
    """Who was heard, and where residents and community groups both have a mark, the lower of their levels.

    Nothing at all while nobody has been asked.
    """
    return tuple(_readings(results, as_of)) if results.anybody_asked else ()


def _readings(results: RoundResults, as_of: date) -> Iterator[Measured]:
    heard = sum(results.state(kind).state == "counted" for kind in SIX_KINDS)
    yield Measured("rounds.kinds_heard", Fraction(heard), len(SIX_KINDS), 1, as_of)
    residents = results.state("resident")
    if residents.state in ("counted", "none_yet"):
        answered = residents.answered or 0
        yield Measured("rounds.residents_answered", Fraction(answered), max(answered, 1), 1, as_of)
    for criterion, told in results.criteria.items():
        marks = [mark for kind in ("resident", "community") if (mark := told.mark_of(kind))]
        if len(marks) == 2:
            lower = Fraction(min(mark.level for mark in marks))
            yield Measured(f"rounds.lowest_mark.{criterion}", lower, len(marks), 1, as_of)
