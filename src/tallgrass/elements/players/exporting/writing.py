"""The list of partners as bytes, in one of three formats. No spreadsheet runs anything of it."""

import io
import json
from collections.abc import Sequence
from typing import Any, Final

from tallgrass.foundation.files import table_text, told_apart

#: What each format is called on the web.
TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
#: Characters that the XML of a workbook cannot hold.
_NOT_IN_XML: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535), " ")


def as_csv(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """CSV with the mark that tells Excel its encoding. Reading it gives back every cell as it was."""
    text = table_text(
        [told_apart(title) for title in titles], ([told_apart(cell) for cell in row] for row in rows)
    )
    return text.encode("utf-8-sig")


def as_xlsx(titles: Sequence[str], rows: Sequence[Sequence[str]], sheet: str) -> bytes:
    """A workbook with one sheet, every cell a text."""
    from openpyxl import Workbook  # here, so that pages without a workbook start sooner
    from openpyxl.cell import WriteOnlyCell

    book = Workbook(write_only=True)
    page = book.create_sheet(sheet)

    def text(cell: str) -> Any:
        made = WriteOnlyCell(page, cell.translate(_NOT_IN_XML))
        made.data_type = "s"  # never a formula, whatever it begins with
        return made

    for row in (titles, *rows):
        page.append([text(cell) if cell else None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def as_json(document: dict[str, Any]) -> bytes:
    """JSON in UTF-8, keys in their order."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
