"""The record on paper and as a table."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any, Final

from tallgrass.elements.players.exporting.writing import as_csv
from tallgrass.foundation.languages import words
from tallgrass.foundation.ui import paper
from tallgrass.strength.scorecard.own_record.method.sections import Record

TEMPLATES: Final = Path(__file__).parent / "templates"


def record_pdf(record: Record, language: str, *, made_on: date) -> bytes:
    """The record as PDF, on one page where it is not very full. Raises as ``foundation.ui.paper.pdf`` does."""
    said = words(language, "asks")["own_record"]
    data: dict[str, Any] = {
        **asdict(record),
        "language": language,
        "title": record.title[:300],
        "author": "",
        "footer": said["footer"],
        "columns": [said["columns"][name] for name in ("day", "what", "figure")],
    }
    return paper.pdf(TEMPLATES / "own_record" / "record.typ", data, dated=made_on)


def record_csv(record: Record, language: str) -> bytes:
    """Every line of the record as a table; a part without lines is its sentence."""
    columns = words(language, "asks")["own_record"]["columns"]
    rows = []
    for section in record.sections:
        rows.append((section.title, "", section.sentence, ""))
        rows += [(section.title, line.day, line.what, line.figure) for line in section.lines]
    if record.example:
        rows.insert(0, (record.example, "", "", ""))
    return as_csv([columns[name] for name in ("part", "day", "what", "figure")], rows)
