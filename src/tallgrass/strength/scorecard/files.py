"""A folder of files becomes the inputs of a scorecard, with everything that was odd about it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from tallgrass.elements.players.files import PLAYERS, TIES, read_players, read_ties
from tallgrass.foundation.files import Folder, Ours, Problem, Problems, Table, open_folder
from tallgrass.places.files import FILE as PLACE_FILE
from tallgrass.places.files import framework_location, read_place
from tallgrass.places.method.records import PlaceRecord
from tallgrass.strength.evidence.files import EVIDENCE, READINGS, read_evidence, read_readings
from tallgrass.strength.framework.files import FrameworkFaults
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.files import (
    AGREED,
    ANSWERS,
    ASKED,
    COMMENTS,
    RANKINGS,
    SIGNED,
    read_agreed,
    read_answers,
    read_asked,
    read_comments,
    read_rankings,
    read_signed,
)
from tallgrass.strength.scorecard.method.inputs import Inputs

#: Every table a folder may hold.
TABLES: Final = (
    PLAYERS,
    TIES,
    ANSWERS,
    ASKED,
    AGREED,
    RANKINGS,
    COMMENTS,
    SIGNED,
    EVIDENCE,
    READINGS,
)  # fmt: skip

REQUIRED: Final = (PLACE_FILE, PLAYERS.file)

#: Finds a framework by its name, or in a file inside the folder; may raise FrameworkFaults.
FrameworkLoader = Callable[[str | Path], Framework]


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What a folder holds. ``files`` are the files that were read, for their digests.

    ``reported`` are problems that a person should look at (exit code 1); ``noted`` tells how files were read.
    """

    inputs: Inputs
    reported: tuple[Problem, ...]
    noted: tuple[Problem, ...]
    files: tuple[Path, ...]


def read_folder(
    path: Path,
    load: FrameworkLoader,
    *,
    as_of: date | None = None,
    previous: Mapping[str, Any] | None = None,
) -> FolderRead:
    """Read a folder whole. Nothing is written.

    ``as_of`` stands over the one of ``place.toml``; ``previous`` is an earlier scorecard document. Raises
    ``Refused`` with everything that must be mended, found in one go.
    """
    problems = Problems()
    folder = open_folder(path, (PLACE_FILE, *(table.file for table in TABLES)), REQUIRED, problems)
    place = _place(folder, problems, as_of)
    location = framework_location(path, place) if place else None
    framework = _framework(location, load, problems) if location is not None else None
    used = (location,) if isinstance(location, Path) else ()
    folder.note_others(problems, used)
    tables = _Tables(folder, framework, problems)
    tables.read()
    problems.raise_refusals()
    if place is None or framework is None:
        raise AssertionError("a place or framework that cannot be used is refused")
    inputs = Inputs(place=place, framework=framework, rows=tables.rows, previous=previous, **tables.found)
    files = (*folder.files.values(), *used)
    return FolderRead(inputs, tuple(problems.reported), tuple(problems.noted), files)


def _framework(location: str | Path, load: FrameworkLoader, problems: Problems) -> Framework | None:
    """The framework of a place; None where it has faults, each told in a sentence of its own."""
    try:
        return load(location)
    except FrameworkFaults as error:
        for fault in error.faults:
            problems.refuse("framework_fault", what=Ours(fault))
        return None


def _place(folder: Folder, problems: Problems, as_of: date | None) -> PlaceRecord | None:
    path = folder.file(PLACE_FILE)
    return read_place(path, problems, as_of) if path else None


class _Tables:
    """Reads the tables of one folder. Without a framework (refused already) only those that need none."""

    def __init__(self, folder: Folder, framework: Framework | None, problems: Problems) -> None:
        self._folder = folder
        self._framework = framework
        self._problems = problems
        self.found: dict[str, Any] = {}
        self.rows: dict[str, int] = {}

    def read(self) -> None:
        """Read every table that is there; one that is absent stays unknown."""
        problems = self._problems
        before = problems.refusals
        self._take(PLAYERS, lambda path: read_players(path, problems))
        in_order = PLAYERS.name in self.found and problems.refusals == before
        players = frozenset(each.player_id for each in self.found[PLAYERS.name]) if in_order else None
        self._take(TIES, lambda path: read_ties(path, players, problems))
        self._take(ASKED, lambda path: read_asked(path, problems))
        if self._framework is None:
            return
        framework = self._framework
        criteria = tuple(criterion.id for criterion in framework.criteria)
        items = (*criteria, *(element.id for element in framework.elements))
        residents = framework.forms.get("resident", ())
        self._take(ANSWERS, lambda path: read_answers(path, criteria, residents, problems))
        self._take(AGREED, lambda path: read_agreed(path, criteria, problems))
        self._take(RANKINGS, lambda path: read_rankings(path, items, problems))
        self._take(COMMENTS, lambda path: read_comments(path, criteria, problems))
        self._take(SIGNED, lambda path: read_signed(path, criteria, players, problems))
        self._take(EVIDENCE, lambda path: read_evidence(path, criteria, problems))
        self._take(READINGS, lambda path: read_readings(path, framework.readings, problems))

    def _take(self, table: Table, read: Callable[[Path], tuple[Any, int]]) -> None:
        path = self._folder.file(table.file)
        if path is not None:
            self.found[table.name], self.rows[table.name] = read(path)
