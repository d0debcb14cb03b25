"""What is wrong, or worth knowing, about a file: typed, and told in one sentence in the reader's language.

Three lists are kept apart: *refused* (nothing is computed until it is mended), *reported* (done, and a
person should look) and *noted* (read as meant, with a word about how).
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from tallgrass.foundation.languages import SOURCE_LANGUAGE, words

#: So many refusals are printed; the rest are counted.
PRINTED: Final = 50

#: So much of a cell is repeated in a sentence.
QUOTED: Final = 60

Detail: TypeAlias = str | int | tuple[str, ...]

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


class Ours(str):
    """A text of the project's own inside a sentence: repeated whole, as no cell of a file is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing about one file. ``key`` names its sentence in ``files.json``.

    ``row`` is the row a spreadsheet shows (the header is row 1), ``column`` the name of the column or key;
    both are None where the whole file is meant. ``cell`` is the cell of a sheet (``F12``), which then stands
    for both. ``details`` fill the sentence.
    """

    key: str
    file: str | None = None
    row: int | None = None
    column: str | None = None
    details: Mapping[str, Detail] = field(default_factory=dict)
    cell: str | None = None

    def sentence(self, language: str = SOURCE_LANGUAGE) -> str:
        """Where, what, and what to do, in one sentence."""
        return _sentence(self, (self.file,) if self.file else (), language)


class Refused(Exception):
    """The files cannot be used as they are. ``problems`` holds the first 50, ``total`` counts all.

    ``language`` is the one the files are kept in, where that is known.
    """

    def __init__(
        self, problems: Sequence[Problem], total: int | None = None, language: str | None = None
    ) -> None:
        self.language = language
        self.problems = tuple(problems[:PRINTED])
        self.total = len(problems) if total is None else total
        super().__init__(self.problems, self.total)

    def sentences(self, language: str | None = None) -> list[str]:
        """At most 50 sentences, then how many more there are: in the language asked for, else in the files' own."""
        language = language or self.language or SOURCE_LANGUAGE
        told = [problem.sentence(language) for problem in self.problems]
        return at_most_printed(told, language, self.total)

    def __str__(self) -> str:
        return "\n".join(self.sentences())


@dataclass(slots=True)
class Problems:
    """Collects what is found while files are read; keeps the first 50 refusals and counts them all.

    ``cells`` says for the sheets of a workbook which cell a row and a column are. ``language`` is the one that the
    files are kept in, once that is known.
    """

    refused: list[Problem] = field(default_factory=list)
    reported: list[Problem] = field(default_factory=list)
    noted: list[Problem] = field(default_factory=list)
    refusals: int = 0
    cells: dict[str, Callable[[int | None, str | None], str | None]] = field(default_factory=dict)
    language: str | None = None

    def refuse(
        self,
        key: str,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **details: Detail,
    ) -> None:
        """Something that must be mended first."""
        self.refusals += 1
        if len(self.refused) < PRINTED:
            self.refused.append(self._problem(key, file, row, column, details))

    def report(
        self,
        key: str,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **details: Detail,
    ) -> None:
        """Something a person should look at; the scorecard is made all the same."""
        self.reported.append(self._problem(key, file, row, column, details))

    def note(
        self,
        key: str,
        file: str | None = None,
        row: int | None = None,
        column: str | None = None,
        **details: Detail,
    ) -> None:
        """Something that was read as meant, with a word about how."""
        self.noted.append(self._problem(key, file, row, column, details))

    def _problem(
        self,
        key: str,
        file: str | None,
        row: int | None,
        column: str | None,
        details: Mapping[str, Detail],
    ) -> Problem:
        locate = self.cells.get(file) if file is not None else None
        return Problem(key, file, row, column, details, locate(row, column) if locate else None)

    def raise_refusals(self) -> None:
        """Raise ``Refused`` if anything was refused."""
        if self.refusals:
            raise Refused(self.refused, self.refusals, self.language)


def at_most_printed(
    told: Sequence[str], language: str = SOURCE_LANGUAGE, total: int | None = None
) -> list[str]:
    """The first 50 of what is to be told, then how many more there are; ``total`` counts those not handed in too."""
    printed = list(told[:PRINTED])
    more = (len(told) if total is None else total) - len(printed)
    if more > 0:
        text = words(language, "files")["more"]
        printed.append(text["one" if more == 1 else "other"].format(count=more))
    return printed


def sentences(problems: Iterable[Problem], language: str = SOURCE_LANGUAGE) -> list[str]:
    """One sentence for each problem; what is the same in several files is told once, with the files."""
    same: dict[tuple[object, ...], tuple[Problem, list[str]]] = {}
    for problem in problems:
        details = tuple(sorted((name, str(value)) for name, value in problem.details.items()))
        _, files = same.setdefault(
            (problem.key, problem.row, problem.column, problem.cell and problem.file, details), (problem, [])
        )
        if problem.file and problem.file not in files:
            files.append(problem.file)
    return [_sentence(problem, tuple(files), language) for problem, files in same.values()]


def quoted(text: str) -> str:
    """A cell as a sentence may repeat it: one line, nothing a terminal would obey, at most 60 characters."""
    plain = _UNPRINTABLE.sub(" ", text).strip()
    return plain if len(plain) <= QUOTED else plain[: QUOTED - 1] + "…"


def _sentence(problem: Problem, files: tuple[str, ...], language: str) -> str:
    text = words(language, "files")
    where = [", ".join(quoted(file) for file in files)] if files else []
    if problem.cell is not None and len(where) == 1:
        where = [f"{where[0]}!{problem.cell}"]
    is_table = not (problem.file or "").casefold().endswith(".toml")
    if problem.row is not None and problem.cell is None:
        where.append(text["where"]["row" if is_table else "line"].format(row=problem.row))
    if problem.column is not None and problem.cell is None:
        column = quoted(problem.column)
        where.append(text["where"]["column" if is_table else "key"].format(column=column))
    told = text["problems"][problem.key].format_map(
        {name: _told(value) for name, value in problem.details.items()}
    )
    return str(text["where"]["sentence"].format(where=", ".join(where), what=told)) if where else str(told)


def _told(value: Detail) -> str:
    if isinstance(value, tuple):
        return ", ".join(quoted(part) for part in value)
    if isinstance(value, Ours):
        return _UNPRINTABLE.sub(" ", value)
    return quoted(value) if isinstance(value, str) else str(value)
