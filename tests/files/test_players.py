"""Partners and working links: nothing about them is guessed."""

from datetime import date

import pytest

from tallgrass.elements.players.method.records import Player, Tie
from tests.files.place import PLAYERS, PlaceFolder

TIES = "from,to,type,state,since,confirmed_on\n"


def test_partners_are_read_in_the_order_of_their_ids(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "a9,Library,Civic Tech | community,no\n")
    assert place.inputs().players == (
        Player("a9", "Library", ("civic_tech", "community"), False),
        Player("p1", "City Hall", ("government",), True),
        Player("p2", "Open Prairie", ("civic_tech", "community"), None),
    )


def test_a_blank_kind_is_unknown_and_never_guessed(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Department of Health,,yes\n")
    players = place.inputs().players
    assert players is not None
    assert players[2].kinds == ("unknown",)


def test_an_unknown_kind_is_refused_and_the_allowed_ones_named(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Library,government|library,yes\n")
    assert place.sentences() == [
        "players.csv, row 4, column kind: “library” is not a type of partner known here; write one of civic_tech, "
        "government, community, issue_expert, philanthropy, tech_company, other, unknown, with | between several, or "
        "leave the cell blank if you do not know."
    ]


def test_nobody_is_listed_as_a_resident(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Ana,resident,yes\n")
    assert [each.key for each in place.refused()] == ["unknown_partner_kind"]


def test_a_partner_listed_twice_is_refused(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + " p1 ,City Hall again,government,yes\n")
    assert place.sentences() == [
        "players.csv, row 4, column player_id: “p1” is already in row 2; give each partner an id of its own, "
        "or keep one of the rows."
    ]


@pytest.mark.parametrize(
    ("written", "active"),
    [(word, True) for word in ("yes", "TRUE", "1", "Sí", "si", "y")]
    + [(word, False) for word in ("no", "False", "0", "N")]
    + [("", None), ("  ", None)],
)
def test_active_is_yes_no_or_not_known(place: PlaceFolder, written: str, active: bool | None) -> None:
    place.write("players.csv", PLAYERS + f"p3,Library,community,{written}\n")
    players = place.inputs().players
    assert players is not None
    assert players[2].active is active


def test_any_other_word_for_active_is_refused(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Library,community,sometimes\n")
    assert place.sentences() == [
        "players.csv, row 4, column active: “sometimes” is neither yes nor no; write yes or no, "
        "or leave the cell blank if you do not know."
    ]


def test_roles_are_free_words(place: PlaceFolder) -> None:
    place.write(
        "players.csv", "player_id,name,kind,active,roles\np1,Hall,government,yes,Builder | data|data\n"
    )
    players = place.inputs().players
    assert players is not None
    assert players[0].roles == ("builder", "data")


def test_a_working_link_is_read_with_its_dates(place: PlaceFolder) -> None:
    place.write("ties.csv", TIES + "p2,p1,shares data,confirmed,2024-05-01,2026-03-02\n")
    assert place.inputs().ties == (
        Tie("p2", "p1", "shares data", "confirmed", date(2024, 5, 1), date(2026, 3, 2)),
    )


@pytest.mark.parametrize(
    ("written", "state"),
    [
        ("Confirmed", "confirmed"),
        ("one-sided silent", "one_sided_silent"),
        ('"one-sided, silent"', "one_sided_silent"),
        ("one_sided_unticked", "one_sided_unticked"),
        ("One sided unticked", "one_sided_unticked"),
        ("DISPUTED", "disputed"),
    ],
)
def test_a_state_may_be_written_with_hyphens_or_spaces(place: PlaceFolder, written: str, state: str) -> None:
    place.write("ties.csv", TIES + f"p1,p2,,{written},,\n")
    ties = place.inputs().ties
    assert ties is not None
    assert ties[0].state == state


def test_one_sided_alone_is_refused_because_it_could_mean_two_things(place: PlaceFolder) -> None:
    place.write("ties.csv", TIES + "p1,p2,,one-sided,,\n")
    assert place.sentences() == [
        "ties.csv, row 2, column state: “one-sided” does not say why the other side is missing; write "
        "one_sided_silent if they have not answered, or one_sided_unticked if they answered and did not name the link."
    ]


@pytest.mark.parametrize(("written", "key"), [("", "blank"), ("maybe", "unknown_state")])
def test_a_link_without_a_known_state_is_refused(place: PlaceFolder, written: str, key: str) -> None:
    place.write("ties.csv", TIES + f"p1,p2,,{written},,\n")
    assert [each.key for each in place.refused()] == [key]


def test_both_ends_of_a_link_must_be_partners(place: PlaceFolder) -> None:
    place.write("ties.csv", TIES + "p1,p7,,confirmed,,\np8,p9,,confirmed,,\n")
    assert [(each.row, each.column, each.details["value"]) for each in place.refused()] == [
        (2, "to", "p7"),
        (3, "from", "p8"),
        (3, "to", "p9"),
    ]
    assert place.sentences()[0].endswith(
        "is not a player_id in players.csv; add the partner there, or correct the id."
    )


def test_nobody_is_called_a_stranger_while_the_list_of_partners_is_broken(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Library,nobody,\n")
    place.write("ties.csv", TIES + "p1,p3,,confirmed,,\n")
    place.write("signed.csv", "player_id,criterion,answer\np3,KP1,2\n")
    assert [each.key for each in place.refused()] == ["unknown_partner_kind"]


def test_a_link_with_itself_or_a_second_time_is_left_out_and_reported(place: PlaceFolder) -> None:
    links = ("p1,p1,,confirmed", "p1,p2,data,confirmed", "p1,p2,data,disputed")
    others = ("p1,p2,money,confirmed", "p2,p1,data,confirmed")
    place.write("ties.csv", TIES + "".join(f"{link},,\n" for link in (*links, *others)))
    read = place.read()
    assert [each.sentence() for each in read.reported] == [
        "ties.csv, row 2: “p1” is linked with itself; the row was left out.",
        "ties.csv, row 4: the link from “p1” to “p2” is already in row 3; this row was left out.",
    ]
    assert read.inputs.ties is not None
    assert [(tie.from_id, tie.to_id, tie.type, tie.state) for tie in read.inputs.ties] == [
        ("p1", "p2", "data", "confirmed"),
        ("p1", "p2", "money", "confirmed"),
        ("p2", "p1", "data", "confirmed"),
    ]
    assert read.inputs.rows["ties"] == 5
