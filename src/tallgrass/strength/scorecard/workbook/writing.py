"""Writes the workbook: a sheet for each table, help in the cells, drop-downs, and nothing filled in unasked."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from tallgrass.elements.players.files import PLAYERS
from tallgrass.foundation.files import Column, Problem, Refused, Table
from tallgrass.foundation.languages import Words, available_languages, words
from tallgrass.places.files import KEYS, USUAL_FRAMEWORK
from tallgrass.strength.evidence.files import EVIDENCE
from tallgrass.strength.framework.method.document import Framework, Wording
from tallgrass.strength.rounds.files import AGREED, ANSWERS, ASKED, RANKINGS
from tallgrass.strength.rounds.method.vocabulary import LEVELS
from tallgrass.strength.scorecard.workbook import WORKBOOK_FILE
from tallgrass.strength.scorecard.workbook.labels import BETWEEN, choices, items, sheet_name, texts_of

#: Rows below the header that carry drop-downs.
ROWS: Final = 1000

_HEADER: Final = PatternFill("solid", fgColor="E4E9DA")
_RESIDENTS: Final = PatternFill("solid", fgColor="F6E7CF")
_FACE: Final = "Calibri"
_PLAIN: Final = Font(name=_FACE, size=11)
_BOLD: Final = Font(name=_FACE, size=11, bold=True)
_TITLE: Final = Font(name=_FACE, size=15, bold=True)
_QUIET: Final = Font(name=_FACE, size=11, italic=True, color="595959")
_TO_FILL: Final = PatternFill("solid", fgColor="FFFBEA")
_LEFT: Final = Alignment(horizontal="left", vertical="top", wrap_text=True)
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_LONGEST_PROMPT: Final = 255
_LONGEST_TITLE: Final = 32
_DATE: Final = "yyyy-mm-dd"
_WIDTHS: Final = {
    "text": 34,
    "date": 14,
    "whole": 12,
    "number": 12,
    "yes_no": 14,
    "one_of": 34,
    "several_of": 34,
}


def write_workbook(folder: Path, framework: Framework, language: str) -> Path:
    """Write ``ecosystem.xlsx`` into a folder, which is made if need be; answers where it is.

    Raises ``Refused`` where there is one already, or the folder cannot be written.
    """
    target = folder / WORKBOOK_FILE
    if target.exists() or target.is_symlink():
        raise Refused([Problem("start_exists", details={"folder": str(folder)})])
    content = workbook_bytes(framework, language)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            file.write(content)
    except OSError as error:
        details = {"folder": str(folder), "reason": error.strerror or str(error)}
        raise Refused([Problem("cannot_write", details=details)]) from None
    return target


def workbook_bytes(framework: Framework, language: str) -> bytes:
    """The workbook as it is written."""
    stream = io.BytesIO()
    _Writer(framework, language).workbook().save(stream)
    return stream.getvalue()


@dataclass(slots=True)
class _Lists:
    """The hidden sheet that drop-downs take their entries from."""

    sheet: Worksheet
    known: dict[tuple[str, ...], str] = field(default_factory=dict)

    def formula(self, entries: Sequence[str]) -> str:
        """Where a list stands; written once, however many columns use it."""
        key = tuple(entries)
        if key not in self.known:
            at = len(self.known) + 1
            for row, entry in enumerate(entries, start=1):
                self.sheet.cell(row, at, entry)
            letter = get_column_letter(at)
            self.known[key] = f"'{self.sheet.title}'!${letter}$1:${letter}${len(entries)}"
        return self.known[key]


class _Writer:
    """Writes one workbook in one language."""

    def __init__(self, framework: Framework, language: str) -> None:
        self._framework = framework
        self._language = language
        self._told: Words = words(language, "workbook")
        self._files: Words = words(language, "files")
        self._book = Workbook()
        self._lists = _Lists(self._book.create_sheet(sheet_name("lists", language)))

    def workbook(self) -> Workbook:
        """The workbook with all its sheets."""
        front = self._book.worksheets[0]
        self._read_me(front)
        self._place(self._sheet("place"))
        self._table(PLAYERS)
        self._table(ASKED)
        self._answers(self._sheet("answers"))
        for table in (AGREED, EVIDENCE, RANKINGS):
            self._table(table)
        self._book.move_sheet(self._lists.sheet, len(self._book.worksheets))
        self._lists.sheet.sheet_state = "hidden"
        self._book.active = 0
        self._book.properties.creator = "Tallgrass"
        self._book.properties.title = str(self._told["read_me"]["title"])
        self._book.properties.language = self._language
        return self._book

    def _sheet(self, table: str) -> Worksheet:
        sheet: Worksheet = self._book.create_sheet(sheet_name(table, self._language))
        return sheet

    def _read_me(self, sheet: Worksheet) -> None:
        told = self._told["read_me"]
        sheet.title = sheet_name("read_me", self._language)
        sheet.column_dimensions["A"].width = 100
        sheet.sheet_view.showGridLines = False
        for row, line in enumerate([told["title"], *told["lines"], told["keep"]], start=1):
            cell = sheet.cell(row, 1, line)
            cell.alignment, cell.font = _TOP, _PLAIN
            sheet.row_dimensions[row].height = _height(line, 104)
        sheet["A1"].font = _TITLE
        sheet.row_dimensions[1].height = 28
        sheet.cell(sheet.max_row, 1).font = _BOLD
        _on_paper(sheet)

    def _place(self, sheet: Worksheet) -> None:
        told = self._told["place"]
        _header(sheet, told["headers"], [None] * 3)
        known = {"framework": USUAL_FRAMEWORK, "language": self._language}
        for row, key in enumerate(KEYS, start=2):
            label = sheet.cell(row, 1, told["keys"][key])
            label.font, label.alignment = _BOLD, _TOP
            value = sheet.cell(row, 2, known.get(key))
            value.alignment, value.font, value.fill = _LEFT, _PLAIN, _TO_FILL
            help_cell = sheet.cell(row, 3, told["help"][key])
            help_cell.font, help_cell.alignment = _QUIET, _TOP
            sheet.row_dimensions[row].height = _height(told["help"][key], 76)
            if key == "as_of":
                value.number_format = _DATE
            if key == "example":
                self._offer(sheet, f"B{row}", self._told["yes_no"], told["keys"][key], told["help"][key])
            elif key == "language":
                self._offer(
                    sheet,
                    f"B{row}",
                    available_languages(),
                    told["keys"][key],
                    told["help"][key],
                    open_list=True,
                )
            else:
                self._prompt(sheet, f"B{row}", told["keys"][key], told["help"][key])
        for letter, width in (("A", 34), ("B", 40), ("C", 70)):
            sheet.column_dimensions[letter].width = width
        sheet.freeze_panes = "A2"
        _on_paper(sheet)

    def _table(self, table: Table) -> None:
        sheet = self._sheet(table.name)
        labels = self._told["columns"][table.name]
        help_texts = self._files["tables"][table.name]["columns"]
        _header(sheet, [labels[c.name] for c in table.columns], [help_texts[c.name] for c in table.columns])
        for at, column in enumerate(table.columns, start=1):
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].width = _WIDTHS[column.kind]
            cells = f"{letter}2:{letter}{ROWS + 1}"
            label = labels[column.name]
            if column.kind == "date":
                sheet.column_dimensions[letter].number_format = _DATE
                self._prompt(sheet, cells, label, self._told["help"]["date"])
                continue
            offered = self._offered(column, table)
            if offered:
                several = column.kind == "several_of"
                text = self._told["help"]["several" if several else "list"]
                self._offer(sheet, cells, offered, label, text, open_list=several or table is RANKINGS)
            else:
                self._prompt(sheet, cells, label, help_texts[column.name])
        _on_paper(sheet)

    def _offered(self, column: Column, table: Table) -> tuple[str, ...]:
        if (table.name, column.name) == ("rankings", "item"):
            return tuple(items(self._framework, self._language).values())
        return tuple(choices(column, self._framework, self._language).values())

    def _answers(self, sheet: Worksheet) -> None:
        """One row a person, one column a question; behind them the residents' questions in their own words."""
        texts = texts_of(self._framework, self._language)
        labels = self._told["columns"]["answers"]
        help_texts = self._files["tables"]["answers"]["columns"]
        headers = [labels["respondent"], labels["kind"]]
        notes: list[str | None] = [help_texts["respondent"], help_texts["kind"]]
        asked: list[tuple[str, Wording]] = []
        short = self._framework.forms.get("short", ())
        for criterion in self._framework.criteria:
            wording = texts.criteria[criterion.id].wording
            asked.append((criterion.id, wording))
            headers.append(f"{criterion.id}{BETWEEN}{wording.question}")
            told = [wording.help, self._told["help"]["short"] if criterion.id in short else None]
            notes.append(" ".join(text for text in told if text) or None)
        for name in self._framework.forms.get("resident", ()):
            own = texts.criteria[name].resident
            if own is not None:
                asked.append((name, own))
                question = self._told["for_residents"].format(question=own.question)
                headers.append(f"{name}{BETWEEN}{question}")
                notes.append(" ".join(text for text in (self._told["help"]["residents"], own.help) if text))
        _header(sheet, headers, notes, height=90)
        sheet.freeze_panes = "C2"
        kinds = tuple(choices(ANSWERS.column("kind"), self._framework, self._language).values())
        self._prompt(sheet, f"A2:A{ROWS + 1}", headers[0], help_texts["respondent"])
        self._offer(sheet, f"B2:B{ROWS + 1}", kinds, headers[1], self._told["help"]["list"])
        for at, (name, wording) in enumerate(asked, start=3):
            letter = get_column_letter(at)
            sheet.column_dimensions[letter].width = 26
            if at - 2 > len(self._framework.criteria):
                sheet.cell(1, at).fill = _RESIDENTS
            options = [
                *(f"{level}{BETWEEN}{text}" for level, text in zip(LEVELS, wording.levels, strict=True)),
                self._told["dont_know"],
                self._told["skip"],
            ]
            self._offer(sheet, f"{letter}2:{letter}{ROWS + 1}", options, name, wording.question)
        sheet.column_dimensions["A"].width = 14
        sheet.column_dimensions["B"].width = 32

    def _offer(
        self,
        sheet: Worksheet,
        cells: str,
        entries: Sequence[str],
        title: str,
        text: str,
        *,
        open_list: bool = False,
    ) -> None:
        """A drop-down with help. An open list may be overwritten, another says what is wrong."""
        rule = DataValidation(type="list", formula1=self._lists.formula(entries), allow_blank=True)
        rule.showDropDown = False
        rule.showErrorMessage = not open_list
        rule.errorTitle = str(self._told["help"]["wrong_title"])[:_LONGEST_TITLE]
        rule.error = str(self._told["help"]["wrong"])[:_LONGEST_PROMPT]
        _add(sheet, rule, cells, title, text)

    def _prompt(self, sheet: Worksheet, cells: str, title: str, text: str) -> None:
        """Help that shows when a cell is chosen; anything may be typed."""
        rule = DataValidation(type=None, allow_blank=True)
        rule.showErrorMessage = False
        _add(sheet, rule, cells, title, text)


