"""How this Tallgrass is installed, and the commands that put another one in its place."""

import json
import os
import sys
from importlib.metadata import distribution
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tallgrass.web.updating.offered import Offered

#: The parts that a site can have, each with a module that it brings.
_PARTS = {"postgres": "psycopg", "pdf": "typst"}


def source_folder() -> str | None:
    """The folder of source that this Tallgrass runs from, where it is not a copy of its own; None else."""
    told = distribution("tallgrass").read_text("direct_url.json")
    entries = json.loads(told) if told else {}
    if not entries.get("dir_info", {}).get("editable"):
        return None
    return url2pathname(urlsplit(str(entries["url"])).path)


def in_environment() -> bool:
    """Whether it stands in an environment of its own, into which pip may install."""
    return sys.prefix != sys.base_prefix and find_spec("pip") is not None


def parts() -> list[str]:
    """The parts that are installed beside the program: what an update has to bring again."""
    return ["site", *(part for part, module in _PARTS.items() if find_spec(module) is not None)]


def commands(new: Offered) -> list[list[str]]:
    """The commands that install it. From a folder every package beside it is checked against the hash kept there."""
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if new.wheel:
        return [[*pip, f"{new.path}[{','.join(parts())}]"]]
    file = new.path / "requirements" / ("server.txt" if len(parts()) > 1 else "site.txt")
    hashed = [[*pip, "--require-hashes", "--requirement", str(file)]] if file.is_file() else []
    return [*hashed, [*pip, "--no-deps", "--no-build-isolation", "--force-reinstall", str(new.path)]]


def owner_of(folder: Path) -> tuple[int, int] | None:
    """The account and group that a folder belongs to, where somebody else (root) is at work; None else."""
    if os.name != "posix" or os.geteuid() != 0 or not folder.exists():
        return None
    found = folder.stat()
    return (found.st_uid, found.st_gid) if found.st_uid else None
