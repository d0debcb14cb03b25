"""Secrets that are handed out once."""

from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.tokens import digest_of, new_secret


def test_a_secret_is_found_by_its_digest_and_no_two_are_alike() -> None:
    made = [new_secret("tg_") for _ in range(100)]
    assert len({one.text for one in made}) == 100
    assert all(one.text.startswith("tg_") and digest_of(one.text) == one.digest for one in made)
    assert all(one.text not in one.digest and len(one.text) >= 43 for one in made)


@given(st.text())
def test_any_text_has_a_digest(text: str) -> None:
    assert len(digest_of(text)) == 64
