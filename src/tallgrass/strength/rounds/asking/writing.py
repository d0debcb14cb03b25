"""Writes the questions, and what a meeting needs, into a new folder: all files or none, and never over one."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from tallgrass.foundation.ui import paper
from tallgrass.strength.framework.method.document import FORM_IDS, Framework
from tallgrass.strength.rounds.asking import sheets
from tallgrass.strength.rounds.asking.form import Behind, form_of
from tallgrass.strength.rounds.asking.meeting import MEETING_FORM, STEPS, agenda_of, agreed_to_fill
from tallgrass.strength.rounds.asking.plain import plain_text
from tallgrass.strength.rounds.asking.xlsform import xlsform

QUESTIONS_FOLDER: Final = "questions"
MEETING_FOLDER: Final = "meeting"
AGREED_FILE: Final = "agreed.csv"


class Exists(Exception):
    """A file is there already. ``file`` is its path."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(str(file))


def question_files(
    framework: Framework, forms: Sequence[str], languages: Sequence[str], behind: Behind
) -> dict[str, bytes]:
    """The forms as files by name: one workbook a form with all languages inside, text and paper a language each."""
    made: dict[str, bytes] = {}
    for form_id in forms:
        made[f"{form_id}.xlsx"] = xlsform(framework, form_id, languages, behind)
        for language in languages:
            form = form_of(framework, form_id, language, behind)
            made[f"{form_id}-{language}.txt"] = plain_text(form).encode()
            made |= _on_paper(f"{form_id}-{language}", sheets.form_page(form), partial(sheets.form_pdf, form))
    return made


def meeting_files(framework: Framework, languages: Sequence[str], behind: Behind) -> dict[str, bytes]:
    """What a meeting needs, as files by name: agendas, the sheet to write on, and ``agreed.csv`` to fill in."""
    made: dict[str, bytes] = {}
    for language in languages:
        for minutes in STEPS:
            agenda = agenda_of(framework, minutes, language, behind)
            name = f"agenda-{minutes}-{language}"
            made |= _on_paper(name, sheets.agenda_page(agenda), partial(sheets.agenda_pdf, agenda))
        form = form_of(framework, MEETING_FORM, language, behind)
        page = sheets.writing_page(form)
        made |= _on_paper(f"to-write-on-{language}", page, partial(sheets.writing_pdf, form))
    made[AGREED_FILE] = agreed_to_fill(form_of(framework, MEETING_FORM, languages[0], behind)).encode()
    return made


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the files into ``folder``. Raises ``Exists`` if one is there already, ``OSError`` where it cannot be."""
    for name in files:
        if (folder / name).exists():
            raise Exists(folder / name)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _on_paper(name: str, page: str, make_pdf: Callable[[], bytes]) -> dict[str, bytes]:
    made = {f"{name}.html": page.encode()}
    if paper.available():
        made[f"{name}.pdf"] = make_pdf()
    return made


ALL_FORMS: Final = FORM_IDS
