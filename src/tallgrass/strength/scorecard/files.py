"""A folder of files becomes the inputs of a scorecard, with everything that was odd about it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tallgrass.elements.players.files import PLAYERS, TIES, read_players, read_ties
from tallgrass.foundation.files import Grid, Ours, Problem, Problems, Refused, Source, Table, Text
from tallgrass.places.files import framework_location, place_of, read_place
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
from tallgrass.strength.rounds.files.form_memory import read_memory
from tallgrass.strength.rounds.files.forms import (
    Form,
    known_words,
    match_grid,
    open_form,
    read_form,
    refuse_open,
)
from tallgrass.strength.rounds.method.adding import added
from tallgrass.strength.scorecard.gathering import REQUIRED, Gathered, gather
from tallgrass.strength.scorecard.method.inputs import Inputs
from tallgrass.strength.scorecard.workbook.labels import language_of, place_key_of
from tallgrass.strength.scorecard.workbook.reading import (
    check_people,
    is_wide,
    name_place_cells,
    place_entries,
    translated,
)
from tallgrass.strength.scorecard.workbook.tables import TABLES

__all__ = ["REQUIRED", "TABLES", "FolderRead", "FrameworkLoader", "Undecided", "read_folder", "read_texts"]

#: Finds a framework by its name, or in a file inside the folder; may raise FrameworkFaults.
FrameworkLoader = Callable[[str | Path], Framework]


@dataclass(frozen=True, slots=True)
class FolderRead:
    """What a folder holds. ``files`` are the files that were read, for their digests; ``sources`` is where each table
    lies, in its own names and codes (answers may lie in ``forms`` as well).

    ``reported`` are problems that a person should look at (exit code 1); ``noted`` tells how files were read.
    ``forms`` are the exports of forms, with how their columns were matched.
    """

    inputs: Inputs
    reported: tuple[Problem, ...]
    noted: tuple[Problem, ...]
    files: tuple[Path, ...]
    forms: tuple[Form, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)


class Undecided(Refused):
    """Forms have columns, answers or kinds that only a person can tell. ``forms`` are these forms."""

    def __init__(
        self, problems: Sequence[Problem], total: int, language: str | None, forms: tuple[Form, ...]
    ) -> None:
        super().__init__(problems, total, language)
        self.forms = forms


def read_folder(
    path: Path,
    load: FrameworkLoader,
    *,
    as_of: date | None = None,
    previous: Mapping[str, Any] | None = None,
    forms: Sequence[Path] = (),
) -> FolderRead:
    """Read a folder, or the workbook of a place, whole. Nothing is written.

    ``as_of`` stands over the place's own; ``previous`` is an earlier scorecard document; ``forms`` are exports
    of forms outside the folder. Raises ``Refused`` with everything that must be mended, found in one go, and
    ``Undecided`` where a form has columns that only a person can tell.
    """
    problems = Problems()
    gathered = gather(path, forms, problems)
    place = _place(gathered, problems, as_of)
    if isinstance(gathered.place, Grid):
        problems.language = language_of(gathered.place.name)
    if place is not None:
        problems.language = place.languages[0]
    location = framework_location(gathered.folder, place) if place else None
    framework = _framework(location, load, problems) if location is not None else None
    used = (location,) if isinstance(location, Path) else ()
    gathered.note_others(problems, used)
    tables = _Tables(gathered, framework, problems)
    tables.read()
    if tables.undecided:
        raise Undecided(problems.refused, problems.refusals, problems.language, tuple(tables.undecided))
    problems.raise_refusals()
    if place is None or framework is None:
        raise AssertionError("a place or framework that cannot be used is refused")
    inputs = Inputs(place=place, framework=framework, rows=tables.rows, previous=previous, **tables.found)
    files = (*gathered.files, *used)
    noted, reported = tuple(problems.noted), tuple(problems.reported)
    return FolderRead(inputs, reported, noted, files, tuple(tables.forms), tables.sources)


def read_texts(
    place: PlaceRecord,
    framework: Framework,
    texts: Mapping[str, Text],
    problems: Problems,
    previous: Mapping[str, Any] | None = None,
) -> Inputs:
    """The inputs that tables give which lie in no folder: the same readers as for one. ``texts`` are CSV by table.

    Raises ``Refused`` with everything that must be mended.
    """
    tables = _Tables(Gathered(Path(), tables=dict(texts)), framework, problems)
    tables.read()
    problems.raise_refusals()
    return Inputs(place=place, framework=framework, rows=tables.rows, previous=previous, **tables.found)


def _framework(location: str | Path, load: FrameworkLoader, problems: Problems) -> Framework | None:
    """The framework of a place; None where it has faults, each told in a sentence of its own."""
    try:
        return load(location)
    except FrameworkFaults as error:
        for fault in error.faults:
            problems.refuse("framework_fault", what=Ours(fault))
        return None


def _place(gathered: Gathered, problems: Problems, as_of: date | None) -> PlaceRecord | None:
    if isinstance(gathered.place, Path):
        return read_place(gathered.place, problems, as_of)
    if not isinstance(gathered.place, Grid):
        return None
    grid = gathered.place
    entries, rows = place_entries(grid)
    name_place_cells(grid, rows, problems)
    labels = {place_key_of(cells[0]) or "": cells[0] for _, cells in grid.rows if cells}
    return place_of(entries, grid.name, gathered.folder, problems, as_of, labels)


class _Tables:
    """Reads the tables of one place. Without a framework (refused already) only those that need none.

    ``forms`` are the exports that were read, ``undecided`` those with questions to a person.
    """

    def __init__(self, gathered: Gathered, framework: Framework | None, problems: Problems) -> None:
        self._gathered = gathered
        self._framework = framework
        self._problems = problems
        self.found: dict[str, Any] = {}
        self.rows: dict[str, int] = {}
        self.sources: dict[str, Source] = {}
        self.forms: list[Form] = []
        self.undecided: list[Form] = []

    def read(self) -> None:
        """Read every table that is there; one that is absent stays unknown."""
        problems = self._problems
        before = problems.refusals
        self._take(PLAYERS, lambda source: read_players(source, problems))
        in_order = PLAYERS.name in self.found and problems.refusals == before
        players = frozenset(each.player_id for each in self.found[PLAYERS.name]) if in_order else None
        self._take(TIES, lambda source: read_ties(source, players, problems))
        self._take(ASKED, lambda source: read_asked(source, problems))
        if self._framework is None:
            return
        framework = self._framework
        criteria = tuple(criterion.id for criterion in framework.criteria)
        items = (*criteria, *(element.id for element in framework.elements))
        self._read_answers(framework, criteria)
        self._take(AGREED, lambda source: read_agreed(source, criteria, problems))
        self._take(RANKINGS, lambda source: read_rankings(source, items, problems))
        self._take(COMMENTS, lambda source: read_comments(source, criteria, problems))
        self._take(SIGNED, lambda source: read_signed(source, criteria, players, problems))
        self._take(EVIDENCE, lambda source: read_evidence(source, criteria, problems))
        self._take(READINGS, lambda source: read_readings(source, framework.readings, problems))

    def _take(self, table: Table, read: Callable[[Source], tuple[Any, int]]) -> None:
        source = self._gathered.tables.get(table.name)
        if source is None:
            return
        if isinstance(source, Grid):
            source = translated(source, table, self._framework)
        self.sources[table.name] = source
        self.found[table.name], self.rows[table.name] = read(source)

    def _read_answers(self, framework: Framework, criteria: tuple[str, ...]) -> None:
        """Answers from the long table or the workbook's wide sheet, and from every form, added up."""
        problems = self._problems
        source = self._gathered.tables.get(ANSWERS.name)
        wide = isinstance(source, Grid) and is_wide(source)
        residents = framework.forms.get("resident", ())
        if not wide:
            self._take(ANSWERS, lambda each: read_answers(each, criteria, residents, problems))
        parts = [self.found[ANSWERS.name]] if ANSWERS.name in self.found else []
        places = [source.name for source in (source,) if source is not None]
        known = known_words(framework) if wide or self._gathered.forms else None
        if known is None:
            return
        forms = []
        if isinstance(source, Grid) and wide:
            check_people(source, problems)
            memory = read_memory(source.path, known, problems)
            forms.append(match_grid(source, source.path, source.name, known, memory, typed=True))
        opened = [open_form(path, known, problems) for path in self._gathered.forms]
        forms += [form for form in opened if form is not None]
        rows = self.rows.get(ANSWERS.name, 0)
        for form in forms:
            if not form.matching.settled:
                refuse_open(form, problems)
                self.undecided.append(form)
                continue
            answers, count = read_form(form, problems)
            parts.append(answers)
            rows += count
            self.forms.append(form)
            if form.name not in places:
                places.append(form.name)
        if parts:
            self.found[ANSWERS.name], self.rows[ANSWERS.name] = added(parts, criteria), rows
        if len(parts) > 1:
            problems.note("answers_added", None, files=tuple(places))
