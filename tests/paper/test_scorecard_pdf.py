"""``scorecard.pdf``: one page to hand over, then the whole, readable by everybody."""

import json
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdf
import pytest

from tallgrass.cli.main import main
from tallgrass.foundation.languages import words
from tallgrass.foundation.ui import paper
from tallgrass.strength.scorecard.assess import Assessed
from tallgrass.strength.scorecard.rendering.paper import scorecard_pdf, sheet
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tests.files.place import PlaceFolder
from tests.paper.conftest import PLACES, pages, second_round
from tests.paper.ua import edited, elements, faults

Paper = Callable[[str, str], bytes]
Assess = Callable[[str], Assessed]


#: Two places on every run, all of them where there is time.
SOME = [
    name if name in ("example", "one_meeting") else pytest.param(name, marks=pytest.mark.slow)
    for name in PLACES
]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("place", SOME)
def test_every_scorecard_is_tagged_titled_and_told_in_words(
    place: str, language: str, on_paper: Paper
) -> None:
    assert faults(on_paper(place, language)) == []


def test_the_language_of_the_paper_is_that_of_its_words(on_paper: Paper) -> None:
    for language, said in (("en", "Who was heard"), ("es", "A quién se oyó")):
        content = on_paper("one_meeting", language)
        with pikepdf.open(BytesIO(content)) as pdf:
            assert str(pdf.Root.Lang) == language
        assert said in pages(content, 1)[0]


@pytest.mark.parametrize(
    "change",
    [
        "title", "alternative text", "language", "structure", "marked", "shown title", "identifier", "heading",
        "table header", "tags of a page",
    ],
)  # fmt: skip
def test_the_check_finds_what_is_taken_away(change: str, on_paper: Paper) -> None:
    assert faults(edited(on_paper("example", "en"), change)) != []


def test_each_picture_says_in_words_what_it_shows(on_paper: Paper, assessed: Assess) -> None:
    data = sheet(assessed("example").document, assessed("example").framework, "en")
    with pikepdf.open(BytesIO(on_paper("example", "en"))) as pdf:
        told = [str(one.Alt) for one in elements(pdf) if str(one.S) == "/Figure"]
    for row in data["page"]["rows"]:
        assert any(row["marks"] in words_ for words_ in told)
    assert not any(text.strip() in ("", "picture", "image") for text in told)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("place", SOME)
def test_the_first_page_stands_by_itself(
    place: str, language: str, on_paper: Paper, assessed: Assess
) -> None:
    document, framework = assessed(place).document, assessed(place).framework
    sentences, data = Sentences(document, framework, language), sheet(document, framework, language)
    first, second = pages(on_paper(place, language), 2)
    for said in (
        document["place"]["name"], *sentences.first_sentence(), data["page"]["next_step"]["what"],
        data["page"]["next_step"]["first"], *sentences.behind(), data["limit"], data["frame"]["caution"],
        *(element["page"]["name"] for element in data["elements"]), *data["language_notes"],
    ):  # fmt: skip
        assert " ".join(said.split()) in first, said
    assert data["p"]["whole"] in second
    assert data["p"]["whole"] not in first


@pytest.mark.parametrize(
    ("place", "limit"),
    [
        ("one_meeting", "meeting"), ("nine_people", "few"), ("one_kind_silent", "silent"),
        ("no_records", "no_records"), ("players_only", "nobody"),
    ],
)  # fmt: skip
def test_the_first_page_names_what_limits_it_most(place: str, limit: str, assessed: Assess) -> None:
    said = words("en", "paper")["scorecard"]["limits"][limit]
    found = sheet(assessed(place).document, assessed(place).framework, "en")["limit"]
    assert found.startswith(said.partition("{")[0])
    assert "{" not in found


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_second_round_says_on_the_first_page_what_changed(language: str) -> None:
    one = second_round()
    content = scorecard_pdf(one.document, one.framework, language)
    sentences = Sentences(one.document, one.framework, language)
    first, second = pages(content, 2)
    assert sentences.changes()
    assert all(" ".join(said.split()) in first for said in sentences.changes())
    assert words(language, "paper")["scorecard"]["whole"] in second
    assert faults(content) == []


def test_example_stands_on_every_page_and_in_every_picture(on_paper: Paper) -> None:
    content = on_paper("example", "en")
    assert all("Example place" in page for page in pages(content))
    assert pages(content, 1)[0].count("example") == 7  # six elements and who was heard


def test_a_place_that_is_no_example_says_nothing_of_one(assessed: Assess) -> None:
    one = assessed("nine_people")
    content = scorecard_pdf({**one.document, "example": False}, one.framework, "en")
    assert not any("Example place" in page for page in pages(content))
    assert "example" not in pages(content, 1)[0]


