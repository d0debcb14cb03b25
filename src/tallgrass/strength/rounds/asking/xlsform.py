"""A form as XLSForm: the spreadsheet that ODK, Kobo and others make a form of, with all its languages inside.

A question's name is the id of its criterion (``KP7``, for residents ``IN7_resident``), a choice's name the answer
as ``answers.csv`` writes it, so an export can be read back. Nothing about the device or its user is recorded.
"""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tallgrass.foundation.files.writing import neutral
from tallgrass.foundation.languages import words
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.rounds.asking.form import Behind, Form, form_of

LEVELS: Final = ("0", "1", "2", "3", "4")
DONT_KNOW: Final = "dk"
SKIP: Final = "skip"
#: The day that every file says it was made: equal questions give equal files.
_MADE: Final = datetime(2015, 8, 1)  # noqa: DTZ001 - the workbook format has no time zone


def xlsform(framework: Framework, form: str, languages: Sequence[str], behind: Behind) -> bytes:
    """The workbook of a form in the given languages, the first of which is shown first.

    Raises ``KeyError`` and ``LookupError`` as ``form_of`` does.
    """
    forms = [form_of(framework, form, language, behind) for language in languages]
    book = Workbook()
    survey, choices, settings = book.active, book.create_sheet("choices"), book.create_sheet("settings")
    assert isinstance(survey, Worksheet), "a new workbook has a sheet"  # noqa: S101
    survey.title = "survey"
    _survey(survey, forms)
    _choices(choices, forms)
    first = forms[0]
    _row(settings, ("form_title", "form_id", "version", "default_language", "style"))
    version = f"{framework.version} {framework.digest[:8]}"
    _row(settings, (first.title, f"tallgrass_{form}", version, _called(first), "pages"))
    for sheet in (survey, choices, settings):
        sheet.freeze_panes = "A2"
        for column in sheet.columns:
            longest = max(len(str(cell.value or "")) for cell in column)
            sheet.column_dimensions[column[0].column_letter].width = min(60, max(10, longest + 2))  # type: ignore[union-attr]
    book.properties.creator, book.properties.created, book.properties.modified = "Tallgrass", _MADE, _MADE
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _survey(sheet: Worksheet, forms: Sequence[Form]) -> None:
    first, nothing = forms[0], [""] * len(forms)
    _row(sheet, ("type", "name", "appearance", "calculation", *_labels(forms), *_labels(forms, "hint")))

    def ask(kind: str, name: str, labels: Sequence[str], hints: Sequence[str] = nothing, *more: str) -> None:
        appearance, calculation = (*more, "", "")[:2]
        _row(sheet, (kind, name, appearance, calculation, *labels, *hints))

    ask("begin_group", "before", [form.before_title for form in forms], nothing, "field-list")
    ask("note", "who_asks", ["\n\n".join((*_marks(form), *form.behind)) for form in forms])
    ask("note", "what_happens", ["\n\n".join((*form.before, form.we or "")).strip() for form in forms])
    ask("end_group", "", nothing)
    if first.kinds:
        ask(
            "select_one kinds",
            "kind",
            [form.kind_question for form in forms],
            [form.kind_help for form in forms],
        )
    else:
        ask("calculate", "kind", nothing, nothing, "", "'resident'")
    for at, number in enumerate(item.number for item in first.items):
        items = [form.items[at] for form in forms]
        name = items[0].criterion if first.kinds else f"{items[0].criterion}_resident"
        ask("begin_group", f"question_{number}", [item.part or " " for item in items], nothing, "field-list")
        if items[0].problem:
            ask("text", f"problem_{number}", [item.problem or "" for item in items])
        questions = [f"{item.number}. {item.question}" for item in items]
        ask(f"select_one answers_{number}", name, questions, [item.help or "" for item in items])
        ask("acknowledge", f"unfit_{number}", [form.unfit for form in forms])
        ask("end_group", "", nothing)
    ask("text", "other_question", [form.thanks for form in forms], nothing, "multiline")


def _choices(sheet: Worksheet, forms: Sequence[Form]) -> None:
    first = forms[0]
    _row(sheet, ("list_name", "name", *_labels(forms)))
    for at, (kind, _) in enumerate(first.kinds):
        _row(sheet, ("kinds", kind, *(form.kinds[at][1] for form in forms)))
    for at, item in enumerate(first.items):
        name = f"answers_{item.number}"
        for level in LEVELS:
            _row(sheet, (name, level, *(form.items[at].levels[int(level)] for form in forms)))
        _row(sheet, (name, DONT_KNOW, *(form.dont_know for form in forms)))
        _row(sheet, (name, SKIP, *(form.skip for form in forms)))


def _labels(forms: Sequence[Form], column: str = "label") -> list[str]:
    return [f"{column}::{_called(form)}" for form in forms]


def _called(form: Form) -> str:
    return str(words(form.language, "paper")["forms"]["xlsform"]["language"])


def _marks(form: Form) -> tuple[str, ...]:
    return tuple(note for note in (form.example, form.draft) if note)


def _row(sheet: Worksheet, cells: Sequence[str]) -> None:
    """A row of texts; what a spreadsheet could take for a formula, or a form for a reference, is neutralised."""
    sheet.append([neutral(cell).replace("${", "$ {") if cell else None for cell in cells])
    for cell in sheet[sheet.max_row]:
        if cell.value is not None:
            cell.data_type = "s"
