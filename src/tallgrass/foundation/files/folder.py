"""A folder of files, as a person keeps one: names in any case, other things lying beside, nothing followed
out of it.
"""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tallgrass.foundation.files.problems import Ours, Problems
from tallgrass.foundation.files.workbook import OTHER_SUFFIXES, SUFFIX

#: What computers leave in a folder by themselves, and what Tallgrass writes there or reads apart: not worth a word.
_EXPECTED: Final = frozenset(
    {
        "thumbs.db",
        "desktop.ini",
        "private.json",
        "scorecard",
        "__macosx",
        "readme.md",
        "readme.txt",
        "words",
        "interviews.csv",
        "set_apart",
        "rounds",
        "scorecards",
    }
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder that have a meaning, by the name they are known under (``players.csv``).

    ``others`` are the ones that have none.
    """

    path: Path
    files: Mapping[str, Path]
    others: tuple[Path, ...] = ()

    def file(self, name: str) -> Path | None:
        """Where a file is; None where the folder has none."""
        return self.files.get(name)

    def note_others(self, problems: Problems, used: Collection[Path] = ()) -> None:
        """Say which files were not read, those apart that turned out to be ``used``."""
        resolved = {path.resolve() for path in used}
        others = tuple(other.name for other in self.others if other.resolve() not in resolved)
        for key, names in (
            ("workbooks", tuple(name for name in others if _is_workbook(name))),
            ("other_files", tuple(name for name in others if not _is_workbook(name))),
        ):
            if names:
                problems.note(key, None, files=names)


def open_folder(path: Path, known: Iterable[str], required: Iterable[str], problems: Problems) -> Folder:
    """Look through a folder, without reading a file.

    Refuses a folder that is missing or empty (and then names the files that are ``required``), and two files
    of one name in different case. Notes links, which are not followed.
    """
    known = frozenset(known)
    try:
        entries = sorted(path.iterdir())
    except OSError as error:
        if path.is_dir():
            problems.refuse("cannot_open", str(path), reason=error.strerror or type(error).__name__)
        else:
            problems.refuse("not_a_folder" if path.exists() else "no_folder", None, folder=Ours(path))
        return Folder(path, {})
    if not entries:
        problems.refuse("empty_folder", None, folder=Ours(path), required=tuple(required))
        return Folder(path, {})
    files: dict[str, Path] = {}
    others = []
    for entry in entries:
        name = entry.name.casefold()
        if name not in known:
            if name not in _EXPECTED and not name.startswith((".", "~")):
                others.append(entry)
        elif name in files:
            problems.refuse("file_twice", entry.name, other=files[name].name)
        elif (fault := _unusable(entry)) is not None:
            problems.note(fault, entry.name)
        else:
            files[name] = entry
    return Folder(path, files, tuple(others))


def refuse_missing(
    folder: Folder, required: Iterable[str], there: Collection[str], problems: Problems
) -> None:
    """Refuse each required file that is not ``there``; a workbook that cannot be read is named with it."""
    unread = tuple(other.name for other in folder.others if other.suffix.casefold() in OTHER_SUFFIXES)
    for name in required:
        if name in there:
            continue
        misnamed = tuple(
            other.name for other in folder.others if other.name.casefold().startswith(f"{name}.")
        )
        if misnamed:
            problems.refuse("missing_file_misnamed", name, others=misnamed)
        else:
            problems.refuse("missing_file_workbook" if unread else "missing_file", name, others=unread)


def _unusable(entry: Path) -> str | None:
    """The key of the sentence that says why an entry is not read; None for a plain file."""
    try:
        if entry.is_symlink():
            return "link_not_followed"
        return None if entry.is_file() else "not_a_file"
    except OSError:
        return "not_a_file"


def _is_workbook(name: str) -> bool:
    return name.casefold().endswith((SUFFIX, *OTHER_SUFFIXES))


def inside(folder: Path, written: str) -> Path | None:
    """The file that a path written in a folder means; None where it leads out of the folder or nowhere."""
    try:
        root = folder.resolve()
        found = (root / written).resolve()
        return found if found.is_relative_to(root) and found.exists() and found != root else None
    except (OSError, ValueError, RuntimeError):
        return None


def digests(files: Iterable[Path]) -> dict[str, str]:
    """The SHA-256 of each file, by its name: for the place's own keeping, never published."""
    found = {}
    for path in sorted(files):
        with path.open("rb") as file:
            found[path.name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found
