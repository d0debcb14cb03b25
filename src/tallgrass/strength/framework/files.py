"""Frameworks from files: the packaged ones, and a place's own."""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.files import quoted
from tallgrass.foundation.languages import available_languages, forgotten_with_words, words
from tallgrass.strength.framework.method.build import build
from tallgrass.strength.framework.method.check import Fault, faults
from tallgrass.strength.framework.method.document import ELEMENTS, Framework

#: The frameworks that come with the program.
PACKAGED: Final = ("v1",)
#: A framework file larger than this is refused unread, in bytes.
LARGEST_FILE: Final = 5_000_000


class FrameworkFaults(Exception):
    """A framework that cannot be used. ``faults`` holds one sentence each, naming file, criterion and field."""

    def __init__(self, file: str, found: tuple[Fault, ...]) -> None:
        self.file = file
        self.found = found
        self.faults = tuple(sentence(file, fault) for fault in found)
        super().__init__("\n".join(self.faults))


def sentence(file: str, fault: Fault, language: str = "en") -> str:
    """A fault as a person reads it."""
    texts = words(language, "framework_check")
    where = texts["where_criterion" if fault.criterion else "where"]
    told = texts["problems"][fault.problem].format(found=quoted(fault.found))
    criterion = quoted(fault.criterion) if fault.criterion else None
    return str(where.format(file=quoted(file), criterion=criterion, field=quoted(fault.field), problem=told))


def packaged_document(name: str = "v1") -> dict[str, Any]:
    """The whole document of a packaged framework, with every language that has all of its texts."""
    content = files("tallgrass") / "strength" / "framework" / "content" / name
    header = json.loads((content / "framework.json").read_text(encoding="utf-8"))
    parts = {
        element: json.loads((content / f"{element}.json").read_text(encoding="utf-8")) for element in ELEMENTS
    }
    readings = {reading["id"]: reading for part in parts.values() for reading in part["readings"]}
    header["elements"] = [{"id": element, "criteria": parts[element]["criteria"]} for element in ELEMENTS]
    header["readings"] = [readings[name] for name in sorted(readings)]
    header["texts"] = {code: _texts(name, code) for code in available_languages() if _has(name, code)}
    return dict(header)


def _has(name: str, code: str) -> bool:
    return (files("tallgrass") / "languages" / code / f"framework_{name}").is_dir()


def _texts(name: str, code: str) -> dict[str, Any]:
    general = _plain(words(code, f"framework_{name}/general"))
    texts: dict[str, Any] = {**general, "elements": {}, "criteria": {}, "readings": {}}
    for element in ELEMENTS:
        part = _plain(words(code, f"framework_{name}/{element}"))
        texts["criteria"].update(part.pop("criteria"))
        texts["readings"].update(part.pop("readings"))
        texts["elements"][element] = part
    return texts


def _plain(value: Any) -> Any:
    """Words as plain JSON data of its own: whoever changes it changes no word of anybody else's."""
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


@cache
def packaged(name: str = "v1") -> Framework:
    """A packaged framework, ready to use. Raises FrameworkFaults for a broken package."""
    document = packaged_document(name)
    if found := faults(document):
        raise FrameworkFaults(name, found)
    return build(document)


forgotten_with_words(packaged.cache_clear)


def read_document(path: Path) -> Any:
    """The JSON of a framework file. Raises FrameworkFaults where it cannot be read at all."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise FrameworkFaults(path.name, (Fault("too_large", "the file"),))
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError:
        raise FrameworkFaults(path.name, (Fault("cannot_open", "the file"),)) from None
    except (UnicodeDecodeError, RecursionError):
        raise FrameworkFaults(path.name, (Fault("not_text", "the file"),)) from None
    except ValueError as error:
        raise FrameworkFaults(path.name, (Fault("not_json", "the file", found=str(error)),)) from None


def load_framework(location: str | Path) -> Framework:
    """A packaged framework by its name, or the one in a file.

    A file's criteria that differ from the packaged framework are marked adapted. Raises FrameworkFaults.
    """
    if not isinstance(location, Path):
        if location not in PACKAGED:
            raise FrameworkFaults(location, (Fault("not_packaged", "framework", found=", ".join(PACKAGED)),))
        return packaged(location)
    document = read_document(location)
    if found := faults(document):
        raise FrameworkFaults(location.name, found)
    return build(document, packaged("v1"))