def _add(sheet: Worksheet, rule: DataValidation, cells: str, title: str, text: str) -> None:
    rule.showInputMessage = True
    rule.promptTitle = _cut(title, _LONGEST_TITLE)
    rule.prompt = _cut(text, _LONGEST_PROMPT)
    rule.add(cells)
    sheet.add_data_validation(rule)


def _height(text: str, width: int) -> int:
    """The height of a row whose text wraps after so many letters, in points."""
    return 6 + 15 * (1 + len(text) // width)


def _on_paper(sheet: Worksheet) -> None:
    """A sheet that is printed lies on its side, and all its columns stand on one page."""
    sheet.page_setup.orientation = "landscape"
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToHeight = 0
    sheet.print_title_rows = "1:1"


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _header(sheet: Worksheet, titles: Sequence[str], notes: Sequence[str | None], height: int = 32) -> None:
    """The first row, frozen, with the help of each column as a comment."""
    for at, (title, note) in enumerate(zip(titles, notes, strict=True), start=1):
        cell = sheet.cell(1, at, title)
        cell.font, cell.fill, cell.alignment = _BOLD, _HEADER, _TOP
        if note:
            comment = Comment(note, "Tallgrass")
            comment.width, comment.height = 320, 30 + 20 * (len(note) // 42 + 1)
            cell.comment = comment
    sheet.row_dimensions[1].height = height
    sheet.freeze_panes = "A2"
