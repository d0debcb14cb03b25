"""A table is read as a person meant it, with a word about how; what cannot be read so is refused, with its row."""

import pytest

from tests.files.place import PLAYERS, PlaceFolder


def _names(place: PlaceFolder) -> list[str]:
    players = place.inputs().players
    assert players is not None
    return [player.name for player in players]


def test_a_plain_table_needs_no_note(place: PlaceFolder) -> None:
    read = place.read()
    assert read.noted == ()
    assert read.reported == ()
    assert read.inputs.rows == {"players": 2}
    assert _names(place) == ["City Hall", "Open Prairie"]


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("utf-8-sig", "players.csv: read as UTF-8 with a byte order mark."),
        ("utf-16", "players.csv: read as UTF-16."),
    ],
)
def test_a_mark_at_the_start_tells_the_encoding(place: PlaceFolder, encoding: str, note: str) -> None:
    place.write("players.csv", PLAYERS.replace("City Hall", "Ñandú Ω").encode(encoding))
    assert _names(place) == ["Ñandú Ω", "Open Prairie"]
    assert note in place.noted()


def test_utf_16_with_the_large_end_first_is_read_too(place: PlaceFolder) -> None:
    place.write("players.csv", b"\xfe\xff" + PLAYERS.encode("utf-16-be"))
    assert _names(place) == ["City Hall", "Open Prairie"]


@pytest.mark.parametrize(("separator", "word"), [(";", "semicolons"), ("\t", "tabs")])
def test_the_header_tells_what_stands_between_columns(place: PlaceFolder, separator: str, word: str) -> None:
    place.write("players.csv", PLAYERS.replace(",", separator))
    assert _names(place) == ["City Hall", "Open Prairie"]
    assert place.noted() == [f"players.csv: columns are separated by {word}."]


def test_a_comma_inside_a_semicolon_table_is_text(place: PlaceFolder) -> None:
    place.write("players.csv", "player_id;name;kind;active\np1;Hall, City;government;yes\n")
    assert _names(place) == ["Hall, City"]


def test_windows_line_ends_are_noted_once_for_all_files(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS.replace("\n", "\r\n"))
    place.write("asked.csv", "kind,form,asked\r\ncommunity,full,4\r\n")
    assert place.noted() == ["players.csv, asked.csv: lines end as Windows ends them."]


def test_lines_that_end_as_old_macs_end_them_are_read(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS.replace("\n", "\r"))
    assert _names(place) == ["City Hall", "Open Prairie"]


def test_a_cell_may_hold_line_breaks_and_its_row_counts_as_one(place: PlaceFolder) -> None:
    place.write(
        "players.csv", 'player_id,name,kind,active\np1,"City\r\nHall",government,yes\np2,Open,nobody,\n'
    )
    assert [(each.row, each.column) for each in place.refused()] == [(3, "kind")]


def test_blank_rows_are_passed_over_but_counted_as_rows_of_the_sheet(place: PlaceFolder) -> None:
    place.write("players.csv", "\n" + PLAYERS + "\n,,,\n  \np3,Library,nobody,\n")
    assert [(each.row, each.column) for each in place.refused()] == [(8, "kind")]


def test_column_names_may_be_written_as_people_write_them(place: PlaceFolder) -> None:
    place.write("players.csv", " Player ID ,NAME,Active,kind\np1,City Hall,yes,government\n")
    assert _names(place) == ["City Hall"]


def test_further_columns_are_left_alone_and_named(place: PlaceFolder) -> None:
    place.write("players.csv", "player_id,name,phone,kind,active,\np1,City Hall,555,government,yes,x\n")
    assert "players.csv, row 2: the row has 6 cells" in place.sentences()[0]
    place.write("players.csv", "player_id,name,phone,kind,active,\np1,City Hall,555,government,yes,\n")
    assert place.noted() == ["players.csv: further columns were left as they are and not used: phone."]


def test_missing_columns_are_refused_each_by_name(place: PlaceFolder) -> None:
    place.write("players.csv", "player_id,name\np1,City Hall\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [
        ("missing_column", 1, "kind"),
        ("missing_column", 1, "active"),
    ]


def test_a_doubled_column_is_refused(place: PlaceFolder) -> None:
    place.write("players.csv", "player_id,name,kind,active,Name\np1,City Hall,government,yes,x\n")
    assert place.sentences() == [
        "players.csv, row 1, column name: this column is there twice; keep one, or give the other one another name."
    ]


@pytest.mark.parametrize("content", ["", "\n\n", "\ufeff"])
def test_a_table_without_a_header_is_refused(place: PlaceFolder, content: str) -> None:
    place.write("players.csv", content)
    assert [each.key for each in place.refused()] == ["no_header"]


def test_a_header_without_rows_means_none(place: PlaceFolder) -> None:
    place.write("ties.csv", "from,to,type,state,since,confirmed_on\n")
    inputs = place.inputs()
    assert inputs.ties == ()
    assert inputs.rows["ties"] == 0
    assert inputs.answers is None


