"""Dates as people write them: one form for a whole column, and only where it can mean one thing.

``2026-05-03`` always works. ``3/5/2026`` works where some other date of the same column tells the order (a
day above 12), ``3 May 2026`` always; two forms in one column are refused, because a spreadsheet that turns
only some of the dates around leaves exactly that behind.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final, Literal

from tallgrass.foundation.files.problems import Problems
from tallgrass.foundation.languages import available_languages, words

Form = Literal["iso", "numbers", "named"]
Order = Literal["day_first", "month_first", "same"]

_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})")
_DAY_NAME: Final = re.compile(r"([0-9]{1,2})\.?\s+(?:de\s+)?([^\W\d_]+)\.?,?\s+(?:de\s+)?([0-9]{4})")
_NAME_DAY: Final = re.compile(r"([^\W\d_]+)\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})")
_SERIAL: Final = re.compile(r"[0-9]{5}([.,][0-9]+)?")


@dataclass(frozen=True, slots=True)
class _Written:
    row: int
    text: str
    form: Form
    first: int
    second: int
    year: int


def read_dates(
    cells: Iterable[tuple[int, str]], file: str, column: str, problems: Problems
) -> dict[int, date]:
    """The dates of one column by row; blank cells are left out.

    ``cells`` are (row, text). Adds a note where the form is not ISO, and a refusal for each cell that is no
    date, or one for the column where its dates could mean two things.
    """
    written = []
    for row, cell in cells:
        text = cell.strip()
        if not text:
            continue
        if (found := _parts(row, text)) is not None:
            written.append(found)
        else:
            key = "date_serial" if _SERIAL.fullmatch(text) else "not_a_date"
            problems.refuse(key, file, row, column, value=text)
    if not written or not _one_form(written, file, column, problems):
        return {}
    order = _order(written, file, column, problems) if written[0].form == "numbers" else "month_first"
    if order is None:
        return {}
    if written[0].form == "named":
        problems.note("dates_named", file, None, column)
    elif written[0].form == "numbers":
        problems.note(f"dates_{order}", file, None, column)
    return _on_the_calendar(written, order, file, column, problems)


def _parts(row: int, text: str) -> _Written | None:
    """The three parts of a date; for ISO and named months ``first`` is the month and ``second`` the day."""
    if found := _ISO.fullmatch(text):
        return _Written(row, text, "iso", int(found[2]), int(found[3]), int(found[1]))
    if found := _NUMBERS.fullmatch(text):
        return _Written(row, text, "numbers", int(found[1]), int(found[3]), int(found[4]))
    if (found := _DAY_NAME.fullmatch(text)) and (month := _months().get(found[2].casefold())):
        return _Written(row, text, "named", month, int(found[1]), int(found[3]))
    if (found := _NAME_DAY.fullmatch(text)) and (month := _months().get(found[1].casefold())):
        return _Written(row, text, "named", month, int(found[2]), int(found[3]))
    return None


def _one_form(written: list[_Written], file: str, column: str, problems: Problems) -> bool:
    first = written[0]
    other = next((each for each in written if each.form != first.form), None)
    if other is None:
        return True
    problems.refuse(
        "dates_two_forms", file, other.row, column, value=other.text, other=first.text, other_row=first.row
    )
    return False


def _order(written: list[_Written], file: str, column: str, problems: Problems) -> Order | None:
    """Which of the two numbers is the day, as the dates above 12 tell; None (refused) where they do not."""
    day_first = next((each for each in written if each.first > 12), None)
    month_first = next((each for each in written if each.second > 12), None)
    if day_first and month_first:
        problems.refuse(
            "dates_two_orders", file, month_first.row, column,
            value=month_first.text, other=day_first.text, other_row=day_first.row,
        )  # fmt: skip
        return None
    if day_first:
        return "day_first"
    if month_first:
        return "month_first"
    unclear = next((each for each in written if each.first != each.second), None)
    if unclear is None:
        return "same"
    problems.refuse("dates_unclear", file, unclear.row, column, value=unclear.text)
    return None


def _on_the_calendar(
    written: list[_Written], order: Order, file: str, column: str, problems: Problems
) -> dict[int, date]:
    dates = {}
    for each in written:
        month, day = (each.second, each.first) if order == "day_first" else (each.first, each.second)
        try:
            dates[each.row] = date(each.year, month, day)
        except ValueError:
            problems.refuse("no_such_day", file, each.row, column, value=each.text)
    return dates


@cache
def _months() -> Mapping[str, int]:
    """Names and short names of the months in every language there is."""
    return {
        name.casefold(): number
        for language in available_languages()
        for number, names in enumerate(words(language, "files")["months"], start=1)
        for name in names
    }
