"""The backup of every night: made, copied to a second folder where one is named, and let go after some days."""

import re
import shutil
import time
from datetime import datetime, timedelta
from hashlib import file_digest
from pathlib import Path
from typing import Final

from tallgrass.web.backup.making import make_backup
from tallgrass.web.copies import private_file

#: Where they are, in the data folder.
FOLDER: Final = Path("backups") / "nightly"
#: One that is younger is the one of this night: a worker that was killed after it makes no second one.
THIS_NIGHT: Final = timedelta(hours=12)

_NAME: Final = re.compile(r"tallgrass-everything-(\d{4}-\d{2}-\d{2}-\d{6})\.zip")
#: What a program leaves that was killed while it wrote.
_HALF: Final = re.compile(r"tallgrass-everything-[\d-]{17}\.zip\.\d+|\.tallgrass-\w+")
_STAMP: Final = "%Y-%m-%d-%H%M%S"


class NoRoom(Exception):
    """The disk has too little room for another backup."""


class NotTheSame(Exception):
    """A copy does not hold what was copied: the folder that it is in cannot be trusted."""


def backup_of_tonight(data: Path, now: datetime, days: int) -> Path:
    """Make tonight's backup, unless there is one, and let go those older than ``days`` days; the newest always stays.

    Returns the backup. Raises ``NoRoom`` where the disk has no room for it beside the last one.
    """
    folder = data / FOLDER
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _sweep(folder)
    made = newest(folder)
    if made is None or now - _made_at(made, now) >= THIS_NIGHT:
        if made is not None and shutil.disk_usage(folder).free < 3 * made.stat().st_size:
            raise NoRoom(folder.name)
        made = folder / f"tallgrass-everything-{now:{_STAMP}}.zip"
        make_backup(data, made, now)
    let_old_ones_go(folder, now, days)
    return made


def newest(folder: Path) -> Path | None:
    """The newest backup in a folder; None where there is none."""
    return max(_backups(folder), default=None, key=lambda path: path.name)


def copy_to(folder: Path, backup: Path) -> Path:
    """Copy a backup into another folder, which must be there, and read it again; one that is the same stays.

    Raises ``OSError`` where the folder cannot be written and ``NotTheSame`` where the copy differs.
    """
    if not folder.is_dir():  # a drive that is not connected: never fill the place where it would be
        raise FileNotFoundError(2, "there is no such folder", str(folder))
    target = folder / backup.name
    if not target.exists():
        half = private_file(folder / f"{backup.name}.0")
        shutil.copyfile(backup, half)
        half.replace(target)
    if _digest(target) != _digest(backup):
        target.unlink()
        raise NotTheSame(folder.name)
    return target


def let_old_ones_go(folder: Path, now: datetime, days: int) -> None:
    """Delete the backups of a folder that are older than ``days`` days. The newest and any other file stay."""
    last = newest(folder)
    for path in _backups(folder):
        if path != last and now - _made_at(path, now) > timedelta(days=days):
            path.unlink(missing_ok=True)


def _backups(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if _NAME.fullmatch(path.name)]


def _made_at(backup: Path, now: datetime) -> datetime:
    """When a backup was made, by its name; in the time zone of ``now``."""
    found = _NAME.fullmatch(backup.name)
    assert found is not None, "asked for a backup by its name"  # noqa: S101
    return datetime.strptime(found[1], _STAMP).replace(tzinfo=now.tzinfo)


def _sweep(folder: Path) -> None:
    """Delete what was left half written a day ago or earlier."""
    for path in folder.iterdir():
        if _HALF.fullmatch(path.name) and time.time() - path.stat().st_mtime > 86_400:
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
