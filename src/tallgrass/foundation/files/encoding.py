"""How the bytes of a file become text: UTF-8, with or without a byte order mark, or UTF-16 with one.

A table that is none of these is read as the text of older Windows programs (code page 1252) where that makes sense of
every byte, and that is said. Nothing else is guessed. A byte that cannot be read is found with its row, so that a
person can mend it.
"""

import codecs
import csv
import io
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final, Literal

Encoding = Literal["utf-8", "utf-8-sig", "utf-16", "cp1252"]

_PIECE: Final = 1 << 20
#: A character of UTF-8 with an accent: a text that holds one is UTF-8, with damage.
_UTF_8: Final = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+(?![\x80-\xbf])")
#: What no text of names holds: controls, and signs that letters of other old code pages become when read as this one.
_SENSELESS: Final = re.compile("[\0-\x08\x0e-\x1f\x7f‚ƒ„†‡ˆ‰‹›˜¤¦¨¬¯´¸¹²³¼½¾×÷]")
#: What is seldom meant, and often such a letter: a capital or a sign in the middle of a word, an apostrophe that no
#: short form follows, a small letter between capitals.
_SELDOM: Final = re.compile(
    "[a-zß-ÿ][À-ÖØ-ÞŠŒŽŸ](?![A-ZÀ-ÖØ-Þ])|[¢¥](?=[A-Za-z])|(?<=[a-z])[¢£¥]|(?<=[A-Za-z])[–—¡§ª«®°±µ¶·º»¿\xa0\xadœ](?=[a-z])"
    "|[a-z]{3}’(?!(?:s|t|d|m|re|ve|ll)\\b)[a-z]|[A-Z][à-ÿ][A-Z]"
)
_ACCENTS: Final = re.compile("[à-öø-ÿÑÁÉÍÓÚÜÇ]")
#: So many letters with accents must stand beside one that is seldom meant.
_ENOUGH: Final = 10


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


def encoding_of_table(path: Path) -> Encoding:
    """The encoding of a table: what the file announces, or the text of older Windows programs where it is that."""
    announced = encoding_of_file(path)
    return "cp1252" if announced == "utf-8" and not _is_utf_8(path) and _is_windows_text(path) else announced


def _is_utf_8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _is_windows_text(path: Path) -> bool:
    """Whether every byte makes sense as such a text."""
    data = path.read_bytes()
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return False
    if _UTF_8.search(data) or _SENSELESS.search(text):
        return False
    seldom = sum(1 for _ in _SELDOM.finditer(text))
    return not seldom or sum(1 for _ in _ACCENTS.finditer(text)) >= seldom * _ENOUGH


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
