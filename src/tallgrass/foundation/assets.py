"""The style sheet, the faces and the scripts as files, named by what they hold, so that browsers may keep them."""

import gzip
import os
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Final, NamedTuple

from tallgrass.foundation.ui.style import (
    FACES,
    answering_stylesheet,
    face_bytes,
    sheet_stylesheet,
    stylesheet,
    wall_stylesheet,
)

_ADDRESS: Final = "/static/"
#: The scripts by the name the program gives them. Only pages that say so in their headers run one.
_SCRIPTS: Final = {
    "passkeys": Path(__file__).parent / "accounts" / "scripts" / "passkeys.js",
    "one-by-one": Path(__file__).parent / "ui" / "scripts" / "one-by-one.js",
    "copy": Path(__file__).parent / "ui" / "scripts" / "copy.js",
    "keying": Path(__file__).parent / "ui" / "scripts" / "keying.js",
    "room": Path(__file__).parent / "ui" / "scripts" / "room.js",
}
_COMPRESSED: Final = (".css", ".js")


class Asset(NamedTuple):
    """A file that pages refer to: its name with its digest inside, and its bytes."""

    name: str
    content: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """Every asset by the name the program gives it: each face, each script, and ``stylesheet``, which names faces."""
    made = {face: _asset(face, "woff2", face_bytes(face)) for face in FACES}
    style = stylesheet(lambda face: _ADDRESS + made[face].name)
    made["stylesheet"] = _asset("tallgrass", "css", style.encode())
    small = answering_stylesheet(lambda face: _ADDRESS + made[face].name)
    made["answering"] = _asset("answering", "css", small.encode())
    sheets = sheet_stylesheet(lambda face: _ADDRESS + made[face].name)
    made["sheet"] = _asset("sheet", "css", sheets.encode())
    wall = wall_stylesheet(lambda face: _ADDRESS + made[face].name)
    made["wall"] = _asset("wall", "css", wall.encode())
    made |= {name: _asset(name, "js", path.read_bytes()) for name, path in _SCRIPTS.items()}
    return MappingProxyType(made)


def stylesheet_address() -> str:
    """Where a page finds the style sheet."""
    return asset_address("stylesheet")


def asset_address(name: str) -> str:
    """Where a page finds an asset by the name the program gives it. Raises ``KeyError`` where there is none."""
    return _ADDRESS + assets()[name].name


def write_assets(folder: Path) -> None:
    """Put every asset into ``folder``, style sheet and scripts also compressed. What is there already stays."""
    folder.mkdir(parents=True, exist_ok=True)
    for asset in assets().values():
        _write(folder / asset.name, asset.content)
        if asset.name.endswith(_COMPRESSED):
            _write(folder / f"{asset.name}.gz", gzip.compress(asset.content, mtime=0))


def _asset(name: str, ending: str, content: bytes) -> Asset:
    return Asset(f"{name}.{sha256(content).hexdigest()[:12]}.{ending}", content)


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: another process may be serving the folder."""
    if path.exists():
        return
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.write_bytes(content)
    half.replace(path)
