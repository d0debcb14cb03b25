"""A text is counted in the parts that a gateway is paid for, and its cost is said before it is sent."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.texts.method.cost import cost_of, money
from tallgrass.foundation.texts.method.parts import BASIC, EXTENSION, ROOM, length_of, outside
from tallgrass.foundation.texts.method.plainer import plainer

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "texts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "times", "coding", "units", "parts"), VECTORS["parts"]["vectors"])
def test_a_text_takes_so_many_parts(text: str, times: int, coding: str, units: int, parts: int) -> None:
    assert length_of(text * times) == (coding, units, parts)


def test_the_alphabet_is_whole() -> None:
    assert len(BASIC) == 127
    assert len(EXTENSION) == 10
    assert {"ñ", "é", "ü", "¿", "¡"} <= BASIC
    assert not BASIC & set("áíóúÁÍÓÚ“”’–…")


@given(st.text())
def test_parts_hold_the_whole_text_and_no_more_than_is_needed(text: str) -> None:
    coding, units, parts = length_of(text)
    alone, of_several = ROOM[coding]
    assert (parts <= 1) == (units <= alone)
    if parts > 1:  # at most one unit of each part stays empty, where a character would be cut in two
        assert (parts - 1) * (of_several - 1) < units <= parts * of_several


def test_what_makes_a_text_dear_is_named() -> None:
    assert outside("“Sí”, dijo: está bien") == ("“", "í", "”", "á")
    assert outside("¿Mañana, señor?") == ()


def test_plainer_signs_make_a_text_cheaper_and_touch_no_letter() -> None:
    text = "“It’s time” – today… ok"
    assert plainer(text) == '"It\'s time" - today... ok'
    assert length_of(plainer(text)).coding == "GSM-7"
    assert plainer("¿Está José aquí? ¡Sí!") == "¿Está José aquí? ¡Sí!"


def test_cost_counts_each_language_by_its_own_parts() -> None:
    cost = cost_of([("a" * 161, 100), ("á" * 71, 34)], price=Decimal("0.0112"), currency="USD")
    assert (cost.people, cost.parts) == (134, 268)
    assert cost.amount == Decimal("3.01")  # 3.0016, rounded up


def test_without_a_price_nothing_is_claimed() -> None:
    assert cost_of([("Hello", 3)], price=None, currency="USD").amount is None


def test_money_reads_as_people_write_it() -> None:
    assert money(Decimal("1204.5"), "USD") == "$1,204.50"
    assert money(Decimal("0.0079"), "USD") == "$0.0079"
    assert money(Decimal("0.010"), "USD") == "$0.01"
    assert money(Decimal("12.3"), "EUR") == "12.30 EUR"
    assert money(Decimal("0"), "USD") == "$0.00"
