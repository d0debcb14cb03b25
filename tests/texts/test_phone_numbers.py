"""A number is read as people of the place write it, and refused with the reason where it cannot be texted."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.texts.method.phone_numbers import COUNTRIES, NotANumber, ending, normalised, shown


@pytest.mark.parametrize(
    ("typed", "country", "number"),
    [
        ("(314) 555-0123", "US", "+13145550123"), ("314.555.0123", "US", "+13145550123"),
        ("1-314-555-0123", "US", "+13145550123"), ("+1 314 555 0123", "US", "+13145550123"),
        ("3145550123", "US", "+13145550123"), (" 314 555–0123 ", "US", "+13145550123"),
        ("３１４５５５０１２３", "US", "+13145550123"), ("001 314 555 0123", "US", "+13145550123"),
        ("Tel: 314-555-0123", "US", "+13145550123"), ("787-555-0123", "PR", "+17875550123"),
        ("787-555-0123", "US", "+17875550123"), ("416 555 0123", "US", "+14165550123"),
        ("809 555 0123", "DO", "+18095550123"), ("55 1234 5678", "MX", "+525512345678"),
        ("+52 55 1234 5678", "MX", "+525512345678"), ("020 7946 0018", "GB", "+442079460018"),
        ("+44 (0)20 7946 0018", "GB", "+442079460018"), ("612 34 56 78", "ES", "+34612345678"),
        ("+233 24 123 4567", "GH", "+233241234567"),
    ],
)  # fmt: skip
def test_a_number_as_people_write_it(typed: str, country: str, number: str) -> None:
    assert normalised(typed, country) == number


@pytest.mark.parametrize(
    ("typed", "country", "why"),
    [
        ("", "US", "empty"), ("   ", "US", "empty"), ("555-0123", "US", "too_short"), ("31455501234", "US", "too_long"),
        ("1-800-FLOWERS", "US", "letters"), ("rosa@example.org", "US", "letters"),
        ("314-555-0123 x12", "US", "extension"),
        ("314-555-0123 ext. 4", "US", "extension"), ("114 555 0123", "US", "not_in_use"),
        ("314 055 0123", "US", "not_in_use"), ("911", "US", "too_short"), ("900 555 0123", "US", "paid"),
        ("876 555 0123", "US", "abroad"), ("+1 876 555 0123", "US", "abroad"), ("+44 20 7946 0018", "US", "abroad"),
        ("314 555 0123", "DO", "abroad"), ("+1 314 555 0123", "MX", "abroad"), ("024 123 4567", "GH", "country"),
        ("9" * 60, "US", "too_long"),
        ("+", "US", "letters"), ("+1", "GH", "too_short"), ("٣١٤٥٥٥٠١٢٣", "US", "letters"),
    ],
)  # fmt: skip
def test_what_cannot_be_texted_says_why(typed: str, country: str, why: str) -> None:
    with pytest.raises(NotANumber) as refused:
        normalised(typed, country)
    assert refused.value.code == why


@given(st.text(max_size=60), st.sampled_from([*COUNTRIES, "GH", ""]))
def test_any_text_is_a_number_or_refused(typed: str, country: str) -> None:
    try:
        number = normalised(typed, country)
    except NotANumber:
        return
    assert re.fullmatch(r"\+[0-9]{8,15}", number)
    assert normalised(number, country) == number


def test_a_number_is_shown_as_it_is_read_aloud() -> None:
    assert shown("+13145550123") == "(314) 555-0123"
    assert shown("+525512345678") == "+525512345678"
    assert ending("+13145550123") == "0123"
