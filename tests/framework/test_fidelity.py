"""Nothing of the source page is lost: every noun phrase stands in a table that a person can read."""

import re
from functools import cache
from pathlib import Path

import pytest

from tallgrass.strength.framework.files import packaged, packaged_document
from tallgrass.strength.framework.method.document import ELEMENTS

PAGE = Path(__file__).parents[2] / "docs/explanation/fidelity.md"
CODE = re.compile(r"\b(?:KP|CA|KN|RE|IN|CV)\d\b")

#: Every noun phrase of the six bullets and the opening, and the criteria that must stand for it.
PHRASES = {
    "civic hackers": ["KP1"], "data mavens": ["KP1"], "local government officials": ["KP2"],
    "community groups": ["KP3"], "advocates": ["KP3"], "issue area experts": ["KP4"], "philanthropies": ["KP5"],
    "tech companies": ["KP6"], "Collaborative Approach": ["CA1"], "collective impact": ["CA6"],
    "identify issues": ["CA1"], "align efforts": ["CA3"], "clearly-defined results": ["CA2"],
    "monitor progress": ["CA4"], "adjust over time": ["CA5"], "Knowledge": ["KN1", "KN7"], "common": ["KN1"],
    "specialized": ["KN7"], "technology": ["KN2"], "community organizing": ["KN4"],
    "substantive issues like health or economic development": ["KN5"], "Resources": ["RE1"], "time": ["RE1"],
    "cold hard cash": ["RE3"], "relationships with people": ["RE4"], "organizations that can provide": ["RE4"],
    "Infrastructure": ["IN1"], "technological": ["IN1"], "organizational": ["IN2"], "civic": ["IN3"],
    "tools to collect": ["IN4"], "use quality data": ["IN5"], "collaboration across": ["IN6", "KP7"],
    "range of partners": ["KP7"], "bring communities into the work": ["IN7"],
    "share learnings locally and nationally": ["IN8"], "Culture and Values": ["CV1"],
    "shared understanding": ["CV1"], "various components": ["CV1"],
    "willingness among players to learn from one another": ["CV2"], "historically marginalized": ["KP8"],
    "people’s lives": ["CA8"], "pressing problems": ["CA1"], "systematically": ["CA6"],
}  # fmt: skip
#: Data is named twice: as knowledge and as a resource.
DATA = {"KN3", "RE2"}


@cache
def rows() -> list[tuple[str, str, str]]:
    """(words, stands in, how), from the table of the page."""
    found = []
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split(" | ")]
        if line.startswith("| ") and len(cells) == 3 and cells[0] != "Words of the source":
            found.append((cells[0], cells[1], cells[2]))
    return found


def plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold().replace("’", "")).strip()


def known_ids() -> set[str]:
    return {one.id for one in packaged().criteria}


def test_the_table_is_there() -> None:
    assert len(rows()) > 50


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_noun_phrase_stands_in_the_table_for_its_criterion(phrase: str) -> None:
    standing = {
        code
        for words, where, how in rows()
        if f" {plain(phrase)} " in f" {plain(words)} "
        for code in expanded(f"{where} {how}")
    }
    assert standing >= set(PHRASES[phrase]), phrase


def test_data_stands_twice() -> None:
    found = [expanded(where) for words, where, _ in rows() if words.startswith("“data”")]
    assert set().union(*found) == DATA


def expanded(text: str) -> set[str]:
    """All codes of a cell, ranges such as KP1 to KP8 filled in."""
    found = set(CODE.findall(text))
    for code, first, last in re.findall(r"\b([A-Z]{2})(\d) to \1(\d)\b", text):
        found |= {f"{code}{number}" for number in range(int(first), int(last) + 1)}
    return found


def test_every_id_that_the_table_names_is_one_of_the_43() -> None:
    for words, where, how in rows():
        assert expanded(f"{where} {how}") <= known_ids(), words


def test_every_row_says_where_it_stands_and_how() -> None:
    for words, where, how in rows():
        assert where, words
        assert how.endswith("."), words
        assert words.startswith("“") or "*(in our words)*" in words, words


def test_every_criterion_is_in_the_table_or_said_to_be_our_own_reading() -> None:
    page = PAGE.read_text(encoding="utf-8")
    _, ours = page.split("## What the source does not say in words")
    told = set().union(*[expanded(f"{where} {how}") for _, where, how in rows()])
    assert told | expanded(ours) == known_ids()


def quotation() -> str:
    """All of the source's words on the page, in one line."""
    return " ".join(plain(words) for words, _, _ in rows() if words.startswith("“"))


@pytest.mark.parametrize("criterion", [one.id for one in packaged().criteria])
def test_the_words_a_criterion_rests_on_stand_in_the_table(criterion: str) -> None:
    one = next(one for one in packaged().criteria if one.id == criterion)
    for phrase in one.source:
        assert f" {plain(phrase)} " in f" {quotation()} ", f"{criterion}: {phrase}"


def test_criteria_without_source_words_are_those_the_page_calls_our_own() -> None:
    page = PAGE.read_text(encoding="utf-8")
    ours = expanded(page.split("## What the source does not say in words")[1].split("## What we chose")[0])
    assert {one.id for one in packaged().criteria if not one.source} <= ours


def test_each_element_quotes_its_bullet_and_each_phrase_comes_from_one() -> None:
    texts = packaged_document()["texts"]["en"]
    quoted = {element: plain(texts["elements"][element]["source"]) for element in ELEMENTS}
    opening = {"KP8", "CA8", "CA6", "CA1", "KP7", "RE5"}
    for one in packaged().criteria:
        for phrase in one.source:
            here = f" {plain(phrase)} " in f" {quoted[one.element]} "
            assert here or one.id in opening or any(plain(phrase) in words for words in quoted.values()), (
                one.id,
                phrase,
            )


def test_the_example_paragraph_is_covered_up_to_justice() -> None:
    told = " ".join(words for words, _, _ in rows())
    for words in (
        "St. Louis",
        "court system",
        "tickets",
        "Michael Brown",
        "reform",
        "Better data",
        "Deeper collaboration",
    ):
        assert words in told
