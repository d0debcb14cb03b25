"""Runs a page of the docs as a reader would: writes its files, types its commands, compares what is printed.

A comment before a block says what it is: ``<!-- file: NAME -->`` a file to save, ``<!-- printed -->`` words that the
last command printed, ``<!-- exit: 1 -->`` how the last command of the block ends, ``<!-- install -->`` commands that
install the program, and so are run apart. ``<!-- cells: WORKBOOK SHEET -->`` before a table says what to type into
which cell of a sheet: its columns are the sheet's, its first column is the row, and what "is there" is looked for.
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

_BLOCK = re.compile(
    r"(?:^<!-- ([^\n]*) -->\n)?^```(\w+)\n(.*?)^```$|^<!-- (cells: [^\n]*) -->\n((?:^\|[^\n]*\n)+)",
    re.MULTILINE | re.DOTALL,
)
_IS_THERE = (" (is there)", " (ya está)")


@dataclass(frozen=True)
class Block:
    """One block of a page. ``mark`` is the comment before it, ``kind`` the word behind its fence, or "table"."""

    mark: str
    kind: str
    text: str


def blocks(page: Path) -> Iterator[Block]:
    """The blocks of a page in order."""
    for mark, kind, text, cells, table in _BLOCK.findall(page.read_text(encoding="utf-8")):
        yield Block(cells, "table", table) if cells else Block(mark, kind, text)


def save_files(page: Path, folder: Path, *, ending: str | tuple[str, ...] = "") -> None:
    """Save the files of a page whose names end so."""
    for block in blocks(page):
        if block.mark.startswith("file: ") and block.mark.endswith(ending):
            _save(block, folder)


def follow(page: Path, folder: Path, *, switched_on: str = "true") -> int:
    """Do what a page says in an empty folder, and return how many commands were typed.

    ``switched_on`` is typed before each: the line that switches on an environment of the folder's own.
    """
    typed, printed = 0, ""
    for block in blocks(page):
        if block.mark.startswith("file: "):
            _save(block, folder)
        elif block.kind == "table":
            type_cells(block, folder)
        elif block.mark == "printed":
            assert _plain(block.text) in _plain(printed), (
                f"the page shows\n{block.text}\nbut it printed\n{printed}"
            )
        elif block.kind == "sh" and block.mark != "install":
            *before, last = block.text.splitlines()
            for command in before:
                type_in(f"{switched_on}; {command}", folder)
                typed += 1
            ends = int(block.mark.removeprefix("exit: ")) if block.mark.startswith("exit: ") else 0
            printed = type_in(f"{switched_on}; {last}", folder, ends)
            typed += 1
    return typed


def type_in(command: str, folder: Path, ends: int = 0) -> str:
    """Type a command in a folder; returns what it printed."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == ends, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def type_cells(block: Block, folder: Path) -> None:
    """Type the cells of a table into its workbook, as a spreadsheet program would take them, and save it."""
    name, title = block.mark.removeprefix("cells: ").rsplit(" ", 1)
    book = load_workbook(folder / name)
    sheet = book[title]
    head, _, *rows = [
        [cell.strip() for cell in line.strip("|\n").split("|")] for line in block.text.splitlines()
    ]
    for first, *values in rows:
        row = first.partition(" ")[0]
        for column, value in zip(head[1:], values, strict=True):
            cell = sheet[f"{column[0]}{row}"]
            if column.endswith(_IS_THERE) or first.endswith(_IS_THERE):
                assert cell.value == value, f"{title}!{cell.coordinate} holds {cell.value}, and not {value}"
            elif value:
                cell.value = _as_typed(value)
    book.save(folder / name)


def _as_typed(text: str) -> str | int | date:
    """What a spreadsheet program makes of what is typed: a number or a day where it looks like one."""
    if text.isdecimal():
        return int(text)
    return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text) else text


def _save(block: Block, folder: Path) -> None:
    path = folder / block.mark.removeprefix("file: ")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block.text, encoding="utf-8", newline="\n")


def _plain(text: str) -> str:
    return " ".join(text.split())