def test_every_question_is_in_the_booklet(on_paper: Paper, assessed: Assess) -> None:
    whole = " ".join(pages(on_paper("example", "en")))
    one = assessed("example")
    told = [
        view for part in sheet(one.document, one.framework, "en")["elements"] for view in part["criteria"]
    ]
    assert len(told) == len(one.framework.criteria)
    for view in told:
        assert view["question"] in whole
        assert all(level["text"] in whole for level in view["levels"])


def test_the_same_scorecard_gives_the_same_paper_dated_as_it_speaks(
    on_paper: Paper, assessed: Assess
) -> None:
    one = assessed("one_meeting")
    again = scorecard_pdf(json.loads(json.dumps(one.document)), one.framework, "en")
    assert again == on_paper("one_meeting", "en")
    made = pypdf.PdfReader(BytesIO(again)).metadata
    assert made is not None
    assert made.creation_date is not None
    assert made.creation_date.date() == date.fromisoformat(one.document["as_of"])


HOSTILE = (
    '#panic("x") #import "/etc/passwd"', "$ 1/0 $ *bold* _it_ `raw`", "<label> @ref = Heading // gone",
    "\\u{0} \\ #sys.inputs", '"] #read("house.typ") [', "#{", "[", "]", "/* never closed",
)  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_names_are_printed_as_they_are_and_never_run(name: str, assessed: Assess) -> None:
    one = assessed("one_meeting")
    document = {**one.document, "place": {**one.document["place"], "name": name}, "run_by": name}
    first = pages(scorecard_pdf(document, one.framework, "en"), 1)[0]
    assert "".join(name.split()) in "".join(first.split())


@pytest.mark.parametrize("name", ["a\x00b", "a\u202eb", "a\ufffeb", "a\u200bb", "a\ud800b", "ab\x1b[31m"])
def test_characters_that_no_paper_can_hold_are_left_out(name: str, assessed: Assess) -> None:
    one = assessed("one_meeting")
    document = {**one.document, "place": {**one.document["place"], "name": name}}
    assert "ab" in pages(scorecard_pdf(document, one.framework, "en"), 1)[0]


@pytest.mark.parametrize(
    "name", ["北京 Data", "Data 😀 Club", "نادي Data", "Дом Data", "\U0001f9ff Data \U00013000"]
)
def test_a_letter_that_our_faces_lack_keeps_no_scorecard_from_paper(name: str, assessed: Assess) -> None:
    one = assessed("one_meeting")
    document = {**one.document, "place": {**one.document["place"], "name": name}}
    content = scorecard_pdf(document, one.framework, "en")
    assert faults(content) == []
    assert "Data" in pages(content, 1)[0]


def test_very_long_names_leave_the_first_page_one_page(assessed: Assess) -> None:
    one = assessed("example")
    long = "Reallylong " * 900
    document = {
        **one.document, "place": {**one.document["place"], "name": long},
        "run_by": long, "paid_by": long, "asked_chosen_by": "x" * 5_000,
    }  # fmt: skip
    second = pages(scorecard_pdf(document, one.framework, "en"), 2)[1]
    assert "More about the whole" in second


def test_a_sheet_that_cannot_be_set_says_why(tmp_path: Path) -> None:
    broken = tmp_path / "broken.typ"
    broken.write_text("#this-is-nothing", encoding="utf-8")
    with pytest.raises(paper.PaperFailed, match="this-is-nothing"):
        paper.pdf(broken, {})


def test_assess_writes_the_paper_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = PlaceFolder(tmp_path)
    assert main(["assess", str(folder.path)]) == 0
    assert "scorecard.pdf is there too" in capsys.readouterr().out
    assert faults((folder.path / "scorecard" / "scorecard.pdf").read_bytes()) == []


def test_without_the_extra_assess_succeeds_and_says_how_to_add_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = PlaceFolder(tmp_path)
    main(["assess", str(folder.path)])
    monkeypatch.setattr(paper, "available", lambda: False)
    capsys.readouterr()
    assert main(["assess", str(folder.path)]) == 0
    told = capsys.readouterr().out
    assert 'pip install "tallgrass[pdf]"' in told
    assert 'pipx install --force "tallgrass[pdf]"' in told
    assert not (folder.path / "scorecard" / "scorecard.pdf").exists()


def test_paper_that_fails_leaves_the_other_files_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> bytes:
        raise paper.PaperFailed("no paper today")

    monkeypatch.setattr("tallgrass.strength.scorecard.output.scorecard_pdf", fail)
    folder = PlaceFolder(tmp_path)
    assert main(["assess", str(folder.path)]) == 0
    assert "no paper today" in capsys.readouterr().out
    assert (folder.path / "scorecard" / "scorecard.html").exists()
