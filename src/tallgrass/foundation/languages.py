"""The words of the project, one folder a language: ``languages/<code>/<file>.json``.

Words are data. A key that a language lacks is taken from English, and the answer says which were, so that
a page can mark them (``lang="en"``) and a translator can list them. A place may lay a folder of corrected words over
those of the program (``use_words``); English is what others are translated from, and is never laid over.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

#: The language that has every word.
SOURCE_LANGUAGE: Final = "en"
#: Where the folder of a place, or of a site, keeps corrected words.
WORDS_FOLDER: Final = "words"

_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_FILE = re.compile(r"[a-z0-9_]+(/[a-z0-9_]+)*")

#: Where a place's own corrections lie, and what to forget when they change.
_own: list[Path] = []
_forget: Final[list[Callable[[], None]]] = []


class Words(Mapping[str, Any]):
    """The words of one file in one language, read only; a key may hold a text, a list or further words.

    ``language`` is the code asked for. ``borrowed`` holds the dotted paths of the keys that came from English
    because the language lacks them (``refused.no_column``); it is empty for English itself.
    """

    __slots__ = ("_entries", "borrowed", "language")

    def __init__(
        self, language: str, entries: Mapping[str, Any], borrowed: frozenset[str] = frozenset()
    ) -> None:
        self.language = language
        self.borrowed = borrowed
        self._entries = entries

    def __getitem__(self, key: str) -> Any:
        return self._entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)


@cache
def available_languages() -> tuple[str, ...]:
    """Codes of the languages that have a folder: English first, then the others by code."""
    found = {folder.name for folder in _root().iterdir() if folder.is_dir() and _CODE.fullmatch(folder.name)}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


@lru_cache(maxsize=256)
def words(language: str, file: str) -> Words:
    """Words of ``languages/<language>/<file>.json`` over the English ones; ``a/b`` lies in a folder.

    A regional code falls back to its language (``es-MX`` to ``es``), then to English. Raises ``LookupError``
    where English has no such file, and ``ValueError`` for a name that is no plain word.
    """
    if not _CODE.fullmatch(language) or not _FILE.fullmatch(file):
        raise ValueError(f"not a language code and a file of words: {language!r}, {file!r}")
    source = raw_words(SOURCE_LANGUAGE, file)
    if source is None:
        raise LookupError(f"there are no words named {file!r} in {SOURCE_LANGUAGE!r}")
    if language == SOURCE_LANGUAGE:
        return Words(language, _frozen(source))
    own = raw_words(language, file)
    if own is None and "-" in language:
        own = raw_words(language.split("-")[0], file)
    borrowed: list[str] = []
    entries = _over(source, own or {}, "", borrowed)
    return Words(language, _frozen(entries), frozenset(borrowed))


def raw_words(language: str, file: str) -> dict[str, Any] | None:
    """The words of a file as they are kept, nothing borrowed; None where the language has no such file."""
    found = _load(_root(), language, file)
    for folder in _own if language != SOURCE_LANGUAGE else ():
        over = _load(folder, language, file)
        if over is not None:
            found = _over(found or {}, over, "", [])
    return found


def word_files(language: str) -> tuple[str, ...]:
    """The names of the files of a language, those in folders included, by name."""
    return tuple(sorted(_names(_root() / language, "")))


def use_words(folder: Path | None) -> None:
    """Lay the words in ``folder`` (``<code>/<file>.json``, as in the package) over the program's own; None: no more.

    Holds for the whole process: meant for a command, or for a site as it starts.
    """
    _own[:] = [folder] if folder is not None and folder.is_dir() else []
    words.cache_clear()
    for forget in _forget:
        forget()


def forgotten_with_words(forget: Callable[[], None]) -> None:
    """Call ``forget`` whenever the words change: for whoever keeps something made of them."""
    _forget.append(forget)


def _names(folder: Traversable, before: str) -> Iterator[str]:
    for one in folder.iterdir():
        if one.is_dir():
            yield from _names(one, f"{before}{one.name}/")
        elif one.name.endswith(".json"):
            yield before + one.name.removesuffix(".json")


def _root() -> Traversable:
    return files("tallgrass") / "languages"


def _load(root: Traversable | Path, language: str, file: str) -> dict[str, Any] | None:
    place = root / language
    for part in f"{file}.json".split("/"):
        place = place / part
    if not place.is_file():
        return None
    entries = json.loads(place.read_text(encoding="utf-8"))
    if not isinstance(entries, dict):
        raise ValueError(f"languages/{language}/{file}.json must hold an object")
    return entries


def _over(
    source: Mapping[str, Any], own: Mapping[str, Any], path: str, borrowed: list[str]
) -> dict[str, Any]:
    """Own entries over the source's, key by key; keys that only the source has are added to ``borrowed``."""
    merged = {key: value for key, value in own.items() if key not in source}
    for key, value in source.items():
        mine = own.get(key)
        if isinstance(value, dict) and isinstance(mine, dict):
            merged[key] = _over(value, mine, f"{path}{key}.", borrowed)
        elif mine is None:
            merged[key] = value
            if value is not None:
                borrowed.append(f"{path}{key}")
        else:
            merged[key] = mine
    return merged


def _frozen(entries: Mapping[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(
        {key: _frozen(value) if isinstance(value, dict) else value for key, value in entries.items()}
    )
