"""Types into the workbook as a person would: by sheet and by what the headers say."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tallgrass.strength.framework.files import packaged
from tallgrass.strength.scorecard.workbook.writing import write_workbook


class Book:
    """A new workbook in a folder of its own, in one language."""

    def __init__(self, folder: Path, language: str = "en") -> None:
        self.path = write_workbook(folder, packaged(), language)
        self.book: Workbook = load_workbook(self.path)

    def sheet(self, title: str) -> Worksheet:
        """The sheet of this name."""
        found: Worksheet = self.book[title]
        return found

    def put(self, title: str, cell: str, value: Any) -> None:
        """Type into one cell."""
        self.sheet(title)[cell] = value

    def row(self, title: str, values: Sequence[Any]) -> int:
        """Fill the first empty row from its first cell on; answers its number."""
        sheet = self.sheet(title)
        number = next(n for n in range(2, 5000) if all(cell.value is None for cell in sheet[n]))
        for at, value in enumerate(values, start=1):
            sheet.cell(number, at).value = value
        return number

    def about(self, **values: Any) -> None:
        """Fill in the sheet about the place, whatever language its labels are in: by their order."""
        keys = (
            "name",
            "population",
            "as_of",
            "framework",
            "k",
            "language",
            "run_by",
            "paid_by",
            "asked_chosen_by",
        )
        sheet = self.book.worksheets[1]
        for key, value in values.items():
            sheet.cell(2 + keys.index(key), 2).value = value

    def person(self, title: str, number: Any, kind: str, said: Mapping[str, Any]) -> int:
        """Type in what one person said: by id, or by id and "resident" for the residents' own column."""
        row = self.row(title, [number, kind])
        for name, answer in said.items():
            self.sheet(title).cell(row, self.column(title, name)).value = answer
        return row

    def column(self, title: str, name: str) -> int:
        """The column of a question (1 for A)."""
        criterion, _, resident = name.partition(" ")
        found = [
            cell.column for cell in self.sheet(title)[1] if str(cell.value).startswith(f"{criterion} ·")
        ]  # fmt: skip
        return found[1 if resident else 0]

    def save(self) -> Path:
        """Save, and answer where."""
        self.book.save(self.path)
        return self.path


def filled(folder: Path) -> Book:
    """A workbook with the least that makes a scorecard."""
    book = Book(folder)
    book.about(name="Prairie Junction", as_of=date(2026, 11, 1))
    book.row("players", ["p1", "City Hall", "Local government officials", "yes"])
    book.row("players", ["p2", "Open Prairie", "Civic hackers and data people"])
    return book
