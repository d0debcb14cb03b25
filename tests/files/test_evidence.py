"""Evidence is read as claimed; a measure is exact, in its unit, and known to the framework."""

from datetime import date
from fractions import Fraction

import pytest

from tallgrass.foundation.readings import Measured
from tallgrass.strength.evidence.method.records import EvidenceItem
from tests.files.place import PlaceFolder

EVIDENCE = "criterion,title,link,dated_on,grade,provided_by_kind,checked_by_kind\n"
READINGS = "reading,value,records,records_needed,measured_on,source\n"


def test_evidence_is_read_as_claimed(place: PlaceFolder) -> None:
    rows = "KP7,Partner list,https://example.org/list,2026-05-03,E3,government,community\nKP1,A talk,,,e1,,unknown\n"
    place.write("evidence.csv", EVIDENCE + rows)
    assert place.inputs().evidence == (
        EvidenceItem("KP1", "A talk", None, None, 1, None, "unknown"),
        EvidenceItem(
            "KP7", "Partner list", "https://example.org/list", date(2026, 5, 3), 3, "government", "community"
        ),
    )


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("KP1,List,,,E4,,", "unknown_grade", "grade"),
        ("KP1,List,,,2,,", "unknown_grade", "grade"),
        ("KP1,List,,,,,", "blank", "grade"),
        ("KP1,,,,E2,,", "blank", "title"),
        ("XX,List,,,E2,,", "unknown_criterion", "criterion"),
        ("KP1,List,,,E2,resident,", "unknown_kind", "provided_by_kind"),
        ("KP1,List,,,E2,,library", "unknown_kind", "checked_by_kind"),
        ("KP1,List,,3/5/2026,E2,,", "dates_unclear", "dated_on"),
    ],
)
def test_wrong_evidence_is_refused(place: PlaceFolder, row: str, key: str, column: str) -> None:
    place.write("evidence.csv", EVIDENCE + row + "\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [(key, 2, column)]


def test_a_measure_is_exact(place: PlaceFolder) -> None:
    rows = (
        "players.pair_coverage,0.1,15,,2026-10-01,Partner map\n"
        "players.active.community,12,12,3,2026-10-01,\n"
        "data.open_licence,Yes,4,2,,\n"
        "learning.balance,,0,,,\n"
    )
    place.write("readings.csv", READINGS + rows)
    assert place.inputs().readings == (
        Measured("data.open_licence", True, 4, 2, None, None),
        Measured("learning.balance", None, 0, 1, None, None),
        Measured("players.active.community", Fraction(12), 12, 3, date(2026, 10, 1), None),
        Measured("players.pair_coverage", Fraction(1, 10), 15, 1, date(2026, 10, 1), "Partner map"),
    )


def test_what_the_framework_says_is_needed_stands_in_for_a_blank(place: PlaceFolder) -> None:
    place.write("readings.csv", READINGS + "players.active.community,12,12,,,\n")
    readings = place.inputs().readings
    assert readings is not None
    assert readings[0].records_needed == 3


@pytest.mark.parametrize(
    ("reading", "value", "key"),
    [
        ("players.pair_coverage", "25", "share_out_of_range"),
        ("players.pair_coverage", "-0.1", "share_out_of_range"),
        ("players.pair_coverage", "25%", "number_percent"),
        ("players.pair_coverage", '"0,25"', "number_comma"),
        ("players.pair_coverage", '"1,200"', "number_comma"),
        ("players.pair_coverage", "nan", "not_a_number"),
        ("players.pair_coverage", "inf", "not_a_number"),
        ("players.pair_coverage", "1e-3", "not_a_number"),
        ("players.pair_coverage", "1/4", "not_a_number"),
        ("players.pair_coverage", "٠.٥", "not_a_number"),
        ("players.pair_coverage", "0." + "1" * 5000, "not_a_number"),
        ("players.active.community", "-1", "below_zero"),
        ("players.active.community", "1.5", "count_not_whole"),
        ("players.active.community", "yes", "not_a_number"),
        ("data.open_licence", "open", "not_yes_or_no"),
    ],
)
def test_a_value_that_does_not_fit_its_unit_is_refused(
    place: PlaceFolder, reading: str, value: str, key: str
) -> None:
    place.write("readings.csv", READINGS + f"{reading},{value},5,,,\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [(key, 2, "value")]


def test_a_ratio_may_be_below_zero_and_above_one(place: PlaceFolder) -> None:
    place.write("readings.csv", READINGS + "learning.balance,-1.25,5,,,\n")
    readings = place.inputs().readings
    assert readings is not None
    assert readings[0].value == Fraction(-5, 4)


def test_a_measure_that_the_framework_does_not_know_is_refused_with_the_nearest(place: PlaceFolder) -> None:
    place.write("readings.csv", READINGS + "players.activ.community,1,1,,,\nbuses,1,1,,,\n")
    assert place.sentences() == [
        "readings.csv, row 2, column reading: “players.activ.community” is not a measure that this framework knows; "
        "did you mean players.active.community?",
        "readings.csv, row 3, column reading: “buses” is not a measure that this framework knows; "
        "look it up with tallgrass framework show.",
    ]


@pytest.mark.parametrize(
    ("row", "key", "column"),
    [
        ("players.pair_coverage,0.5,5,,,", "reading_twice", "reading"),
        ("learning.balance,0.5,,,,", "blank", "records"),
        ("learning.balance,0.5,-1,,,", "too_small", "records"),
        ("learning.balance,0.5,a few,,,", "not_whole", "records"),
    ],
)
def test_a_wrong_row_of_measures_is_refused(place: PlaceFolder, row: str, key: str, column: str) -> None:
    place.write("readings.csv", READINGS + f"players.pair_coverage,0.5,5,,,\n{row}\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [(key, 3, column)]
