"""What is published about the files is what reads them."""

import ast
import json
import re
from pathlib import Path

import pytest

from tallgrass.foundation.files import Table
from tallgrass.foundation.languages import words
from tallgrass.strength.scorecard.files import TABLES
from tests.files import publish

SOURCE = Path(__file__).parents[2] / "src" / "tallgrass"
PYTHON = [path for path in SOURCE.rglob("*.py") if "vendor" not in path.parts]


def test_each_file_has_its_published_schema() -> None:
    published = {
        path.name: json.loads(path.read_text(encoding="utf-8")) for path in publish.SCHEMAS.glob("*.json")
    }
    assert published == {path.name: json.loads(text) for path, text in publish.schemas().items()}


def test_the_reference_page_shows_every_table_as_it_is_read() -> None:
    page = publish.REFERENCE.read_text(encoding="utf-8")
    assert page == publish.reference_page(page)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_column_is_described(table: Table) -> None:
    assert set(words("en", "files")["tables"][table.name]["columns"]) == {
        column.name for column in table.columns
    }


def test_each_problem_has_a_sentence_and_each_sentence_a_problem() -> None:
    """Keys are plain texts in the program; a sentence that nothing names is left over from an earlier rule."""
    named = {
        node.value
        for path in PYTHON
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    told = set(words("en", "files")["problems"])
    made = {"dates_day_first", "dates_month_first", "dates_same", "no_name", "no_as_of"}
    made |= {"unknown_criterion_near", "unknown_reading_near", "no_name_sheet", "no_as_of_sheet"}
    assert told - named - made == set()
    for path in PYTHON:
        for key in re.findall(
            r'(?:refuse|note|report|Unreadable)\(\s*"([a-z_0-9]+)"', path.read_text(encoding="utf-8")
        ):
            assert key in told, (path.name, key)
