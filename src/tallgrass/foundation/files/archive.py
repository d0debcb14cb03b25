"""What lies in a workbook before it is opened: whether it is one, and whether it would burst.

A workbook is a zip archive of XML. Nothing of it is unpacked that is larger, or more densely packed, than any
honest workbook, and nothing that declares entities. What holds more cells, rows or formats than memory should be
spent on is found by counting, before anything is made of it.
"""

import re
from collections import Counter
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

#: Bytes of a whole workbook, unpacked.
LARGEST_UNPACKED: Final = 60_000_000
#: Above this many bytes, nothing may be packed more densely than so many times.
DENSE_FROM: Final = 4_000_000
DENSEST: Final = 150
MOST_PARTS: Final = 2_000
#: Cells, texts and rows of all sheets together, filled or only formatted.
MOST_CELLS: Final = 400_000
MOST_ROWS: Final = 250_000
#: Elements that are neither of these nor what stands in a cell: formats, merged areas, drawings, comments.
MOST_ELEMENTS: Final = 200_000

_OLD_OR_LOCKED: Final = b"\xd0\xcf\x11\xe0"
_DECLARATIONS: Final = (b"<!doctype", b"<!entity")
#: Pictures: what they hold is never read as text.
_MEDIA: Final = "xl/media/"
_ELEMENT: Final = re.compile(rb"<(?:[\w.-]+:)?([a-z]+)")
_CELLS: Final = (b"c", b"si")
_IN_CELLS: Final = frozenset({b"row", b"c", b"si", b"v", b"f", b"is", b"t"})
_PIECE: Final = 1_000_000


def fault_of_archive(path: Path) -> str | None:
    """The key of the sentence that says why a workbook is not opened; None for one that may be.

    Raises OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        if file.read(4) == _OLD_OR_LOCKED:
            return "workbook_locked"
    try:
        with ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                return "workbook_too_large"
            if any(
                part.file_size > DENSE_FROM and part.file_size > DENSEST * max(part.compress_size, 1)
                for part in parts
            ):
                return "workbook_too_large"
            if "xl/workbook.xml" not in {part.filename for part in parts}:
                return "not_a_workbook"
            found: Counter[bytes] = Counter()
            for part in parts:
                if not part.filename.startswith(_MEDIA):
                    if _declares(archive, part, found):
                        return "not_a_workbook"
                    if _too_much(found):
                        return "workbook_too_large"
    except (BadZipFile, RuntimeError, EOFError, ValueError):
        return "not_a_workbook"
    return None


def _declares(archive: ZipFile, part: ZipInfo, found: Counter[bytes]) -> bool:
    """Whether a part declares anything, in UTF-8 or UTF-16; counts what it holds until there is too much.

    Read piece by piece, a mark across two pieces included.
    """
    kept = b""
    with archive.open(part) as opened:
        while (piece := opened.read(_PIECE)) and not _too_much(found):
            piece = piece.replace(b"\0", b"").lower()
            text = kept + piece
            if any(declaration in text for declaration in _DECLARATIONS):
                return True
            kept = text[-max(map(len, _DECLARATIONS)) :]
            found.update(_ELEMENT.findall(piece))
    return False


def _too_much(found: Counter[bytes]) -> bool:
    """Whether there is more in a workbook than is made anything of."""
    others = sum(number for name, number in found.items() if name not in _IN_CELLS)
    return (
        any(found[name] > MOST_CELLS for name in _CELLS)
        or found[b"row"] > MOST_ROWS
        or others > MOST_ELEMENTS
    )


def parts_with(path: Path, text: bytes) -> bool:
    """Whether any sheet of a workbook holds these bytes."""
    with ZipFile(path) as archive:
        return any(
            text in archive.read(part)
            for part in archive.infolist()
            if part.filename.startswith("xl/worksheets/") and part.filename.endswith(".xml")
        )
