"""``place.toml``: what a place says about itself, read and checked key by key."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from tallgrass.foundation.files import Problems, inside
from tallgrass.foundation.files.encoding import encoding_of, row_at_end
from tallgrass.foundation.languages import SOURCE_LANGUAGE, available_languages, words
from tallgrass.places.method.records import PlaceRecord

FILE: Final = "place.toml"

#: The framework that a place uses when it names none.
USUAL_FRAMEWORK: Final = "v1"

#: k is never smaller (METHOD 1, section 3, rule 1).
SMALLEST_GROUP: Final = 5

KEYS: Final = (
    "name",
    "population",
    "as_of",
    "framework",
    "k",
    "language",
    "run_by",
    "paid_by",
    "asked_chosen_by",
    "example",
)

_LINE: Final = re.compile(r"at line ([0-9]+)")
_FRAMEWORK_NAME: Final = re.compile(r"v[0-9]+")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def read_place(path: Path, problems: Problems, as_of: date | None = None) -> PlaceRecord | None:
    """The place of ``place.toml``; None where anything about it is refused.

    ``as_of``, where given, stands over the file's own. Keys that mean nothing here are noted.
    """
    entries = _load(path, problems)
    return None if entries is None else place_of(entries, path.name, path.parent, problems, as_of)


def place_of(
    entries: Mapping[str, Any],
    name: str,
    folder: Path,
    problems: Problems,
    as_of: date | None = None,
    labels: Mapping[str, str] | None = None,
) -> PlaceRecord | None:
    """The place that entries describe, typed as TOML types them; None where anything about it is refused.

    ``name`` is what sentences call the file or sheet, ``folder`` where a framework file may lie. ``labels``
    are what a sheet calls the keys.
    """
    before = problems.refusals
    if unknown := tuple(key for key in entries if key not in KEYS):
        problems.note("unknown_keys", name, keys=unknown)
    place = _Place(name, entries, problems)
    record = PlaceRecord(
        name=place.text("name") or "",
        population=place.whole("population", least=1, fault="population_wrong"),
        as_of=as_of or place.date("as_of") or date.min,
        framework=_framework(name, folder, place, problems),
        smallest_group=place.whole("k", least=SMALLEST_GROUP, fault="k_too_small") or SMALLEST_GROUP,
        languages=_languages(place, problems),
        run_by=place.text("run_by"),
        paid_by=place.text("paid_by"),
        asked_chosen_by=place.text("asked_chosen_by"),
        example=place.flag("example"),
    )
    for needed, there in (("name", record.name), ("as_of", record.as_of != date.min)):
        if not there and not place.faulty(needed):
            key = f"no_{needed}_sheet" if labels else f"no_{needed}"
            problems.refuse(key, name, None, needed, label=(labels or {}).get(needed, needed))
    return record if problems.refusals == before else None


def framework_location(folder: Path, place: PlaceRecord) -> str | Path | None:
    """The framework that a place uses: a name that ships with Tallgrass (``v1``), or a file inside the
    folder.

    None for a path that leads out of the folder or nowhere.
    """
    if _FRAMEWORK_NAME.fullmatch(place.framework):
        return place.framework
    return inside(folder, place.framework)


def place_schema() -> dict[str, Any]:
    """The published JSON Schema of ``place.toml``; a TOML date counts as the text of its ISO form."""
    told = words(SOURCE_LANGUAGE, "files")["place"]
    code = {"type": "string", "pattern": f"^{_LANGUAGE.pattern}$"}
    kinds: dict[str, dict[str, Any]] = {
        "population": {"type": "integer", "minimum": 1},
        "as_of": {"type": "string", "format": "date"},
        "framework": {"type": "string", "default": USUAL_FRAMEWORK},
        "k": {"type": "integer", "minimum": SMALLEST_GROUP, "default": SMALLEST_GROUP},
        "language": {"oneOf": [code, {"type": "array", "items": code, "minItems": 1}]},
        "example": {"type": "boolean", "default": False},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FILE,
        "description": told["holds"],
        "type": "object",
        "required": ["name"],
        "properties": {
            key: {**kinds.get(key, {"type": "string"}), "description": told["keys"][key]} for key in KEYS
        },
    }


class _Place:
    """The entries of a place file, read by the type each key should have; tells about those that do not."""

    def __init__(self, file: str, entries: Mapping[str, Any], problems: Problems) -> None:
        self._file = file
        self._entries = entries
        self._problems = problems
        self._faulty: set[str] = set()

    def faulty(self, key: str) -> bool:
        """Whether this key has been refused already."""
        return key in self._faulty

    def refuse(self, sentence: str, key: str, **details: str | int | tuple[str, ...]) -> None:
        """Refuse the value of a key."""
        self._faulty.add(key)
        self._problems.refuse(sentence, self._file, None, key, **details)

    def value(self, key: str) -> Any:
        """The value as TOML gives it; None where absent."""
        return self._entries.get(key)

    def text(self, key: str) -> str | None:
        """A text on one line; None where absent or blank."""
        value = self._entries.get(key)
        if value is None:
            return None
        if not isinstance(value, str):
            self.refuse("not_a_text", key)
            return None
        return " ".join(value.split()) or None

    def whole(self, key: str, least: int, fault: str) -> int | None:
        """A whole number of at least ``least``; None where absent."""
        value = self._entries.get(key)
        if value is None:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value < 10**12:
            self.refuse(fault, key, value=_shown(value), least=least)
            return None
        return value

    def flag(self, key: str) -> bool:
        """A flag; false where absent."""
        value = self._entries.get(key, False)
        if not isinstance(value, bool):
            self.refuse("not_true_or_false", key, value=_shown(value))
            return False
        return value

    def date(self, key: str) -> date | None:
        """A date, written as a TOML date or as a text in ISO form; None where absent."""
        value = self._entries.get(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
            try:
                return date.fromisoformat(value.strip())
            except ValueError:
                pass
        self.refuse("as_of_wrong", key, value=_shown(value))
        return None


def _load(path: Path, problems: Problems) -> dict[str, Any] | None:
    """The entries of a TOML file, in any encoding that tables may have."""
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.refuse("cannot_open", path.name, reason=error.strerror or type(error).__name__)
        return None
    encoding = encoding_of(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        problems.refuse("undecodable", path.name, data[: error.start].count(b"\n") + 1)
        return None
    if encoding != "utf-8":
        problems.note("byte_order_mark" if encoding == "utf-8-sig" else "utf_16", path.name)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        line = _LINE.search(str(error))
        row = int(line[1]) if line else row_at_end(text.rstrip("\r\n"), ",")
        problems.refuse("toml_broken", path.name, row, reason=str(error).partition(" (at ")[0])
        return None


def _framework(name: str, folder: Path, place: _Place, problems: Problems) -> str:
    written = place.text("framework")
    if written is None:
        if not place.faulty("framework"):
            problems.note("framework_assumed", name, framework=USUAL_FRAMEWORK)
        return USUAL_FRAMEWORK
    if not _FRAMEWORK_NAME.fullmatch(written) and inside(folder, written) is None:
        place.refuse("framework_outside", "framework", value=written)
    return written


def _languages(place: _Place, problems: Problems) -> tuple[str, ...]:
    """The codes asked for; those without words yet are noted, and read in English."""
    value = place.value("language")
    codes = [value] if isinstance(value, str) else value
    if codes is None:
        return (SOURCE_LANGUAGE,)
    if not isinstance(codes, list) or not codes:
        place.refuse("language_wrong", "language", value=_shown(value))
        return (SOURCE_LANGUAGE,)
    found = []
    for code in codes:
        if not isinstance(code, str) or not _LANGUAGE.fullmatch(code.strip()):
            place.refuse("language_wrong", "language", value=_shown(code))
            continue
        found.append(code.strip())
        if code.strip() not in available_languages():
            problems.note("language_without_words", FILE, None, "language", value=code.strip())
    return tuple(dict.fromkeys(found)) or (SOURCE_LANGUAGE,)


def _shown(value: object) -> str:
    """A value as a sentence may repeat it, however large or deep it is."""
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) >= 10**18:
        return "a number of that size"
    return str(value).lower() if isinstance(value, bool) else str(value)
