"""Reading a backup from a file that may be anything: looked through to its end before a word of it is believed."""

import json
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from zipfile import BadZipFile, ZipFile

from tallgrass.web.backup.faults import Broken
from tallgrass.web.backup.manifest import Manifest, Rows, read_manifest

_MANIFEST: Final = "manifest.json"
_README: Final = "README.txt"
#: Bytes of a manifest, and of one row, that no real backup comes near.
_LARGEST_MANIFEST: Final = 20_000_000
_LARGEST_ROW: Final = 200_000_000
#: How many times larger than the file its content may be. Rows shrink to a tenth or a thirtieth; bombs to less than a
#: thousandth.
_MOST_SQUEEZED: Final = 200
#: Content of this size is taken however squeezed it is.
_HARMLESS: Final = 100_000_000
_PIECE: Final = 1 << 20


class Backup:
    """A backup that has been looked through. ``manifest`` says what is in it."""

    def __init__(self, archive: ZipFile) -> None:
        self._archive = archive
        self.manifest = self._read_manifest()
        self._compare_with_manifest()

    def _read_manifest(self) -> Manifest:
        names = self._archive.namelist()
        if _MANIFEST not in names:
            raise Broken("It is no backup of Tallgrass.")
        if self._archive.getinfo(_MANIFEST).file_size > _LARGEST_MANIFEST:
            raise Broken("What it says about itself cannot be read.")
        return read_manifest(self._archive.read(_MANIFEST))

    def _compare_with_manifest(self) -> None:
        """Every part is there once, nothing else is, and each is what was written."""
        names = sorted(self._archive.namelist())
        if names != sorted([_MANIFEST, _README, *(part.name for part in self.manifest.parts)]):
            raise Broken("It does not hold the files that it should.")
        for part in self.manifest.parts:
            digest, size = sha256(), 0
            for piece in self._pieces(part.name):
                digest.update(piece)
                size += len(piece)
                if size > part.size:
                    break
            if size != part.size or digest.hexdigest() != part.sha256:
                raise Broken(f"It is damaged: {part.name} is not what was written.")

    def content(self, name: str) -> bytes:
        """A part that is no table, whole."""
        return b"".join(self._pieces(name))

    def rows(self, rows: Rows) -> Iterator[list[Any]]:
        """The rows of a table. Raises ``Broken`` for a line that is none, or another number of them."""
        count = 0
        with self._archive.open(rows.part) as file:
            while line := file.readline(_LARGEST_ROW):
                count += 1
                yield self._row(line, rows)
        if count != rows.count:
            raise Broken(f"It is damaged: {rows.part} holds another number of rows than it should.")

    def _row(self, line: bytes, rows: Rows) -> list[Any]:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise Broken(f"It is damaged: a line of {rows.part} cannot be read.") from error
        if not isinstance(row, list) or len(row) != len(rows.columns):
            raise Broken(f"It is damaged: a line of {rows.part} is no row.")
        return row

    def _pieces(self, name: str) -> Iterator[bytes]:
        with self._archive.open(name) as file:
            while piece := file.read(_PIECE):
                yield piece


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """A backup, looked through. Raises ``Broken`` with a sentence for a file that is none or is damaged."""
    try:
        with ZipFile(path) as archive:
            _refuse_bombs(path, archive)
            yield Backup(archive)
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        RuntimeError,
        UnicodeDecodeError,
    ) as error:
        if isinstance(error, RecursionError):
            raise
        raise Broken("It is no backup of Tallgrass, or it is damaged.") from error


def _refuse_bombs(path: Path, archive: ZipFile) -> None:
    size = sum(entry.file_size for entry in archive.infolist())
    if size > max(_HARMLESS, _MOST_SQUEEZED * path.stat().st_size):
        raise Broken("It would grow to many times its size, as no backup does.")
    if size > shutil.disk_usage(path.parent).free:
        raise Broken(f"What it holds needs {size // 1_000_000} MB of free space, and there is less.")
