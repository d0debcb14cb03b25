"""Whatever bytes lie in a folder, it is read or refused in sentences; nothing else ever happens."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallgrass.foundation.files import Problem, Refused, sentences
from tallgrass.strength.scorecard.files import TABLES
from tests.files.place import PlaceFolder

FILES = ["place.toml", *(table.file for table in TABLES)]

WORDS = [
    *(
        "player_id",
        "name",
        "kind",
        "active",
        "from",
        "to",
        "type",
        "state",
        "since",
        "confirmed_on",
        "respondent",
    ),
    *(
        "criterion",
        "answer",
        "form",
        "asked",
        "level",
        "note",
        "cleared",
        "item",
        "rank",
        "text",
        "grade",
        "reading",
    ),
    *(
        "value",
        "records",
        "p1",
        "p2",
        "KP1",
        "community",
        "resident",
        "unknown",
        "full",
        "confirmed",
        "one-sided",
    ),
    *(
        "dk",
        "skip",
        "3",
        "-1",
        "99999999999999999999",
        "1e999",
        "2026-05-03",
        "3/5/2026",
        "25/12/2025",
        "46145",
    ),
    *(
        "=1+1",
        "yes",
        "E2",
        "0.5",
        "50%",
        "k = 5",
        "name = ",
        "as_of = ",
        "[",
        "]",
        "{",
        "'''",
        "players.pair_coverage",
    ),
    *(
        ",",
        ";",
        "\t",
        "\n",
        "\r\n",
        "\r",
        '"',
        '""',
        "|",
        " ",
        "\0",
        "\ufeff",
        "\u2028",
        "\x85",
        "\ud7ff",
        "𝄞",
    ),
]

headers = st.sampled_from(
    [",".join(column.name for column in table.columns) + "\n" for table in TABLES] + [""]
)
texts = st.tuples(headers, st.lists(st.sampled_from(WORDS), max_size=60).map("".join)).map("".join)
contents = st.one_of(
    st.binary(max_size=300),
    texts.map(lambda text: text.encode("utf-8")),
    texts.map(lambda text: text.encode("utf-16")),
    st.tuples(texts.map(lambda text: text.encode("utf-8")), st.binary(max_size=20)).map(b"".join),
    st.tuples(texts.map(lambda text: text.encode("utf-16")), st.binary(max_size=20)).map(b"".join),
    st.tuples(st.just(b"\xef\xbb\xbf"), st.binary(max_size=100)).map(b"".join),
)


@settings(deadline=None, max_examples=400)
@given(name=st.sampled_from(FILES), content=contents)
def test_a_file_of_any_bytes_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, name: str, content: bytes
) -> None:
    place = PlaceFolder(tmp_path_factory.mktemp("any"))
    place.write(name, content)
    problems: tuple[Problem, ...]
    try:
        read = place.read()
        problems = (*read.noted, *read.reported)
    except Refused as refusal:
        problems = refusal.problems
        told = refusal.sentences()
    else:
        told = sentences(problems)
    assert len(told) <= 51
    assert not [one for one in told if re.search(r"[\x00-\x1f\x7f]", one)]
    assert not [each for each in problems if each.row is not None and each.row < 1]
