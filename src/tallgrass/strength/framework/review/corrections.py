"""What came back from a reader: which corrections can be taken, and the words that they make."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.languages import SOURCE_LANGUAGE, raw_words, words
from tallgrass.foundation.translation import LEDGER, all_files, ledger_text, text_digest, texts

_PLACEHOLDER: Final = re.compile(r"\{\w+\}")


@dataclass(frozen=True, slots=True)
class Correction:
    """A text that somebody has read: as it stands (``changed`` False), or in better words."""

    file: str
    path: str
    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that cannot be taken: ``reason`` names its sentence in ``review.json``, ``details`` fill it."""

    row: int
    reason: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What a sheet holds."""

    taken: tuple[Correction, ...]
    refused: tuple[Refusal, ...]


def read_back(lines: Sequence[Mapping[str, str]], language: str) -> ReadBack:
    """Judge the rows of a sheet against the words as they are now. The first line is row 2."""
    english = {file: dict(texts(raw_words(SOURCE_LANGUAGE, file) or {})) for file in all_files()}
    own = {file: dict(texts(raw_words(language, file) or {})) for file in all_files()}
    yes = {
        str(word).casefold() for code in (SOURCE_LANGUAGE, language) for word in words(code, "review")["yes"]
    }
    taken: list[Correction] = []
    refused: list[Refusal] = []
    for row, line in enumerate(lines, start=2):
        file, path = line["file"], line["path"]
        read, correction = line["read"].casefold() in yes, line["correction"]
        if not read and not correction:
            continue
        source, mine = english.get(file, {}).get(path), own.get(file, {}).get(path)
        if source is None:
            refused.append(Refusal(row, "unknown_text", {"file": file, "path": path}))
        elif line["english"] != source.strip():
            refused.append(Refusal(row, "english_changed"))
        elif correction and sorted(_PLACEHOLDER.findall(correction)) != sorted(
            _PLACEHOLDER.findall(mine or source)
        ):
            wanted = ", ".join(_PLACEHOLDER.findall(mine or source)) or "–"
            refused.append(Refusal(row, "placeholders", {"wanted": wanted}))
        elif not correction and (mine is None or line["own"] != mine.strip()):
            refused.append(Refusal(row, "own_changed"))
        else:
            text = correction or str(mine)
            taken.append(Correction(file, path, text, changed=text != mine))
    return ReadBack(tuple(taken), tuple(refused))


def write_corrections(folder: Path, language: str, taken: Iterable[Correction]) -> list[Path]:
    """Write what was taken into ``folder/<language>``, as words and as states; returns the files written.

    In the languages folder of the source code this changes the words themselves. Anywhere else it makes a folder that
    is laid over them. Raises ``OSError`` where it cannot be written.
    """
    taken = tuple(taken)
    written = []
    for file in sorted({one.file for one in taken}):
        changed = [one for one in taken if one.file == file and one.changed]
        if changed:
            written.append(_write_words(folder / language / f"{file}.json", language, file, changed))
    written.append(_write_states(folder / language / f"{LEDGER}.json", language, taken))
    return written


def _write_words(target: Path, language: str, file: str, changed: Sequence[Correction]) -> Path:
    whole = raw_words(language, file) or raw_words(SOURCE_LANGUAGE, file) or {}
    before = target.read_text(encoding="utf-8") if target.is_file() else "{}"
    entries = json.loads(before)
    text = before
    for one in changed:
        way = _way(raw_words(SOURCE_LANGUAGE, file), one.path)
        was = json.dumps(_at(whole, way), ensure_ascii=False) if target.is_file() else ""
        _put(entries, whole, way, one.text)
        # A text that stands there once is replaced where it stands, so that a file keeps its own form.
        text = (
            text.replace(was, json.dumps(one.text, ensure_ascii=False))
            if was and text.count(was) == 1
            else text
        )
    if json.loads(text) != entries:
        text = json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return target


def _write_states(target: Path, language: str, taken: Sequence[Correction]) -> Path:
    entries: dict[str, dict[str, Any]] = {}
    if target.is_file():
        entries = json.loads(target.read_text(encoding="utf-8"))
    for one in taken:
        english = dict(texts(raw_words(SOURCE_LANGUAGE, one.file) or {}))[one.path]
        entries.setdefault(one.file, {})[one.path] = ["checked", text_digest(english), text_digest(one.text)]
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(ledger_text(entries), encoding="utf-8")
    return target


def _way(whole: Any, path: str) -> list[str | int]:
    """A dotted path as keys and places; a key may hold dots itself. Raises ``KeyError`` for a path that is none."""
    if isinstance(whole, list):
        first, _, rest = path.partition(".")
        return [int(first), *(_way(whole[int(first)], rest) if rest else [])]
    for key in sorted(whole, key=len, reverse=True):
        if path == key:
            return [key]
        if path.startswith(f"{key}.") and isinstance(whole[key], (dict, list)):
            try:
                return [key, *_way(whole[key], path[len(key) + 1 :])]
            except (KeyError, ValueError, IndexError):
                continue
    raise KeyError(path)


def _at(whole: Any, way: Sequence[str | int]) -> Any:
    """The text at the end of a way; None where the words lack it."""
    try:
        for key in way:
            whole = whole[key]
    except (KeyError, IndexError, TypeError):
        return None
    return whole


def _put(entries: dict[str, Any], whole: Any, way: Sequence[str | int], text: str) -> None:
    """Set a text among entries that hold only what differs; a list is taken over whole, as it cannot be in part."""
    key, *rest = way
    if not rest:
        entries[str(key)] = text
    elif isinstance(whole[key], list):
        changed: Any = entries.setdefault(str(key), deepcopy(whole[key]))
        for step in rest[:-1]:
            changed = changed[step]
        changed[rest[-1]] = text
    else:
        _put(entries.setdefault(str(key), {}), whole[key], rest, text)
