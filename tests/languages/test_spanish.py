"""A page in Spanish is in Spanish: whole, in the place's own names and quotations alone not, and easy to read."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tallgrass.examples.prairie_junction import cases
from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tallgrass.foundation.languages import raw_words, words
from tallgrass.foundation.translation import all_files, texts
from tallgrass.strength.framework.files import packaged
from tallgrass.strength.framework.method.document import Wording
from tallgrass.strength.framework.method.readability import ease_es
from tallgrass.strength.scorecard.assess import Assessed, assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.links import SiteLinks
from tallgrass.strength.scorecard.rendering.table import scorecard_csv
from tallgrass.strength.scorecard.rendering.terminal import summary

#: Words that stand in nearly every English sentence and in no Spanish one.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the of and is are was were this that with not you your they what which for from have been who how does did
        people records partners residents questions yet or it its on by than more there their we our asked type
        change level nobody scorecard working groups evidence other""",
    )
)
#: Names and titles that are the same in every language.
NAMES = (
    "How Strong is Your Civic Tech and Data Ecosystem?",
    "Civic Tech and Data Collaborative",
    "Tallgrass",
)
#: What is typed as it stands in every language: placeholders, commands, names of files, folders and keys.
CODE = re.compile(
    r"\{\w*\}|\"[^\"]*\"|tallgrass [a-z]+|[a-z]+_[a-z_]+|--[a-z-]+|scorecard(\.[a-z]+)+|«[a-z]+»|[a-z]+\.(?:csv|toml)"
)
CASES: Mapping[str, Callable[[Path], None]] = {
    "one_meeting": cases.one_meeting,
    "nine_people": cases.nine_people,
    "one_kind_silent": cases.one_kind_silent,
    "no_records": cases.no_records,
    "players_only": cases.players_only,
}


def english_in(text: str, apart: tuple[str, ...] = ()) -> list[str]:
    """The English words in a text, when names and quotations are taken out."""
    for name in sorted((*NAMES, *apart), key=len, reverse=True):
        text = text.replace(name, " ")
    return [word for word in re.findall(r"[^\W\d_]+", text.lower()) if word in ENGLISH]


class SpanishOf(HTMLParser):
    """What a page says in its own language: whatever is marked as another language is left out."""

    EMPTY = frozenset({"meta", "link", "br", "line", "rect", "use", "path", "circle", "img"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, bool]] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        foreign = tag == "style" or given.get("lang", "es") != "es" or bool(self.open and self.open[-1][1])
        if not foreign:
            self.said.extend(given[name] for name in ("title", "aria-label", "alt") if name in given)
        if tag not in self.EMPTY:
            self.open.append((tag, foreign))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open[-1][0] != tag:
            self.open.pop()  # an end tag that HTML lets a page leave out
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if not (self.open and self.open[-1][1]):
            self.said.append(data)


def spoken(page: str) -> str:
    """The Spanish of a page as one text."""
    reader = SpanishOf()
    # The lean file leaves out end tags; every one is known, so a marked element ends where its parent's next begins.
    reader.feed(page)
    return " ".join(" ".join(reader.said).split())


def own_words(document: Mapping[str, Any]) -> tuple[str, ...]:
    """What people of the place have written themselves: names, notes, comments, priorities."""
    found = [document["place"]["name"], *(document[key] for key in ("run_by", "paid_by", "asked_chosen_by"))]
    found += [item["text"] for item in document.get("comments") or ()]
    for criterion in document["criteria"]:
        found += [item["organisation"] for item in criterion["on_record"]]
        found.append((criterion["agreed"] or {}).get("note"))
    for part in (document["priorities"] or {}).values():
        found += [item["item"] for item in part["items"]]
    return tuple(text for text in found if text)


def links(assessed: Assessed) -> SiteLinks:
    elements = {one.id: one.element for one in assessed.framework.criteria}
    return SiteLinks("/lugar/", "/static/t.css", elements, language="es", own="en", others=("en", "es"))


@pytest.fixture(scope="module")
def second_round(tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    """The example, one year after its first scorecard."""
    folder = tmp_path_factory.mktemp("junction")
    write_previous(folder / "before")
    (folder / "scorecard.json").write_bytes(to_bytes(assess_folder(folder / "before").document))
    write_folder(folder / "now")
    return assess_folder(folder / "now", previous=folder / "scorecard.json")


@pytest.fixture(scope="module", params=["example", *CASES])
def assessed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, second_round: Assessed
) -> Assessed:
    """The example in its second round, and each of the hard cases."""
    if request.param == "example":
        return second_round
    folder = tmp_path_factory.mktemp(request.param)
    CASES[request.param](folder)
    return assess_folder(folder)


