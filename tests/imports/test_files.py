"""Whatever somebody sends is read as meant or answered with a sentence; nothing fills the memory."""

import random
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tallgrass.elements.players.imports.files import (
    HOLD_ANSWERS,
    MOST_BYTES,
    MOST_ROWS,
    Unusable,
    read_list,
)
from tallgrass.foundation.files import Refused
from tallgrass.foundation.languages import available_languages, words
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.scorecard.workbook.tables import TABLES
from tests.imports.lists import csv, packed, xlsx
from tests.workbook.typing_in import Book

LIST = csv("name,kind", "Data Night,community")
PLAYERS = csv("player_id,name,kind,active", "dn,Data Night,community,yes")


def why(content: bytes, name: str = "list.csv") -> str:
    """The key of the sentence with which a file is refused."""
    with pytest.raises((Unusable, Refused)) as refused:
        read_list(name, [content])
    fault = refused.value
    return fault.key if isinstance(fault, Unusable) else fault.problems[0].key


@pytest.mark.parametrize(
    "content",
    [
        LIST, b"\xef\xbb\xbf" + LIST, LIST.decode().encode("utf-16"), LIST.replace(b",", b";"),
        LIST.replace(b",", b"\t"), LIST.replace(b"\n", b"\r\n"), b"\n\n" + LIST,
    ],
    ids=["plain", "byte order mark", "utf-16", "semicolons", "tabs", "windows", "blank lines first"],
)  # fmt: skip
def test_a_list_is_read_however_it_was_saved(content: bytes) -> None:
    read = read_list("list.csv", [content])
    assert read.titles == ("name", "kind")
    assert [cells for _, cells in read.rows] == [("Data Night", "community")]


def test_a_workbook_is_read_by_its_first_filled_sheet() -> None:
    read = read_list("list.xlsx", [xlsx({"Empty": [], "Ours": [["Name", "Budget"], ["Data Night", 7.0]]})])
    assert read.rows == ((2, ("Data Night", "7")),)


@pytest.mark.parametrize("language", available_languages())
def test_the_sheets_of_the_projects_own_workbook_are_read(tmp_path: Path, language: str) -> None:
    own = words(language, "workbook")
    book = Book(tmp_path, language)
    book.row(own["sheets"]["players"], ["dn", "Data Night", own["kinds"]["community"]])
    book.row(own["sheets"]["players"], ["gw", "Gridworks"])
    links = book.book.create_sheet(own["sheets"]["ties"])
    links.append(list(own["columns"]["ties"].values()))
    links.append(["dn", "gw", "", own["states"]["confirmed"]])
    read = read_list("ecosystem.xlsx", [book.save().read_bytes()])
    assert [cells[1] for _, cells in read.rows] == ["Data Night", "Gridworks"]
    assert [(tie.from_id, tie.to_id, tie.state) for tie in read.ties] == [("dn", "gw", "confirmed")]


def test_a_packed_folder_gives_its_partners_and_links_alone() -> None:
    files = {"f/players.csv": PLAYERS, "f/place.toml": b"name = 1", "f/scorecard/index.html": b"x"}
    assert read_list("folder.zip", [packed(files)]).rows == ((2, ("dn", "Data Night", "community", "yes")),)


def test_the_tables_of_answers_are_those_that_the_folder_has() -> None:
    assert {table.name for table in TABLES if table.answers} <= HOLD_ANSWERS


@pytest.mark.parametrize(
    "name", [*sorted(f"{table}.csv" for table in HOLD_ANSWERS), "form-1.csv", "ecosystem.xlsx"]
)
def test_a_packed_folder_with_answers_is_refused(name: str) -> None:
    assert why(packed({"players.csv": PLAYERS, name: b"x"}), "folder.zip") == "holds_answers"


