"""Brings the ledgers of translations up to date with the words: ``python -m tests.languages.ledger``.

A text whose English has changed stays marked as behind. Where the translation is still right as it is,
``--still-right`` makes it a draft of the English of today.
"""

import sys
from pathlib import Path
from typing import Any

from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, raw_words
from tallgrass.foundation.translation import LEDGER, all_files, ledger, ledger_text, renewed, states

FOLDER = Path(__file__).parents[2] / "src" / "tallgrass" / "languages"


def brought_up_to_date(language: str, *, still_right: bool = False) -> str:
    """The ledger of a language as it should be, as text."""
    english: dict[str, Any] = {file: raw_words(SOURCE_LANGUAGE, file) for file in all_files()}
    own: dict[str, Any] = {file: raw_words(language, file) or {} for file in all_files()}
    kept = ledger(language)
    if still_right:
        now = {file: states(language, file) for file in all_files()}
        kept = {
            file: {path: entry for path, entry in found.items() if now[file].get(path) != "behind"}
            for file, found in kept.items()
            if file in now
        }
    return ledger_text(renewed(kept, english, own))


def path(language: str) -> Path:
    """Where the ledger of a language is kept."""
    return FOLDER / language / f"{LEDGER}.json"


def main(*options: str) -> None:
    """Write the ledger of every language but English."""
    for language in available_languages():
        if language != SOURCE_LANGUAGE:
            path(language).write_text(
                brought_up_to_date(language, still_right="--still-right" in options), encoding="utf-8"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
