"""What a text to many people costs, said before it is sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal
from typing import Final

from tallgrass.foundation.texts.method.parts import Length, length_of

_CENT: Final = Decimal("0.01")
#: What stands before an amount in the languages that this program speaks; other currencies stand behind it by code.
_SIGN: Final = {"USD": "$"}


@dataclass(frozen=True, slots=True)
class Cost:
    """Texts of certain lengths to certain numbers of people, at a price a part (none: not known)."""

    people: int
    parts: int
    price: Decimal | None
    currency: str

    @property
    def amount(self) -> Decimal | None:
        """What it all costs, rounded up to a cent; None where nobody has said what a part costs."""
        return None if self.price is None else (self.parts * self.price).quantize(_CENT, ROUND_UP)


def cost_of(texts: Sequence[tuple[str, int]], *, price: Decimal | None, currency: str) -> Cost:
    """The cost of each text to so many people. ``price`` is for one part; ``currency`` an ISO 4217 code."""
    return Cost(
        people=sum(people for _, people in texts),
        parts=sum(length_of(text).parts * people for text, people in texts),
        price=price,
        currency=currency,
    )


def cost_of_lengths(lengths: Sequence[Length], *, price: Decimal | None, currency: str) -> Cost:
    """The cost of texts that differ from person to person: one length for each."""
    return Cost(len(lengths), sum(one.parts for one in lengths), price, currency)


def money(amount: Decimal, currency: str) -> str:
    """An amount as people write it in the United States and in Mexico: $1,204.50, or 12.30 EUR.

    A price of less than a cent keeps its digits: $0.0079.
    """
    digits = amount if amount == amount.quantize(_CENT) else amount.normalize()
    text = f"{digits.quantize(_CENT) if digits == amount.quantize(_CENT) else digits:,f}"
    sign = _SIGN.get(currency)
    return f"{sign}{text}" if sign else f"{text} {currency}"
