"""What a benchmark found, as tables to read and as a small file to keep."""

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

RESULTS = Path(__file__).parent / "results"

Row = dict[str, Any]


class Column(NamedTuple):
    """A column of a table: its heading, the key of its figures, and how they are printed (as by ``format``)."""

    head: str
    key: str
    shape: str = ""

    def cell(self, row: Row) -> str:
        """The figure of a row; a dash where there is none."""
        value = row[self.key]
        if isinstance(value, bool):
            return "yes" if value else ""
        return "-" if value is None else format(value, self.shape)


@dataclass(frozen=True, slots=True)
class Table:
    """A titled table with a note under it."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    note: str = ""

    def text(self) -> str:
        """The table in columns, words to the left and figures to the right."""
        cells = [[column.head for column in self.columns]]
        cells += [[column.cell(row) for column in self.columns] for row in self.rows]
        widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
        lines = [self.title, "-" * len(self.title)]
        for first, *others in cells:
            figures = [cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True)]
            lines.append("  ".join([first.ljust(widths[0]), *figures]))
        return "\n".join([*lines, self.note, ""])


@dataclass(frozen=True, slots=True)
class Figures:
    """One benchmark's figures: ``found`` is kept, ``tables`` are read."""

    name: str
    found: Row
    tables: list[Table] = field(default_factory=list)


def verdict(holds: bool) -> str:
    """How a figure stands to its bar."""
    return "holds" if holds else "SHORT"


def machine() -> Row:
    """Where the figures were made."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def keep(figures: Figures, command: str, seed: int) -> Path:
    """Write ``results/NAME.json`` with the command that made it."""
    path = RESULTS / f"{figures.name}.json"
    document = {"command": command, "seed": seed, "machine": machine(), **figures.found}
    path.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
