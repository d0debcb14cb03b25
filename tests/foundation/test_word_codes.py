"""Codes of four words: fit for paper, and forgiving to whoever types them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation import word_codes
from tallgrass.foundation.tokens import digest_of
from tallgrass.foundation.word_codes import UNFIT, how_many, new_code, read_code

CODES = [new_code(language) for language in ("en", "es") for _ in range(50)]


def bare(text: str) -> str:
    return "".join(
        letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter)
    )


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_code_is_found_again_by_its_digest(language: str) -> None:
    code = new_code(language)
    assert read_code(code.text) == code.digest
    assert len(code.text.split("-")) == 4


@given(
    code=st.sampled_from(CODES),
    between=st.lists(st.sampled_from([" ", "-", "  ", " - ", "–", ".", ", ", "\n"]), min_size=3, max_size=3),
    shape=st.sampled_from([str, str.upper, str.title, bare]),
    around=st.sampled_from(["", " ", "\t", "."]),
)
def test_case_accents_spaces_and_hyphens_make_no_difference(
    code: word_codes.Secret, between: list[str], shape: object, around: str
) -> None:
    one, *others = code.text.split("-")
    typed = one + "".join(gap + word for gap, word in zip(between, others, strict=True))
    assert read_code(around + shape(typed) + around) == code.digest  # type: ignore[operator]


@pytest.mark.parametrize(
    "typed",
    ["", "lemon", "lemon river cabin", "lemon river cabin eagle zoo", "lemon river cabin qwert", "a" * 999],
)
def test_what_is_no_code_needs_no_look_up(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=300))
def test_any_text_can_be_typed(typed: str) -> None:
    found = read_code(typed)
    assert found is None or len(found) == 64


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_word_is_unfit_and_every_unfit_word_is_one_of_the_list(language: str) -> None:
    kept = {bare(word) for word in word_codes._fit(language)}
    assert not kept & UNFIT[language]
    assert len(kept) + len(UNFIT[language]) == 2048


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_two_words_of_a_language_read_the_same(language: str) -> None:
    words = word_codes._fit(language)
    assert len({bare(word).casefold() for word in words}) == len(words)


def test_a_language_without_a_list_gets_english_words() -> None:
    assert set(new_code("fr").text.split("-")) <= set(word_codes._fit("en"))


def test_the_arithmetic_of_the_documentation() -> None:
    """What ``docs/explanation/promises.md`` says of guessing holds for the lists as they are."""
    fewest = min(how_many("en"), how_many("es"))
    assert fewest > 1.2e13
    tries_in_a_year = 1_000 * 24 * 365
    assert tries_in_a_year * 1_000 / fewest < 0.001


def test_the_digest_is_of_the_words_alone() -> None:
    assert read_code("Lemon River CABIN eagle") == digest_of("lemon-river-cabin-eagle")
