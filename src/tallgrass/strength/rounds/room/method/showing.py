"""What a room is shown of a question: one cell, as METHOD 1 prints it, or the reason why nothing is shown.

What was typed in is known to whoever typed it, and raised cards to everybody who looked. So where both cards and phones
answered, those who answered by phone must be enough by themselves: what a page shows, less what is known, is what they
said (METHOD 1, section 3).
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, Literal

from tallgrass.foundation.numbers import rounded
from tallgrass.strength.rounds.method.cells import SMALLEST_K, SPREAD_FROM, Cell, pooled
from tallgrass.strength.rounds.method.records import Count
from tallgrass.strength.rounds.method.results import BLIND_SPOT_ABOVE
from tallgrass.strength.rounds.method.say import Bound, dont_know, mark

DONT_KNOW: Final = "d"
#: Why a question is not closed: too few chose a level, or too few of them by phone beside cards that others saw.
Refusal = Literal["too_few", "few_phones"]


@dataclass(frozen=True, slots=True)
class Shown:
    """What is printed of the whole room, and nothing beyond it. ``counts`` is None for 5 to 9 answers."""

    answered: int
    people: int | None
    value: Decimal
    bound: Bound | None
    low: Decimal | None
    high: Decimal | None
    counts: tuple[int, ...] | None
    dont_know_share: Decimal | None
    many_dont_know: bool


def count_of(signs: Iterable[str]) -> Count:
    """Single answers, ``0`` to ``4`` or ``d``, as counts."""
    found = Counter(signs)
    a, b, c, d, e = (found[str(level)] for level in range(5))
    return Count((a, b, c, d, e), found[DONT_KNOW])


def typed_count(counts: Sequence[int]) -> Count:
    """What was typed in, levels 0 to 4 and then *I don't know*, as counts; nothing typed is nobody."""
    a, b, c, d, e, unknown = (*counts, *(0,) * 6)[:6]
    return Count((a, b, c, d, e), unknown)


def everybody(count: Count) -> int:
    """How many answered, those who don't know included."""
    return count.answered + count.dont_know


def enough_phones(k: int) -> int:
    """How many must choose a level by phone before it is shown beside numbers that were typed in."""
    return max(k, SPREAD_FROM)


def refusal(phones: Count, typed: Count, k: int) -> Refusal | None:
    """Why nothing may be shown; None where it may. A ``k`` under 5 raises ValueError."""
    if k < SMALLEST_K:
        raise ValueError(f"the smallest group shown must be {SMALLEST_K} or more, not {k}")
    if everybody(phones) and everybody(typed) and phones.answered < enough_phones(k):
        return "few_phones"  # first: else trying with typed numbers would count the phones
    return "too_few" if phones.answered + typed.answered < k else None


def shown(phones: Count, typed: Count, people: int | None) -> Shown:
    """What the room sees, where ``refusal`` found nothing against it.

    ``people`` is how many are in the room, N of METHOD 1; fewer than answered: N is not known.
    """
    count = pooled([phones, typed])
    known = people if people is not None and people >= everybody(count) else None
    cell = Cell(("room",), "merged", count, known)
    printed, unknown = mark(cell), dont_know((cell,)) or Fraction(0)
    spread = count.answered >= SPREAD_FROM
    return Shown(
        answered=count.answered,
        people=known,
        value=_tenths(printed.value),
        bound=printed.bound,
        low=_tenths(printed.low) if printed.low is not None else None,
        high=_tenths(printed.high) if printed.high is not None else None,
        counts=count.levels if spread else None,
        dont_know_share=_tenths(rounded(unknown)) if spread else None,
        many_dont_know=unknown > BLIND_SPOT_ABOVE and count.dont_know >= SMALLEST_K,
    )


def in_steps(answered: int, k: int) -> int:
    """How many are said to have answered while a question is open: a number that moves by ``k`` at a time."""
    return answered // k * k


def _tenths(value: Fraction) -> Decimal:
    return Decimal(int(value * 10)) / 10
