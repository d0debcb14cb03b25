"""What was paid in all: by round, by what it was for, and by currency. Currencies are never added up."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment: for which round (None: for none), what for, how much, for how many minutes (None: not said)."""

    round: int | None
    what_for: str
    amount: Decimal
    currency: str
    minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """What was paid for one thing in one currency. ``minutes`` are those that were said."""

    round: int | None
    what_for: str
    currency: str
    count: int
    amount: Decimal
    minutes: int


def totals(paid: Iterable[Paid]) -> list[Total]:
    """Totals for each round, purpose and currency: the latest round first, what was for none last.

    What it was for is one and the same however it is capitalised, and is written as it was first.
    """
    found: dict[tuple[int | None, str, str], Total] = {}
    for one in paid:
        key = (one.round, one.what_for.casefold(), one.currency)
        before = found.get(key) or Total(one.round, one.what_for, one.currency, 0, Decimal(0), 0)
        found[key] = Total(
            one.round,
            before.what_for,
            one.currency,
            before.count + 1,
            before.amount + one.amount,
            before.minutes + (one.minutes or 0),
        )
    return sorted(
        found.values(), key=lambda each: (-(each.round or 0), each.what_for.casefold(), each.currency)
    )


def in_all(of: Iterable[Total]) -> list[Total]:
    """The totals of each currency over everything."""
    found: dict[str, Total] = {}
    for each in of:
        before = found.get(each.currency) or Total(None, "", each.currency, 0, Decimal(0), 0)
        found[each.currency] = Total(
            None,
            "",
            each.currency,
            before.count + each.count,
            before.amount + each.amount,
            before.minutes + each.minutes,
        )
    return [found[currency] for currency in sorted(found)]
