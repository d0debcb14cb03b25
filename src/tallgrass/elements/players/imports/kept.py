"""What an import keeps between the preview and its end: the list as it was read, the columns, the fates, the choices.

The list itself is kept as texts until the import is applied or dropped, so that everything can be worked out anew
from it; after that only what it takes to undo the import.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from tallgrass.elements.players.imports.files import List
from tallgrass.elements.players.imports.method.columns import Column, columns_of
from tallgrass.elements.players.method.records import Tie, TieState
from tallgrass.foundation.files import Problem


@dataclass(slots=True)
class Preview:
    """A list that has been read. ``roles`` say what each column is taken for, ``choices`` what a person said of rows.

    ``fates`` are those of ``RowFate.as_json``; None while nobody has said which column holds the names.
    ``compared_with`` is a mark of the partners that they were worked out from.
    """

    titles: list[str]
    first_row: int
    rows: list[tuple[int, list[str]]]
    faulty: dict[int, str]
    roles: list[str]
    ties: list[Tie] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    fates: list[dict[str, Any]] | None = None
    choices: dict[int, str] = field(default_factory=dict)
    compared_with: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns as they are read."""
        return columns_of(self.titles, self.roles)


def preview_of(read: List, roles: list[str]) -> Preview:
    """The preview of a list that was just read, without fates."""
    return Preview(
        titles=list(read.titles),
        first_row=read.first_row,
        rows=[(number, list(cells)) for number, cells in read.rows],
        faulty=dict(read.faulty),
        roles=roles,
        ties=list(read.ties),
        notes=list(read.notes),
    )


def to_json(preview: Preview) -> dict[str, Any]:
    """A preview as plain JSON."""
    return {
        "titles": preview.titles,
        "first_row": preview.first_row,
        "rows": [[number, cells] for number, cells in preview.rows],
        "faulty": {str(number): key for number, key in preview.faulty.items()},
        "roles": preview.roles,
        "ties": [_tie_to_json(tie) for tie in preview.ties],
        "notes": [_note_to_json(note) for note in preview.notes],
        "fates": preview.fates,
        "choices": {str(number): choice for number, choice in preview.choices.items()},
        "compared_with": preview.compared_with,
    }


def from_json(plan: Mapping[str, Any]) -> Preview:
    """A preview out of plain JSON."""
    return Preview(
        titles=plan["titles"],
        first_row=plan["first_row"],
        rows=[(number, cells) for number, cells in plan["rows"]],
        faulty={int(number): key for number, key in plan["faulty"].items()},
        roles=plan["roles"],
        ties=[_tie_from_json(tie) for tie in plan["ties"]],
        notes=[_note_from_json(note) for note in plan["notes"]],
        fates=plan["fates"],
        choices={int(number): choice for number, choice in plan["choices"].items()},
        compared_with=plan.get("compared_with", ""),
    )


def _tie_to_json(tie: Tie) -> list[Any]:
    days = (day.isoformat() if day else None for day in (tie.since, tie.confirmed_on))
    return [tie.from_id, tie.to_id, tie.type, tie.state, *days]


def _tie_from_json(tie: list[Any]) -> Tie:
    days = (date.fromisoformat(day) if day else None for day in tie[4:6])
    return Tie(tie[0], tie[1], tie[2], cast(TieState, tie[3]), *days)


def _note_to_json(note: Problem) -> dict[str, Any]:
    return {"key": note.key, "file": note.file, "details": dict(note.details), "column": note.column}


def _note_from_json(note: Mapping[str, Any]) -> Problem:
    details = {
        name: tuple(value) if isinstance(value, list) else value for name, value in note["details"].items()
    }
    return Problem(note["key"], note["file"], None, note["column"], details)
