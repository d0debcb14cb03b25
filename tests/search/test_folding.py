"""Texts as they are searched, and what is typed as what is looked for. No database takes part."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.foundation.search.method.asking import LONGEST_QUESTION, MOST_TOKENS, Part, parts_of
from tallgrass.foundation.search.method.folding import LONGEST_TOKEN, folded_text, words_of


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Clínica de la Gente", "clinica de la gente"),
        ("Clinica", "clinica"),
        ("St. John's", "st johns"),
        ("A&B", "a b"),
        ("e-mail_list", "e mail list"),
        ("ẞtraße", "sstrasse"),
        ("Øresund Æon", "oresund aeon"),
        ("İstanbul ISPARTA", "istanbul isparta"),
        ("ﬁnance Ⅻ ½", "finance xii 1 2"),
        ("全角ＡＢＣ", "全 角 abc"),
        ("がん", "か ん"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth", "zero width"),
        ("\u202eevil\u202c", "evil"),
        ("a\x00b", "a b"),
        ("👍🏽 ok", "ok"),
        ("", ""),
    ],
)
def test_texts_are_folded(text: str, folded: str) -> None:
    assert folded_text(text, 1000) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = folded_text(text, 10_000)
    assert folded_text(once, 10_000) == once


@given(st.text(), st.integers(1, 50))
def test_a_folded_text_is_never_longer_than_allowed(text: str, longest: int) -> None:
    assert len(folded_text(text, longest)) <= longest


def test_a_token_is_cut_where_it_is_endless() -> None:
    assert words_of("a" * 5000) == [("a" * LONGEST_TOKEN,)]


def test_a_run_without_spaces_is_a_word_of_several_tokens() -> None:
    assert words_of("東京tower 2") == [("東", "京", "tower"), ("2",)]


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("public libr", [Part(("public",), False), Part(("libr",), True)]),
        ('"public libr"', [Part(("public", "libr"), False)]),
        ('"public" libr', [Part(("public",), False), Part(("libr",), True)]),
        ('libr "public', [Part(("libr",), False), Part(("public",), True)]),
        ('"a" "b"', [Part(("a",), False), Part(("b",), False)]),
        ("図書館", [Part(("図", "書", "館"), True)]),
        ('"" library ""', [Part(("library",), False)]),
        ("* - ()", []),
    ],
)
def test_what_is_typed_becomes_what_is_looked_for(typed: str, parts: list[Part]) -> None:
    assert list(parts_of(typed)) == parts


@given(st.text(max_size=LONGEST_QUESTION * 2))
def test_a_question_never_becomes_much_work(typed: str) -> None:
    parts = parts_of(typed)
    assert sum(len(part.tokens) for part in parts) <= MOST_TOKENS
    assert all(part.tokens for part in parts)
