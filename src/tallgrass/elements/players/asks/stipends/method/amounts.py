"""Amounts of money and hours as people write them, and as they are printed."""

import re
from decimal import Decimal
from typing import Final

_GROUPED: Final = re.compile(
    r"[0-9]{1,3}(?:(?P<between>[ ,.'’\u00a0\u202f])[0-9]{3})(?:(?P=between)[0-9]{3})*"
)
_WRITTEN: Final = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<part>[0-9]{1,2}))?")


def read_amount(text: str) -> Decimal | None:
    """An amount as people write it: 25, 25.50, 25,50, 1,250.00 or $1 250; None for what is none.

    >>> [str(read_amount(text)) for text in ("$25", "25,5", "1,250.00", "1.250", "12,345,678", "x", "1,25,0")]
    ['25', '25.5', '1250.00', '1250', '12345678', 'None', 'None']
    """
    bare = text.strip().lstrip("$€£").strip()
    grouped = _GROUPED.match(bare)
    if grouped and (rest := bare[grouped.end() :])[:1] not in set("0123456789"):
        whole = re.sub("[^0-9]", "", grouped.group())
        bare = whole + rest
    found = _WRITTEN.fullmatch(bare)
    return (
        None
        if found is None
        else Decimal(f"{found['whole']}.{found['part']}" if found["part"] else found["whole"])
    )


def written_amount(amount: Decimal, currency: str) -> str:
    """An amount as it is printed: ``1,250.00 USD``; nothing behind the point is dropped."""
    return f"{amount:,.2f} {currency}"


def written_hours(minutes: int) -> str:
    """Minutes as hours, to two places at most.

    >>> [written_hours(minutes) for minutes in (90, 60, 20)]
    ['1.5', '1', '0.33']
    """
    return f"{minutes / 60:.2f}".rstrip("0").rstrip(".")
