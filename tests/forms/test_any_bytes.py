"""Whatever bytes a form or a workbook holds, it is read or refused in sentences; nothing else ever happens."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallgrass.foundation.files import Refused
from tallgrass.strength.framework.files import load_framework, packaged
from tallgrass.strength.scorecard.files import read_folder
from tests.files.place import PLACE, PLAYERS

QUESTION = packaged().texts["en"].criteria["KP8"].wording.question
WORDS = st.sampled_from(
    ["kind", "KP8", "KP8 resident", "Timestamp", QUESTION, "community", "Residents", "0", "5", "dk", "2 - no",
     "=1+1", "", " ", "a/KP8", "[KP8]", "\n", "Response", "x" * 200, "\u202e", "ñ"]
)  # fmt: skip
CELLS = st.lists(st.lists(WORDS | st.text(max_size=8), max_size=6), max_size=6)


def outcome(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        (folder / "place.toml").write_text(PLACE)
        (folder / "players.csv").write_text(PLAYERS)
        (folder / name).write_bytes(content)
        try:
            read_folder(folder, load_framework)
        except Refused as refusal:
            assert all(refusal.sentences("en"))  # noqa: PT017


@settings(max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_as_a_form(content: bytes) -> None:
    outcome("form.csv", content)


@settings(max_examples=200)
@given(CELLS, st.sampled_from([",", ";", "\t"]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]))
def test_any_table_as_a_form(rows: list[list[str]], separator: str, encoding: str) -> None:
    text = "\n".join(separator.join(row) for row in rows)
    outcome("form.csv", text.encode(encoding, errors="replace"))


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_beside_a_form(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as there:
        folder = Path(there)
        (folder / "place.toml").write_text(PLACE)
        (folder / "players.csv").write_text(PLAYERS)
        (folder / "form.csv").write_text("kind,KP8\ncommunity,2\n")
        (folder / "form.csv.columns.toml").write_bytes(content)
        try:
            read_folder(folder, load_framework)
        except Refused as refusal:
            assert all(refusal.sentences("en"))  # noqa: PT017


@pytest.mark.parametrize("name", ["ecosystem.xlsx", "form.xlsx"])
@settings(max_examples=60)
@given(content=st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail) | st.binary(max_size=200))
def test_any_bytes_as_a_workbook(name: str, content: bytes) -> None:
    outcome(name, content)
