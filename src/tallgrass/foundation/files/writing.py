"""Tables out: CSV that no spreadsheet will run.

A cell that a spreadsheet could take for a formula gets an apostrophe in front, which spreadsheets show as
text; plain numbers stay numbers. Who reads such a table takes the apostrophe away again.
"""

import io
import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Final, TextIO

#: What a spreadsheet takes for the beginning of a formula, full-width forms included.
_STARTS: Final = "=+\\-@＝＋－＠"
_UNSEEN: Final = r"\s\u200b\ufeff\u2060\u00ad\u180e"
_FORMULA: Final = re.compile(rf"[{_UNSEEN}]*[{_STARTS}]|[\t\r\n]")
#: A program that splits at other separators than ours would see a cell begin here.
_INNER: Final = re.compile(rf"([;\t\r\n][{_UNSEEN}\"]*)('*)(?=[{_STARTS}])")
_QUOTE: Final = re.compile(r"[\",;\t\r\n]|^\s|\s$").search
_PLAIN_NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")

Cell = str | int | float | Fraction | bool | None


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet could run this text."""
    return _FORMULA.match(text) is not None and not _PLAIN_NUMBER.fullmatch(text)


def neutral(text: str) -> str:
    """The text with an apostrophe wherever a spreadsheet could see a formula begin; plain numbers as they
    are.
    """
    if _PLAIN_NUMBER.fullmatch(text):
        return text
    inner = _INNER.sub(lambda found: f"{found[1]}{found[2] or chr(39)}", text)
    return f"'{inner}" if _FORMULA.match(text) else inner


def told_apart(text: str) -> str:
    """``neutral`` for a text that comes back: where it has apostrophes of its own, one is added all the same."""
    if _PLAIN_NUMBER.fullmatch(text):
        return text
    inner = _INNER.sub(r"\1'\2", text)
    return f"'{inner}" if looks_like_formula(text.lstrip("'")) else inner


def meant(text: str) -> str:
    """What a cell means: an apostrophe of ``neutral`` or ``told_apart`` taken back, as a spreadsheet does."""
    if "'" not in text:
        return text
    bare = _INNER.sub(lambda found: found[1] + found[2][1:], text)
    return bare[1:] if bare.startswith("'") and looks_like_formula(bare.lstrip("'")) else bare


def write_table(
    target: Path | TextIO, header: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str = ","
) -> None:
    """Write a table as CSV: UTF-8 and LF for a path; a stream should not translate line ends.

    None is written as a blank cell, flags as ``yes`` and ``no``, numbers as they print. Texts are
    neutralised.
    """
    if isinstance(target, Path):
        with target.open("w", encoding="utf-8", newline="") as stream:
            _write(stream, header, rows, separator)
    else:
        _write(target, header, rows, separator)


def table_text(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The same table as one text."""
    stream = io.StringIO(newline="")
    _write(stream, header, rows, ",")
    return stream.getvalue()


def _write(stream: TextIO, header: Sequence[str], rows: Iterable[Sequence[Cell]], separator: str) -> None:
    stream.write(_line([neutral(title) for title in header], separator))
    for row in rows:
        stream.write(_line([_cell(cell) for cell in row], separator))


def _line(cells: list[str], separator: str) -> str:
    """One row. Written here, so that every version of Python quotes the same cells."""
    if cells == [""]:
        return '""\n'
    return (
        separator.join(f'"{cell.replace(chr(34), chr(34) * 2)}"' if _QUOTE(cell) else cell for cell in cells)
        + "\n"
    )


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return neutral(cell) if isinstance(cell, str) else str(cell)
