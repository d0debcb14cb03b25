"""Where a copy is written: a folder or a ZIP file, whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import IO
from zipfile import ZIP_DEFLATED, ZipFile

from tallgrass.web.static_copy.taking import Write


class Taken(Exception):
    """Something lies already where a copy was to be written."""


@contextmanager
def into(out: Path) -> Iterator[Write]:
    """Write into the folder ``out``, or the file where it ends in ``.zip``; it is there once all is written.

    Raises ``Taken`` and ``OSError``. Where the copy fails nothing stays.
    """
    packed = out.suffix.lower() == ".zip"
    if out.exists() and (packed or not out.is_dir() or any(out.iterdir())):
        raise Taken
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(mkdtemp(prefix=f".{out.name}.", dir=out.parent))
    try:
        if packed:
            with (beside / "copy").open("wb") as file, zipped(file) as write:
                yield write
            (beside / "copy").replace(out)
        else:
            yield lambda name, content: _write(beside / name, content)
            beside.chmod(0o755)
            beside.replace(out)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def zipped(file: IO[bytes]) -> Iterator[Write]:
    """Write into a ZIP file that is open for writing."""
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        yield archive.writestr


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
