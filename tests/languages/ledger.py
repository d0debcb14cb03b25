"""Brings the ledgers of translations up to date with the words: ``python -m tests.languages.ledger``."""

from pathlib import Path
from typing import Any

from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, raw_words
from tallgrass.foundation.translation import LEDGER, all_files, ledger, ledger_text, renewed

FOLDER = Path(__file__).parents[2] / "src" / "tallgrass" / "languages"


def brought_up_to_date(language: str) -> str:
    """The ledger of a language as it should be, as text."""
    english: dict[str, Any] = {file: raw_words(SOURCE_LANGUAGE, file) for file in all_files()}
    own: dict[str, Any] = {file: raw_words(language, file) or {} for file in all_files()}
    return ledger_text(renewed(ledger(language), english, own))


def path(language: str) -> Path:
    """Where the ledger of a language is kept."""
    return FOLDER / language / f"{LEDGER}.json"


def main() -> None:
    """Write the ledger of every language but English."""
    for language in available_languages():
        if language != SOURCE_LANGUAGE:
            path(language).write_text(brought_up_to_date(language), encoding="utf-8")


if __name__ == "__main__":
    main()
