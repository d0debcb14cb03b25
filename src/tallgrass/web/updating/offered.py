"""What somebody offers as the newer Tallgrass: a wheel, or a folder of its source. Looked at, never run."""

import re
import tomllib
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

_OURS: Final = "tallgrass"
_VERSION: Final = re.compile(r"\d{1,5}(\.\d{1,5}){0,3}")
_METADATA: Final = re.compile(r"tallgrass-[^/]+\.dist-info/METADATA")


class NotTallgrass(Exception):
    """What is offered is no Tallgrass that can be installed; the message is a sentence."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A Tallgrass to install: where it is, its version, and whether it is a wheel (else a folder of source)."""

    path: Path
    version: str
    wheel: bool


def offered(path: Path) -> Offered:
    """What is at ``path``. Raises ``NotTallgrass``."""
    if path.is_dir():
        return Offered(path.absolute(), _checked(path, *_of_folder(path)), False)
    return Offered(path.absolute(), _checked(path, *_of_wheel(path)), True)


def is_older(version: str, than: str) -> bool:
    """Whether a version comes before another one, both as numbers with points between."""
    return _numbers(version) < _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    numbers = [int(part) for part in version.split(".")]
    return tuple(numbers + [0] * (4 - len(numbers)))


def _of_folder(path: Path) -> tuple[str, str]:
    try:
        project = tomllib.loads((path / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        return str(project["name"]), str(project["version"])
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise NotTallgrass(f"{path} is no folder of Tallgrass: it has no pyproject.toml of it.") from error


def _of_wheel(path: Path) -> tuple[str, str]:
    try:
        with ZipFile(path) as archive:
            (name,) = (one for one in archive.namelist() if _METADATA.fullmatch(one))
            said = Parser().parsestr(archive.read(name).decode("utf-8"))
    except (BadZipFile, ValueError) as error:
        raise NotTallgrass(f"{path} is neither a folder nor a wheel (.whl) of Tallgrass.") from error
    return str(said["Name"]), str(said["Version"])


def _checked(path: Path, name: str, version: str) -> str:
    if name != _OURS or not _VERSION.fullmatch(version):
        raise NotTallgrass(f"{path} is no Tallgrass: it calls itself {name[:60]} {version[:60]}.")
    return version
