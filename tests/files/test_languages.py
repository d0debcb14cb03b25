"""Words come from one folder a language; what a language lacks is borrowed from English, and said to be."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tallgrass.foundation import languages


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """English and a Spanish that is not finished."""
    refused = {"late": "Too late", "early": "Too early"}
    english = {"title": "Partner", "refused": refused, "levels": ["a", "b"]}
    spanish = {"title": "Participante", "refused": {"late": "Muy tarde"}}
    for code, entries in {"en": english, "es": spanish}.items():
        (tmp_path / code / "deeper").mkdir(parents=True)
        (tmp_path / code / "page.json").write_text(json.dumps(entries), encoding="utf-8")
    (tmp_path / "en" / "deeper" / "one.json").write_text('{"name": "One"}', encoding="utf-8")
    monkeypatch.setattr(languages, "_root", lambda: tmp_path)
    languages.words.cache_clear()
    languages.available_languages.cache_clear()
    yield tmp_path
    languages.words.cache_clear()
    languages.available_languages.cache_clear()


def test_english_comes_first_among_the_languages(folders: Path) -> None:
    (folders / "de").mkdir()
    assert languages.available_languages() == ("en", "de", "es")


def test_a_language_speaks_its_own_words(folders: Path) -> None:
    spanish = languages.words("es", "page")
    assert spanish["title"] == "Participante"
    assert spanish["refused"]["late"] == "Muy tarde"


def test_a_missing_word_is_borrowed_from_english_and_marked(folders: Path) -> None:
    spanish = languages.words("es", "page")
    assert spanish["refused"]["early"] == "Too early"
    assert spanish.borrowed == {"refused.early", "levels"}
    assert languages.words("en", "page").borrowed == frozenset()


def test_a_regional_code_falls_back_to_its_language(folders: Path) -> None:
    assert languages.words("es-MX", "page")["title"] == "Participante"


def test_a_language_without_a_folder_borrows_everything(folders: Path) -> None:
    french = languages.words("fr", "page")
    assert french["title"] == "Partner"
    assert "title" in french.borrowed


def test_a_file_may_lie_in_a_folder(folders: Path) -> None:
    assert languages.words("es", "deeper/one")["name"] == "One"


def test_an_unknown_file_is_a_mistake_of_ours(folders: Path) -> None:
    with pytest.raises(LookupError, match="nothing_here"):
        languages.words("en", "nothing_here")


@pytest.mark.parametrize(
    ("language", "file"), [("../en", "page"), ("en", "../page"), ("en", "/etc/passwd"), ("", "")]
)
def test_a_name_cannot_leave_the_folder(folders: Path, language: str, file: str) -> None:
    with pytest.raises(ValueError, match="not a language code"):
        languages.words(language, file)


def test_words_cannot_be_changed_by_a_reader(folders: Path) -> None:
    with pytest.raises(TypeError):
        languages.words("en", "page")["refused"]["late"] = "x"
