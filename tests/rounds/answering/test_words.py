"""The words of those who answer: easy to read, in both languages."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.test import Client

from tallgrass.foundation.languages import raw_words
from tallgrass.strength.framework.method.readability import ease_es, grade
from tests.rounds.answering.people import at, whole
from tests.rounds.held import Held

#: Residents read at this grade, partners at that one (years of school).
RESIDENTS, PARTNERS = 5.0, 6.0
#: Fernández Huerta: *fairly easy* begins at 70.
EASY: float = 70.0
#: Months, types of partners, and the mark of the whole site that nobody has read its Spanish yet.
NO_SENTENCES = {"date", "kinds", "draft"}
SAMPLE = {
    "who": "The Junction Data Commons", "minutes": "3", "thanks": "a gift card", "date": "May 30", "phone": "555 0100",
    "count": "6", "number": "2", "k": "5", "day": "30", "month": "May", "year": "2026",
}  # fmt: skip


def texts(entries: Any) -> Iterator[str]:
    """Every sentence of the words, filled in."""
    if isinstance(entries, str):
        yield entries.format_map(SAMPLE)
    elif isinstance(entries, Mapping):
        for each in entries.values():
            yield from texts(each)
    else:
        for each in entries:
            yield from texts(each)


def screens(language: str) -> dict[str, list[str]]:
    """The words of residents' screens, by part; lists of months and names of types are no sentences."""
    words = raw_words(language, "answering")
    assert words is not None
    parts = {name: list(texts(part)) for name, part in words.items() if name not in NO_SENTENCES}
    long = {name: [text for text in part if len(text.split()) > 3] for name, part in parts.items()}
    return {name: part for name, part in long.items() if part}


def test_residents_screens_read_at_grade_five() -> None:
    found = {name: round(grade(part), 1) for name, part in screens("en").items()}
    assert {name: mark for name, mark in found.items() if mark > RESIDENTS} == {}


def test_spanish_screens_are_easy() -> None:
    found = {name: round(ease_es(part), 1) for name, part in screens("es").items()}
    assert {name: mark for name, mark in found.items() if mark < EASY} == {}


@pytest.mark.parametrize(
    ("kind", "most"), [("resident", RESIDENTS), ("community", PARTNERS), ("government", PARTNERS)]
)
@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_whole_pages_are_easy(
    client: Client, kind: str, most: float, mode: str, request: pytest.FixtureRequest
) -> None:
    held: Held = request.getfixturevalue(mode)
    secret = held.personal[kind][0]
    pages = [at(secret), at(secret, "1") if mode == "confidential" else at(secret, "questions")]
    for address in pages:
        page = client.get(address).content.decode().split("<body>")[1]
        lines = [re.sub(r"<[^>]+>", "", line).strip() for line in page.splitlines()]
        lines = [line for line in lines if len(line.split()) > 2]
        assert lines
        assert grade(lines) <= most, address


def test_own_answers_are_easy_to_read(client: Client, anonymous: Held) -> None:
    answer = client.post(at(anonymous.personal["resident"][0], "questions"), whole("012310", do="send"))
    page = answer.content.decode().split("<body>")[1]
    lines = [re.sub(r"<[^>]+>", "", line.replace("</dt>", ".")).strip() for line in page.splitlines()]
    assert grade([line for line in lines if line]) <= RESIDENTS + 1
