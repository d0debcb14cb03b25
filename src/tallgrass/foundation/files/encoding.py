"""How the bytes of a file become text: UTF-8, with or without a byte order mark, or UTF-16 with one.

Nothing else is guessed. A byte that cannot be read is found with its row, so that a person can mend it.
"""

import csv
import io
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Literal

Encoding = Literal["utf-8", "utf-8-sig", "utf-16"]


def encoding_of(start: bytes) -> Encoding:
    """The encoding that the first bytes of a file announce."""
    if start.startswith(BOM_UTF8):
        return "utf-8-sig"
    if start.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8"


def encoding_of_file(path: Path) -> Encoding:
    """The encoding that a file announces."""
    with path.open("rb") as file:
        return encoding_of(file.read(4))


def row_of_unreadable_byte(path: Path, encoding: Encoding, separator: str) -> int:
    """The row (header = 1) of the first byte that is not text in this encoding."""
    data = path.read_bytes()
    try:
        before = data.decode(encoding)
    except UnicodeDecodeError as error:
        # For utf-8-sig the decoder counts from behind the mark.
        offset = len(BOM_UTF8) if encoding == "utf-8-sig" else 0
        before = data[: error.start + offset].decode(encoding, errors="ignore")
    return row_at_end(before, separator)


def row_at_end(before: str, separator: str) -> int:
    """In which row a text that stops in the middle of a table stops."""
    lines = io.StringIO(before + "x", newline="")
    row = 0
    try:
        for _ in csv.reader(lines, delimiter=separator):
            row += 1
    except csv.Error:
        row += 1
    return max(row, 1)
