"""What a backup says about itself."""

import json
import re
from dataclasses import asdict, dataclass
from typing import Any, Final

from tallgrass.web.backup.faults import Broken

#: How the file is marked, and the version of its form.
FORMAT: Final = "tallgrass backup"
VERSION: Final = 1
#: What stands in every backup, in words.
HOLDS: Final = "everything, answers and personal data too"

_WORD: Final = re.compile(r"[A-Za-z0-9_]{1,100}")
_ENTRY: Final = re.compile(
    r"rows/[a-z0-9_]{1,100}\.jsonl|secret_key|words/[A-Za-z-]{2,20}/[a-z0-9_/]{1,100}\.json"
)


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside a backup: its name there, its size in bytes, and its SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of one table: the part they are in, its columns in order, how many; the highest id given."""

    table: str
    part: str
    columns: tuple[str, ...]
    count: int
    last_id: int | None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds. ``changes`` are the migrations (room, name) that the database had had."""

    program: str
    made_at: str
    database: str
    changes: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    tables: tuple[Rows, ...]

    def to_bytes(self) -> bytes:
        """The manifest as it stands in the file."""
        entries = {"format": FORMAT, "version": VERSION, "holds": HOLDS, **asdict(self)}
        return (json.dumps(entries, indent=1, ensure_ascii=False) + "\n").encode()


def read_manifest(data: bytes) -> Manifest:
    """The manifest in ``data``. Raises ``Broken`` with a sentence for anything that is none."""
    try:
        entries = json.loads(data)
        if entries["format"] != FORMAT:
            raise Broken("It is no backup of Tallgrass.")
        if entries["version"] != VERSION:
            raise Broken("It was made by a newer Tallgrass. Install that one, and restore it there.")
        return _checked(entries)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Broken("What it says about itself cannot be read.") from error


def _checked(entries: dict[str, Any]) -> Manifest:
    manifest = Manifest(
        program=str(entries["program"]),
        made_at=str(entries["made_at"]),
        database=str(entries["database"]),
        changes=tuple((_word(app), _word(name)) for app, name in entries["changes"]),
        parts=tuple(
            Part(_entry(part["name"]), _number(part["size"]), str(part["sha256"]))
            for part in entries["parts"]
        ),
        tables=tuple(_rows(table) for table in entries["tables"]),
    )
    names = [part.name for part in manifest.parts]
    if len(set(names)) != len(names) or not {rows.part for rows in manifest.tables} <= set(names):
        raise ValueError
    return manifest


def _rows(entries: dict[str, Any]) -> Rows:
    last_id = entries["last_id"]
    return Rows(
        table=_word(entries["table"]),
        part=_entry(entries["part"]),
        columns=tuple(_word(column) for column in entries["columns"]),
        count=_number(entries["count"]),
        last_id=None if last_id is None else _number(last_id),
    )


def _word(value: object) -> str:
    if not isinstance(value, str) or not _WORD.fullmatch(value):
        raise ValueError
    return value


def _entry(value: object) -> str:
    if not isinstance(value, str) or not _ENTRY.fullmatch(value):
        raise ValueError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**63:
        raise ValueError
    return value