def test_a_workbook_with_answers_is_refused(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.row("players", ["dn", "Data Night"])
    book.person("answers", 1, "community", {packaged().criteria[0].id: "2"})
    assert why(book.save().read_bytes(), "ecosystem.xlsx") == "holds_answers"


def test_a_table_of_answers_and_the_export_of_a_form_are_refused() -> None:
    assert why(csv("respondent,kind,criterion,answer", "1,community,KP1,3")) == "holds_answers"
    assert why(csv("Name,KP1 Who?,KP2 What?,CA1 How?", "Ana,1,2,3")) == "holds_answers"


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("list.xlsm", b"anything", "macros"),
        ("list.xlsx", packed({"xl/workbook.xml": b"<w/>", "xl/vbaProject.bin": b"x"}), "macros"),
        ("list.xls", b"\xd0\xcf\x11\xe0", "workbook_other_format"),
        ("list.ods", packed({"content.xml": b"x"}), "workbook_other_format"),
        ("list.pdf", b"%PDF-1.7", "other_format"),
        ("list.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "other_format"),
        ("list.zip", b"PK\x03\x04broken", "zip_broken"),
        ("list.zip", b"no archive", "other_format"),
        ("list.zip", packed({"other.csv": b"x"}), "zip_without_partners"),
        ("list.zip", packed({"a/players.csv": PLAYERS, "b/players.csv": PLAYERS}), "zip_twice"),
        ("list.xlsx", packed({"some.txt": b"x"}), "not_a_workbook"),
        ("list.csv", b"", "empty"),
        ("list.csv", b"\n \n", "no_rows"),
        ("list.csv", b"name\nCaf\x81", "undecodable"),
        ("list.csv", b'name\n"open', "quotes_do_not_close"),
        ("list.csv", b"name\n" + b"x" * 200_000, "cell_far_too_long"),
        ("list.csv", b"name\n" + b"x\n" * (MOST_ROWS + 1), "grid_too_large"),
        ("list.csv", b"a," * 300 + b"\n" + b"x," * 300, "grid_too_large"),
        ("list.csv", b"x" * (MOST_BYTES + 1), "too_large"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_apart(name: str, content: bytes, key: str) -> None:
    assert why(content, name) == key


@pytest.mark.parametrize(
    ("content", "notes"),
    [
        ("Nombre;Notas\r\nPeña y Compañía;año\r\n".encode("cp1252"), ["windows_text"]),
        ("Nombre\tNotas\r\nPeña y Compañía\taño\r\n".encode("utf-16"), []),
        ("Nombre;Notas\nPeña y Compañía;año\n".encode(), []),
    ],
)
def test_what_excel_saves_is_read(content: bytes, notes: list[str]) -> None:
    read = read_list("lista.csv", [content])
    assert (read.titles, read.rows) == (("Nombre", "Notas"), ((2, ("Peña y Compañía", "año")),))
    assert [note.key for note in read.notes] == notes


def test_a_bomb_in_an_archive_is_not_unpacked() -> None:
    bomb = packed({"players.csv": b"name\n" + b"x" * (MOST_BYTES * 3)})
    assert len(bomb) < 100_000
    assert why(bomb, "folder.zip") == "too_large"


@pytest.mark.slow
def test_a_million_rows_in_a_small_workbook_are_counted_and_refused() -> None:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = "".join(f'<row r="{number}"><c><v>1</v></c></row>' for number in range(1, 300_000))
    parts = {
        "xl/workbook.xml": b"<workbook/>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode(),
    }
    content = packed(parts)
    tracemalloc.start()
    assert why(content, "list.xlsx") == "workbook_too_large"
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 30_000_000


@pytest.mark.slow
def test_one_long_text_many_times_over_is_refused() -> None:
    chance = random.Random(1)
    texts = ("".join(chance.choices("abcdefgh", k=9_000)) for _ in range(1_500))
    book = xlsx({"s": [["name", "a"], *([f"n{number}", text] for number, text in enumerate(texts))]})
    assert len(book) < MOST_BYTES
    assert why(book, "list.xlsx") == "too_much_text"


def test_formulas_are_texts_and_their_apostrophe_is_taken_off() -> None:
    read = read_list("list.csv", [csv("name,note", "'=1+1,=2+2", "-5,'@x")])
    assert [cells for _, cells in read.rows] == [("=1+1", "=2+2"), ("-5", "@x")]


def test_faulty_rows_are_told_apart_and_the_others_read() -> None:
    read = read_list("list.csv", [csv("name,note", "a,b,c", f"b,{'x' * 10_001}", "c,d")])
    assert read.faulty == {2: "too_many_cells", 3: "cell_too_long"}
    assert len(read.rows) == 3


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "C:\\lists\\ours.csv", "\u202excod.csv", "x" * 5000, "", ".", "a/b/", "n\0ul.csv"],
)
def test_a_file_may_be_called_anything(name: str) -> None:
    read = read_list(name, [LIST])
    assert len(read.name) <= 200
    assert "\u202e" not in read.name
    assert "\0" not in read.name


def told(content: bytes, name: str) -> list[str]:
    """The sentences with which a file is refused; none where it is read. Anything else is a fault of ours."""
    try:
        read_list(name, [content])
    except Unusable as fault:
        return [words("en", "imports")["upload"]["errors"][fault.key].format_map(fault.details)]
    except Refused as refused:
        return refused.sentences() or [""]
    return []


@given(st.binary(max_size=400), st.sampled_from(["x.csv", "x.xlsx", "x.zip", "x", "x.tsv"]))
def test_any_bytes_are_read_or_refused_in_words(content: bytes, name: str) -> None:
    assert all(told(content, name))


@given(st.integers(0, 2**32))
def test_a_damaged_workbook_is_refused_in_words(seed: int) -> None:
    chance = random.Random(seed)
    content = bytearray(xlsx({"s": [["name"], ["Data Night"]]}))
    for _ in range(chance.randrange(1, 30)):
        content[chance.randrange(len(content))] = chance.randrange(256)
    assert all(told(bytes(content), "list.xlsx"))
