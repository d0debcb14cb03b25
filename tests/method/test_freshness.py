"""Which records are recent enough to count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.freshness import freshness, is_fresh, year_before
from tests.method.by_hand import vectors


@pytest.mark.parametrize(("as_of", "dated", "expected"), vectors("freshness")["vectors"])
def test_twelve_calendar_months(as_of: str, dated: str | None, expected: str) -> None:
    on = date.fromisoformat(dated) if dated else None
    assert freshness(on, date.fromisoformat(as_of)) == expected
    assert is_fresh(on, date.fromisoformat(as_of)) is (expected == "fresh")


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 1, 1)))
def test_a_year_before_is_365_or_366_days(as_of: date) -> None:
    assert timedelta(365) <= as_of - year_before(as_of) <= timedelta(366)
    assert freshness(year_before(as_of), as_of) == "fresh"
    assert freshness(year_before(as_of) - timedelta(1), as_of) == "stale"
    assert freshness(as_of + timedelta(1), as_of) == "future"
