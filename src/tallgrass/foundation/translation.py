"""How far a translation has been read: each text is a draft, or checked by a person, or behind its English.

``languages/<code>/states.json`` keeps, for each file and text, ``[state, English, own]``: ``draft`` or ``checked``,
and short digests of the English that was translated and of the translation that the state speaks of. A text whose
English has changed since is behind; one that was changed after it was checked is a draft again. A text without an
entry is a draft.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, Literal

from tallgrass.foundation.languages import (
    SOURCE_LANGUAGE,
    forgotten_with_words,
    raw_words,
    word_files,
)

State = Literal["missing", "behind", "draft", "checked"]
#: State as written, digest of the English, digest of the translation.
Entry = tuple[str, str, str]
Ledger = Mapping[str, Mapping[str, Entry]]

LEDGER: Final = "states"
_PLACEHOLDER: Final = re.compile(r"\{[^{}]*\}")


def texts(entries: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its dotted path, list places as numbers (``levels.2``); what is no text is left out."""
    if isinstance(entries, str):
        yield path, entries
    elif isinstance(entries, Mapping):
        for key, value in entries.items():
            yield from texts(value, f"{path}.{key}" if path else key)
    elif isinstance(entries, list):
        for at, value in enumerate(entries):
            yield from texts(value, f"{path}.{at}" if path else str(at))


def pairs(english: Any, own: Any) -> Iterator[tuple[str, str, str | None]]:
    """Every English text with its path and its translation, None where it is missing.

    A list of another length is one of words to be recognised, not a translation item by item: what it has fewer of
    is not missing.
    """
    mine = dict(texts(own))
    for path, source in texts(english):
        text = mine.get(path)
        before, _, last = path.rpartition(".")
        if text is None and last.isdigit() and f"{before}.0" in mine:
            continue
        yield path, source, text


def text_digest(text: str) -> str:
    """A text as eight hexadecimal digits, enough to see that it has changed."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def state(entry: Entry | None, english: str, own: str | None) -> State:
    """How far a translation has been read."""
    if own is None:
        return "missing"
    if entry is None:
        return "draft"
    written, of_english, of_own = entry
    if of_english != text_digest(english) and of_own == text_digest(own):
        return "behind"
    checked = written == "checked" and (of_english, of_own) == (text_digest(english), text_digest(own))
    return "checked" if checked else "draft"


def renewed(
    ledger: Ledger, english: Mapping[str, Any], own: Mapping[str, Any]
) -> dict[str, dict[str, Entry]]:
    """The ledger brought up to date with the words of all files: new texts enter as drafts, lost ones leave.

    ``english`` and ``own`` hold the words by file. A text that is behind keeps its entry, so that it is still seen.
    """
    found: dict[str, dict[str, Entry]] = {}
    for file, entries in english.items():
        for path, source, text in pairs(entries, own.get(file, {})):
            if text is None:
                continue
            entry = ledger.get(file, {}).get(path)
            now = state(entry, source, text)
            kept = entry if entry is not None and now in ("behind", "checked") else None
            found.setdefault(file, {})[path] = kept or ("draft", text_digest(source), text_digest(text))
    return found


def ledger(language: str) -> Ledger:
    """The ledger of a language as it is kept; empty where there is none."""
    entries = raw_words(language, LEDGER) or {}
    return {
        file: {path: (entry[0], entry[1], entry[2]) for path, entry in found.items()}
        for file, found in entries.items()
    }


def ledger_text(entries: Mapping[str, Mapping[str, Sequence[str]]]) -> str:
    """A ledger as it is written: one text a line, sorted, so that a change shows as the line that it is."""
    files = (
        f"{json.dumps(file)}: {{\n"
        + ",\n".join(
            f" {json.dumps(path)}: {json.dumps(list(entry))}" for path, entry in sorted(found.items())
        )
        + "\n}"
        for file, found in sorted(entries.items())
    )
    return "{\n" + ",\n".join(files) + "\n}\n"


def states(language: str, file: str) -> dict[str, State]:
    """The state of every text of a file in a language, by path."""
    kept = ledger(language).get(file, {})
    both = pairs(raw_words(SOURCE_LANGUAGE, file) or {}, raw_words(language, file) or {})
    return {path: state(kept.get(path), source, own) for path, source, own in both}


@lru_cache(maxsize=64)
def is_draft(language: str, files: tuple[str, ...]) -> bool:
    """Whether any text of ``files`` still waits for a reader. English is what the others are read against."""
    if language == SOURCE_LANGUAGE:
        return False
    return any(one != "checked" for file in files for one in states(language, file).values())


def broken_words(folder: Path) -> str | None:
    """The first file in a folder of corrected words that cannot be used, as a path below it; None where all can.

    A file must be one that the project has, a JSON object, and hold texts where English has texts, with no placeholder
    that English lacks.
    """
    if not folder.is_dir():
        return None
    known = set(all_files())
    for path in sorted(folder.glob("*/**/*.json")):
        name = path.relative_to(folder)
        file = "/".join(name.with_suffix("").parts[1:])
        try:
            entries = json.loads(path.read_text(encoding="utf-8-sig"))
        except (OSError, ValueError, RecursionError):
            return name.as_posix()
        fits = (
            _is_ledger(entries)
            if file == LEDGER
            else file in known and _fits(raw_words(SOURCE_LANGUAGE, file), entries)
        )
        if not fits:
            return name.as_posix()
    return None


def _is_ledger(entries: Any) -> bool:
    files = entries.values() if isinstance(entries, dict) else [None]
    return all(
        isinstance(found, dict)
        and all(
            isinstance(one, list) and len(one) == 3 and all(isinstance(part, str) for part in one)
            for one in found.values()
        )
        for found in files
    )


def _fits(english: Any, own: Any) -> bool:
    """Whether words have the shape of the English ones, as far as they go."""
    if isinstance(english, dict):
        return isinstance(own, dict) and all(
            key in english and _fits(english[key], value) for key, value in own.items()
        )
    if isinstance(english, list):
        same = isinstance(own, list) and len(own) == len(english)
        return same and all(_fits(one, other) for one, other in zip(english, own, strict=True))
    if english is None or own is None:
        return own is None or isinstance(own, str)
    named = (
        set(_PLACEHOLDER.findall(text.lower())) if isinstance(text, str) else {None}
        for text in (english, own)
    )
    wanted, given = named
    return given <= wanted


def all_files() -> tuple[str, ...]:
    """Every file of words, as ``words`` names it."""
    return tuple(name for name in word_files(SOURCE_LANGUAGE) if name != LEDGER)


forgotten_with_words(is_draft.cache_clear)