def test_the_detector_finds_english() -> None:
    assert english_in("Lo que dijo the gente") == ["the"]
    assert spoken('<p>Hola</p><p lang="en">the words</p><p title="of">de</p>') == "Hola of de"


def test_no_english_is_left_on_any_page(assessed: Assessed) -> None:
    document, framework = assessed.document, assessed.framework
    where, apart = links(assessed), own_words(document)
    pages = {"overview": html.overview_page(document, framework, "es", where)}
    pages |= {
        one["id"]: html.element_page(document, framework, one["id"], "es", where)
        for one in document["elements"]
    }
    pages |= {
        one["id"]: html.criterion_page(document, framework, one["id"], "es", where)
        for one in document["criteria"]
    }
    for name, page in pages.items():
        assert '<html lang="es">' in page
        assert english_in(spoken(page), apart) == [], name


def test_no_english_is_left_in_the_file(assessed: Assessed) -> None:
    page = html.scorecard_file(assessed.document, assessed.framework, "es")
    quoted = tuple(words for one in assessed.framework.criteria for words in one.source)
    said = spoken(page)
    assert english_in(said, (*own_words(assessed.document), *quoted)) == []
    assert len(said.split()) > 5_000
    assert said.endswith(f"uma de control del marco {assessed.framework.digest[:12]}")


def test_no_english_is_left_in_the_table(assessed: Assessed) -> None:
    text = scorecard_csv(assessed.document, assessed.framework, "es")
    heading, *rows = csv.reader(io.StringIO(text))
    ids = {heading.index(column) for column in ("elemento", "pregunta")}
    said = " ".join(heading).replace("_", " ") + " "
    for row in rows:
        reading = "dato_medido" in row
        said += " ".join(
            cell.replace("_", " ")
            for at, cell in enumerate(row)
            if at not in ids and not (reading and cell in assessed.framework.readings)
            and cell not in assessed.framework.readings and cell not in assessed.framework.texts["es"].elements
        ) + " "  # fmt: skip
    assert english_in(said, own_words(assessed.document)) == []


def test_no_english_is_left_in_the_summary(assessed: Assessed) -> None:
    said = summary(
        assessed.document, assessed.framework, "es", assessed.reported, assessed.noted, assessed.noticed
    )
    assert english_in(" ".join(said.split()), own_words(assessed.document)) == []


@pytest.mark.parametrize("file", all_files())
def test_no_text_is_borrowed_from_english(file: str) -> None:
    assert words("es", file).borrowed == frozenset()


@pytest.mark.parametrize("file", all_files())
def test_no_text_is_english_still(file: str) -> None:
    for path, text in texts(raw_words("es", file) or {}):
        plain = CODE.sub(" ", text)
        assert english_in(plain) == [], path


def test_placeholders_are_those_of_english() -> None:
    for file in all_files():
        english = dict(texts(raw_words("en", file)))
        for path, text in texts(raw_words("es", file) or {}):
            if path in english:
                ours, theirs = (set(re.findall(r"\{(\w+)\}", one.lower())) for one in (text, english[path]))
                assert ours <= theirs, (file, path)


def screen(wording: Wording) -> float:
    """Fernández Huerta ease of a question with its help and its five answers."""
    return ease_es([wording.question, wording.help or "", *wording.levels])


def spanish() -> Iterator[tuple[str, Wording, Wording | None]]:
    for name, one in packaged().texts["es"].criteria.items():
        yield name, one.wording, one.resident


@pytest.mark.parametrize(("name", "wording"), [(name, wording) for name, wording, _ in spanish()])
def test_a_question_in_spanish_is_easy_to_read(name: str, wording: Wording) -> None:
    assert screen(wording) >= 70


@pytest.mark.parametrize(("name", "wording"), [(name, own) for name, _, own in spanish() if own])
def test_a_question_for_residents_in_spanish_is_very_easy_to_read(name: str, wording: Wording) -> None:
    assert screen(wording) >= 80


def test_no_english_is_left_in_the_guides() -> None:
    guides = sorted((Path(__file__).parents[2] / "docs" / "es").glob("*.md"))
    assert guides
    for guide in guides:
        text = re.sub(r"```.*?```|<!--.*?-->|`[^`]*`|\]\([^)]*\)", " ", guide.read_text("utf-8"), flags=re.S)
        # Words that are typed into a file as they stand.
        assert english_in(text) == [], guide.name
        assert "Borrador" in text
