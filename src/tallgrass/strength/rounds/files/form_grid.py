"""The columns of a form as its maker writes them: one row of headers, or two."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from tallgrass.foundation.files import Grid
from tallgrass.foundation.files.grid import GridRow
from tallgrass.strength.rounds.method.matching import FormColumn
from tallgrass.strength.rounds.method.vocabulary import Vocabulary, plain

#: What stands in a second row of headers under a question with one answer.
_SECOND_ROW: Final = frozenset(
    plain(text)
    for text in (
        "Response",
        "Open-Ended Response",
        "Respuesta",
        "Respuesta abierta",
        "Respuesta de composición abierta",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormGrid:
    """A form's columns with what their cells hold, and its rows behind the headers."""

    grid: Grid
    columns: tuple[FormColumn, ...]
    rows: tuple[GridRow, ...]


def form_grid(grid: Grid, known: Vocabulary) -> FormGrid:
    """Understand which rows are headers. Columns without a header are left out where they are blank too."""
    headers = [title.strip() for title in grid.titles]
    rows = grid.rows[1:]
    if rows and _is_second_row(headers, rows[0][1], known):
        headers = _joined(headers, rows[0][1])
        rows = rows[1:]
    width = max([len(headers), *(len(cells) for _, cells in rows)], default=0)
    headers += [""] * (width - len(headers))
    values = [Counter[str]() for _ in headers]
    for _, cells in rows:
        for at, cell in enumerate(cells):
            if text := cell.strip():
                values[at][text] += 1
    columns = tuple(
        FormColumn(at, header, values[at])
        for at, header in enumerate(headers)
        if header or values[at]
    )  # fmt: skip
    return FormGrid(grid, columns, rows)


def _is_second_row(headers: list[str], cells: tuple[str, ...], known: Vocabulary) -> bool:
    """Whether a row goes on with the headers: it says "Response", or asks questions where they are blank."""
    if any(plain(cell) in _SECOND_ROW for cell in cells if cell.strip()):
        return True
    blank = [cell for header, cell in zip(headers, cells, strict=False) if not header and cell.strip()]
    return any(plain(cell) in known.questions for cell in blank)


def _joined(headers: list[str], cells: tuple[str, ...]) -> list[str]:
    """Both rows as one: a blank header belongs to the last one before it, "Response" says nothing."""
    joined = []
    last = ""
    for at in range(max(len(headers), len(cells))):
        first = headers[at] if at < len(headers) else ""
        second = cells[at].strip() if at < len(cells) else ""
        last = first or last
        if not second or plain(second) in _SECOND_ROW:
            joined.append(first)
        else:
            joined.append(f"{last}\n{second}" if last else second)
    return joined
