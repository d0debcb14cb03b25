"""A date means one day, or it is refused: the whole column decides, never one cell alone."""

from datetime import date

import pytest

from tests.files.place import PlaceFolder

HEADER = "from,to,type,state,since,confirmed_on\n"


def _column(place: PlaceFolder, *dates: str) -> None:
    rows = "".join(f'p1,p2,link {at},confirmed,"{each}",2026-10-01\n' for at, each in enumerate(dates))
    place.write("ties.csv", HEADER + rows)


def _since(place: PlaceFolder, *dates: str) -> list[date | None]:
    _column(place, *dates)
    ties = place.inputs().ties
    assert ties is not None
    return [tie.since for tie in ties]


def test_the_plain_form_needs_no_note_and_a_blank_is_unknown(place: PlaceFolder) -> None:
    assert _since(place, "2026-05-03", "", "2024-02-29") == [date(2026, 5, 3), None, date(2024, 2, 29)]
    assert place.noted() == []


@pytest.mark.parametrize("mark", ["/", ".", "-"])
def test_a_day_above_twelve_tells_that_days_come_first(place: PlaceFolder, mark: str) -> None:
    assert _since(place, f"3{mark}5{mark}2026", f"25{mark}12{mark}2025") == [
        date(2026, 5, 3),
        date(2025, 12, 25),
    ]
    assert place.noted() == [
        "ties.csv, column since: dates were read as day/month/year, as those with a day above 12 show."
    ]


def test_a_day_above_twelve_tells_that_months_come_first(place: PlaceFolder) -> None:
    assert _since(place, "3/5/2026", "12/25/2025") == [date(2026, 3, 5), date(2025, 12, 25)]
    assert place.noted() == [
        "ties.csv, column since: dates were read as month/day/year, as those with a day above 12 show."
    ]


def test_each_column_decides_for_itself(place: PlaceFolder) -> None:
    place.write("ties.csv", HEADER + "p1,p2,,confirmed,25/12/2025,12/31/2025\n")
    ties = place.inputs().ties
    assert ties is not None
    assert (ties[0].since, ties[0].confirmed_on) == (date(2025, 12, 25), date(2025, 12, 31))


@pytest.mark.parametrize(
    "text", ["3 May 2026", "03 may 2026", "May 3, 2026", "May 3rd, 2026", "3 de May de 2026", "3. May 2026"]
)
def test_a_month_in_words_is_clear(place: PlaceFolder, text: str) -> None:
    assert _since(place, text) == [date(2026, 5, 3)]
    assert place.noted() == ["ties.csv, column since: dates were read with the month as a word."]


def test_both_orders_in_one_column_are_refused(place: PlaceFolder) -> None:
    _column(place, "25/12/2025", "3/5/2026", "12/31/2025")
    assert place.sentences() == [
        "ties.csv, row 4, column since: “12/31/2025” puts the month first and “25/12/2025” in row 2 the day; "
        "write every date of the column as 2026-05-03."
    ]


def test_a_column_that_could_mean_two_things_is_refused_with_the_remedy(place: PlaceFolder) -> None:
    _column(place, "1/1/2026", "3/5/2026", "4/6/2026")
    assert place.sentences() == [
        "ties.csv, row 3, column since: “3/5/2026” could be two different days, and no other date of the column "
        "tells which; write them as 2026-05-03."
    ]


def test_days_that_are_the_same_either_way_are_clear(place: PlaceFolder) -> None:
    assert _since(place, "5/5/2026", "01/01/2026") == [date(2026, 5, 5), date(2026, 1, 1)]


@pytest.mark.parametrize("other", ["25/12/2025", "3 May 2026"])
def test_two_forms_in_one_column_are_refused(place: PlaceFolder, other: str) -> None:
    """A spreadsheet that understands only some of the dates turns those around and leaves the others."""
    _column(place, "2026-05-03", other)
    assert [(each.key, each.row) for each in place.refused()] == [("dates_two_forms", 3)]


def test_a_spreadsheets_number_for_a_date_is_refused(place: PlaceFolder) -> None:
    _column(place, "46145", "46145.5")
    assert [(each.key, each.row) for each in place.refused()] == [("date_serial", 2), ("date_serial", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "3/5/26",
        "soon",
        "2026",
        "2026-05",
        "May 2026",
        "3 Blursday 2026",
        "3/5-2026",
        "2026-05-03T10:00",
        "٣/٥/٢٠٢٦",
    ],
)
def test_what_is_no_whole_date_is_refused(place: PlaceFolder, text: str) -> None:
    _column(place, text)
    assert [(each.key, each.row, each.column) for each in place.refused()] == [("not_a_date", 2, "since")]


@pytest.mark.parametrize(
    "text", ["2026-02-30", "2026-13-01", "0000-01-01", "31/6/2026", "31 June 2026", "29 Feb 2025"]
)
def test_a_day_that_is_not_in_the_calendar_is_refused(place: PlaceFolder, text: str) -> None:
    _column(place, text)
    assert [(each.key, each.row) for each in place.refused()] == [("no_such_day", 2)]