def test_a_byte_that_is_no_text_is_refused_with_its_row(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS.encode() + b"p3,Caf\x81,community,\n")
    assert place.sentences() == [
        "players.csv, row 4: there is a character here that is not UTF-8, UTF-16 or Windows text; "
        "save the file again as CSV UTF-8."
    ]


def test_a_table_of_an_older_windows_program_is_read_and_that_is_said(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS.encode() + "p3,Café Ñandú – “El Niño”,community,\n".encode("cp1252"))
    read = place.read()
    assert read.inputs.players[-1].name == "Café Ñandú – “El Niño”"
    assert [note.key for note in read.noted if note.file == "players.csv"] == ["windows_text"]


@pytest.mark.parametrize(
    ("row", "what"),
    [
        ("Café".encode() + b" Ni\xf1o", "UTF-8 with a damaged character"),
        ("Café México".encode("mac_roman"), "the text of an old Mac"),
        ("Café Niño".encode("cp850"), "the text of an old terminal"),
        (b"Caf\xe9 \x01", "controls"),
    ],
)
def test_what_makes_no_sense_as_windows_text_is_refused(place: PlaceFolder, row: bytes, what: str) -> None:
    place.write("players.csv", PLAYERS.encode() + b"p3," + row + b",community,\n")
    assert [(each.key, each.row) for each in place.refused()] == [("undecodable", 4)], what


def test_the_row_of_a_bad_byte_is_right_behind_a_byte_order_mark_and_far_down(place: PlaceFolder) -> None:
    rows = "".join(f"q{number},Group {number},community,\n" for number in range(5000))
    place.write("players.csv", b"\xef\xbb\xbf" + (PLAYERS + rows).encode() + b"p3,\xff,community,\n")
    assert [(each.key, each.row) for each in place.refused()] == [("undecodable", 5004)]


def test_a_utf_16_file_that_is_cut_short_is_refused_with_its_row(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS.encode("utf-16") + b"p")
    assert [(each.key, each.row) for each in place.refused()] == [("undecodable", 4)]


def test_zero_bytes_are_refused(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Lib\0rary,community,\n")
    assert [(each.key, each.row) for each in place.refused()] == [("zero_byte", 4)]
    place.write("players.csv", PLAYERS.encode("utf-16-le"))
    assert [(each.key, each.row) for each in place.refused()] == [("zero_byte", 1)]


def test_a_cell_may_hold_10_000_characters_and_no_more(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + f"p3,{'x' * 10_000},community,\n")
    assert place.refused() == ()
    place.write("players.csv", PLAYERS + f"p3,{'x' * 10_001},community,\n")
    assert place.sentences() == [
        "players.csv, row 4, column name: the cell has 10001 characters, and 10000 is the most; shorten the text."
    ]


def test_a_cell_far_too_long_ends_the_reading_with_its_row(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + f"p3,{'x' * 200_000},community,\n")
    assert [(each.key, each.row) for each in place.refused()] == [("cell_far_too_long", 4)]


def test_a_quotation_mark_that_never_closes_is_refused_where_it_opens(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + 'p3,"Library,community,\np4,Museum,community,\n')
    assert [(each.key, each.row) for each in place.refused()] == [("quotes_do_not_close", 4)]


def test_text_behind_a_closing_quotation_mark_is_refused(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + 'p3,"The" Library,community,\n')
    assert [(each.key, each.row) for each in place.refused()] == [("quotes_wrong", 4)]


def test_a_quotation_mark_inside_a_text_is_text(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + 'p3,The 5" Library,community,\n')
    assert _names(place)[2] == 'The 5" Library'


def test_a_row_with_more_cells_than_the_header_is_refused(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Library, Main Street,community,yes\n")
    assert [(each.key, each.row) for each in place.refused()] == [("too_many_cells", 4)]


def test_a_row_may_leave_out_blank_cells_at_its_end(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Library\n")
    assert _names(place)[2] == "Library"


def test_a_blank_cell_is_refused_where_something_must_stand(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3, ,community,yes\n")
    assert [(each.key, each.row, each.column) for each in place.refused()] == [("blank", 4, "name")]


def test_text_that_begins_like_a_formula_stays_text(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,=HYPERLINK(1),community,yes\np4,-7,community,yes\n")
    assert _names(place)[2:] == ["=HYPERLINK(1)", "-7"]
    assert place.noted() == ["players.csv: text that begins like a formula was kept as text (cells: 1)."]


def test_every_fault_of_every_file_is_found_in_one_go(place: PlaceFolder) -> None:
    place.write("players.csv", PLAYERS + "p3,Library,nobody,maybe\n")
    place.write("asked.csv", "kind,form,asked\ncommunity,full,many\n")
    place.write("answers.csv", "respondent,kind,criterion\n")
    assert [(each.file, each.row, each.column) for each in place.refused()] == [
        ("players.csv", 4, "kind"),
        ("players.csv", 4, "active"),
        ("asked.csv", 2, "asked"),
        ("answers.csv", 1, "answer"),
    ]
