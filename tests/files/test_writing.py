"""Tables out: a spreadsheet runs nothing of them, and reading gives back what was written."""

import io
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallgrass.foundation.files import (
    Column,
    Problems,
    Table,
    meant,
    neutral,
    open_sheet,
    table_text,
    told_apart,
    write_table,
)

TABLE = Table("things", (Column("first"), Column("second"), Column("third")))
HEADER = ("first", "second", "third")


def test_a_table_is_utf_8_with_plain_line_ends(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    write_table(target, ("name", "level"), [("Ñandú", 2), ('The "Hall", too', None)])
    assert target.read_bytes() == 'name,level\nÑandú,2\n"The ""Hall"", too",\n'.encode()


def test_a_stream_gets_the_same_text() -> None:
    stream = io.StringIO(newline="")
    write_table(stream, ("a",), [("x",)])
    assert stream.getvalue() == table_text(("a",), [("x",)]) == "a\nx\n"


def test_numbers_stay_numbers_and_flags_are_words() -> None:
    row = (1, -2.5, Fraction(1, 4), True, False, None, "-3", "+1.5", "0")
    assert table_text(["x"] * 9, [row]).splitlines()[1] == "1,-2.5,1/4,yes,no,,-3,+1.5,0"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        " =1",
        "\ufeff=1",
        "\u200b@x",
        "＝1+1",
        "=HYPERLINK(1)",
        "-",
        "\tplain",
    ],
)
def test_what_a_spreadsheet_could_run_gets_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert table_text((text,), []).lstrip('"').startswith("'")


@pytest.mark.parametrize("text", ["Hall", "a=b", "-7", "+7.25", "3 - 4", "o'clock", "'=1", "a-b@c.org", ""])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("\t=1", "'\t'=1"),
        ("\r=1", "'\r'=1"),
        ("\n=1", "'\n'=1"),
        ("Hall;=1+1", "Hall;'=1+1"),
        ("a\n=1", "a\n'=1"),
        ("a\t @x", "a\t '@x"),
        ("a;b", "a;b"),
        ('x;"=1+1;', "x;\"'=1+1;"),
        ("x;\u2060=1", "x;\u2060'=1"),
        ("a\r\n-x", "a\r\n'-x"),
    ],
)
def test_a_program_that_splits_at_other_signs_sees_no_formula_either(text: str, safe: str) -> None:
    assert neutral(text) == safe


cells = st.text(st.characters(exclude_characters="\0", exclude_categories=("Cs",)), max_size=30)
rows = st.lists(st.tuples(cells, cells, cells).filter(lambda row: "".join(row).strip()), max_size=8)


@settings(deadline=None, max_examples=150)
@given(
    rows=rows,
    separator=st.sampled_from([",", ";", "\t"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_reads_back_as_it_was_written(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    separator: str,
    encoding: str,
) -> None:
    stream = io.StringIO(newline="")
    write_table(stream, HEADER, rows, separator)
    path = tmp_path_factory.mktemp("written") / "things.csv"
    path.write_bytes(stream.getvalue().encode(encoding))
    problems = Problems()
    sheet = open_sheet(path, TABLE, problems)
    assert sheet is not None
    read = [tuple(found) for _, found in sheet.records(problems)]
    assert problems.refused == []
    assert read == [tuple(neutral(cell) for cell in row) for row in rows]


@given(text=st.text(max_size=40))
def test_neutral_text_is_left_alone_the_second_time(text: str) -> None:
    once = neutral(text)
    assert neutral(once) == once
    assert text.replace("'", "") == once.replace("'", "")


@given(st.text(alphabet=st.sampled_from(list("=+-@'\";\t\r\n a1.\u200b＝")), max_size=12))
def test_a_text_that_was_told_apart_comes_back_as_it_was(text: str) -> None:
    assert meant(told_apart(text)) == text
    assert neutral(told_apart(text)) == told_apart(text)
