"""Whether a record is recent enough to count (METHOD 1, section 1)."""

from datetime import date
from typing import Literal

Freshness = Literal["fresh", "stale", "future", "undated"]


def year_before(as_of: date) -> date:
    """``as_of`` minus 12 calendar months; 29 February becomes 28 February, and the calendar begins in year 1."""
    if as_of.year == date.min.year:
        return date.min
    if (as_of.month, as_of.day) == (2, 29):
        return date(as_of.year - 1, 2, 28)
    return as_of.replace(year=as_of.year - 1)


def freshness(dated: date | None, as_of: date) -> Freshness:
    """*Fresh* from 12 calendar months before ``as_of`` up to and including ``as_of``."""
    if dated is None:
        return "undated"
    if dated > as_of:
        return "future"
    return "fresh" if dated >= year_before(as_of) else "stale"


def is_fresh(dated: date | None, as_of: date) -> bool:
    """True if the record counts."""
    return freshness(dated, as_of) == "fresh"
