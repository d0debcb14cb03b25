"""What every page of a scorecard must be, in every case: whole, plain, honest, and safe to open."""

import gzip
import itertools
import re
from collections.abc import Iterator

import pytest
from django.template.base import Template

from tallgrass.foundation.languages import available_languages
from tallgrass.foundation.ui.pages import TEMPLATES as BASE
from tallgrass.foundation.ui.pages import build_engine, render
from tallgrass.foundation.ui.style import FACES, inlined_face, stylesheet
from tallgrass.strength.framework.method.document import Framework
from tallgrass.strength.scorecard.rendering import html
from tests.rendering.reading import pages, read, site_links
from tests.rendering.samples import CASES, criterion, crowded, document, one_silent
from tests.ui.gallery import PARTS

CODE = re.compile(r"\b(?:KP|CA|KN|RE|IN|CV)[1-8]\b|\bE[0-3]\b")
NAMES = sorted(CASES)


@pytest.fixture(params=NAMES)
def case(request: pytest.FixtureRequest, framework: Framework) -> Iterator[dict[str, str]]:
    """All pages of one case."""
    return pages(CASES[request.param](), framework)


def test_a_variable_that_nobody_gave_is_an_error() -> None:
    with pytest.raises(LookupError, match="nobody gave"):
        render(build_engine(strict=True), "ui/square.svg", {})


def test_no_code_of_the_framework_stands_in_a_sentence(case: dict[str, str]) -> None:
    for name, page in case.items():
        assert CODE.findall(read(page).text) == [], name


def test_the_same_document_gives_the_same_bytes(framework: Framework) -> None:
    assert pages(one_silent(), framework) == pages(one_silent(), framework)


def test_every_page_says_what_it_must_not_be_used_for(case: dict[str, str]) -> None:
    for page in case.values():
        said = read(page).text
        assert "Do not use it to rank, fund or cut a place or a group." in said
        assert "not yet been tried with residents" in said
        assert "is our judgement" in said


@pytest.mark.parametrize("name", NAMES)
def test_every_page_says_who_is_behind_it_or_that_nobody_said(name: str, framework: Framework) -> None:
    document = CASES[name]()
    for page in pages(document, framework).values():
        said = read(page).text
        for key, silent in (("run_by", "Who ran it: not said"), ("paid_by", "Who paid for it: not said"),
                            ("asked_chosen_by", "Who chose whom to ask: not said")):  # fmt: skip
            assert (document[key] or silent) in said


def test_example_stands_inside_every_picture_of_an_example(framework: Framework) -> None:
    for name, page in pages(one_silent(), framework).items():
        scales = re.findall(r'<svg class="?scale.*?</svg>', page, re.S)
        tables = re.findall(r'<table class="?(?:voices|heard).*?</table>', page, re.S)
        assert scales, name
        assert all(">example</text>" in picture for picture in (*scales, *tables)), name


def test_no_picture_of_a_real_place_says_example(framework: Framework) -> None:
    for page in pages(CASES["nobody_asked"](), framework).values():
        assert "mark-example>" not in page.replace('"', "")
        assert "made up" not in page


def test_headings_go_down_one_level_at_a_time(case: dict[str, str]) -> None:
    for name, page in case.items():
        levels = [int(tag[1]) for tag, _ in read(page).elements if re.fullmatch(r"h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        steps = [after - before for before, after in itertools.pairwise(levels)]
        assert max(steps, default=0) <= 1, name


def test_every_link_inside_a_page_finds_its_target(case: dict[str, str]) -> None:
    for name, page in case.items():
        seen = read(page)
        ids = [attributes["id"] for _, attributes in seen.elements if "id" in attributes]
        assert len(ids) == len(set(ids)), name
        inside = {
            attributes["href"][1:]
            for _, attributes in seen.elements
            if attributes.get("href", "").startswith("#")
        }
        assert inside <= set(ids), name


def test_every_table_says_what_it_is_and_which_cells_are_headings(case: dict[str, str]) -> None:
    for page in case.values():
        for table in re.findall(r"<table.*?</table>", page, re.S):
            assert "<caption" in table
            assert all("scope" in heading for heading in re.findall(r"<th\b[^>]*>", table))


def test_every_picture_has_a_title_or_is_told_beside(case: dict[str, str]) -> None:
    for page in case.values():
        for picture in re.findall(r'<svg class="?scale.*?</svg>', page, re.S):
            assert "<title>" in picture
        assert read(page).all("html")[0]["lang"] == "en"


def test_the_file_fetches_nothing_and_runs_nothing(case: dict[str, str]) -> None:
    page = case["file"]
    assert "<script" not in page
    assert not re.search(r"\son\w+=", page)
    assert not re.search(r"""(?:src|href)=["']?(?:https?:)?//""", page)
    assert not re.search(r"""url\((?!["']?(?:data:|#))""", page)
    assert "default-src 'none'" in page


def test_pages_of_the_site_hold_no_style_of_their_own(framework: Framework) -> None:
    page = html.overview_page(one_silent(), framework, "en", site_links(one_silent()))
    assert "<style" not in page
    assert "style=" not in page
    assert '<link rel="stylesheet" href="/static/tallgrass.css">' in page


@pytest.mark.parametrize("name", NAMES)
def test_pages_and_file_keep_to_their_size(name: str, version_one: Framework) -> None:
    document = CASES[name]()
    links = site_links(document)
    page = html.overview_page(document, version_one, "en", links)
    assert len(gzip.compress(page.encode())) < 60_000
    for language in available_languages():
        assert len(html.scorecard_file(document, version_one, language).encode()) < 400_000


def test_a_crowded_file_goes_without_the_face_of_its_headings(version_one: Framework) -> None:
    full = html.scorecard_file(one_silent(), version_one, "en")
    assert inlined_face("fraunces") in full
    packed = html.scorecard_file(crowded(), version_one, "en")
    assert inlined_face("fraunces") not in packed
    assert inlined_face("public-sans") in packed


def test_the_style_sheet_is_small_and_names_both_faces() -> None:
    text = stylesheet(lambda face: f"/faces/{face}.woff2")
    assert len(gzip.compress(text.encode())) < 14_000
    assert all(f"/faces/{face}.woff2" in text for face in FACES)
    assert "face:" not in text.replace("font-face", "")


def test_a_page_of_a_question_leads_to_the_one_before_and_the_one_after(framework: Framework) -> None:
    page = pages(one_silent(), framework)["KP8"]
    links = {
        found["rel"]: found["href"] for found in read(page).all("a") if found.get("rel") in ("prev", "next")
    }
    assert links == {"prev": "/junction/players/kp7/", "next": "/junction/approach/ca1/"}
    assert 'rel="prev"' not in pages(one_silent(), framework)["KP1"]


def test_the_questions_of_the_file_are_folded_and_their_anchors_inside_what_unfolds(
    framework: Framework,
) -> None:
    page = pages(one_silent(), framework)["file"]
    folds = re.findall(
        r'<details class="criterion in-file fold">(.*?)</summary>\s*<section id=kp1 ', page, re.S
    )
    assert len(folds) == 1
    assert page.count('<details class="criterion in-file fold">') == 43
    assert 'fold" open' not in page


def test_the_other_next_steps_stand_under_their_elements(framework: Framework) -> None:
    made = one_silent()
    made["next_steps"] = [*made["next_steps"], {**document()["next_steps"][0]}]
    page = pages(made, framework)["overview"]
    later = page.partition("more next steps")[2].partition("How to read this")[0]
    assert re.findall("<h3>(.*?)</h3>", later) == ["Ask people", "Knowledge", "Resources"]


def test_hostile_names_stay_text(framework: Framework) -> None:
    document = one_silent()
    evil = '<script>alert("1")</script>"><img src=x onerror=alert(1)>'
    document["place"]["name"] = document["run_by"] = evil
    criterion(document, "KP2")["on_record"] = [{"organisation": evil, "level": 2}]
    criterion(document, "CA1")["agreed"].update(note=evil)
    document["priorities"]["residents"]["items"] = [{"item": evil, "share": 0.5}]
    document["comments"] = [{"criterion": None, "text": evil}, {"criterion": "KP1", "text": evil}]
    for name, page in pages(document, framework).items():
        seen = read(page)
        assert seen.all("script") == seen.all("img") == [], name
        assert 'alert("1")' in seen.text


def test_every_template_is_rendered_by_a_case(framework: Framework, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered: set[str | None] = set()
    draw = Template._render  # type: ignore[attr-defined]

    def noticing(self: Template, context: object) -> object:
        rendered.add(self.name)
        return draw(self, context)

    monkeypatch.setattr(Template, "_render", noticing)
    for make in CASES.values():
        pages(make(), framework)
    there = {
        str(path.relative_to(folder))
        for folder in (BASE, html.TEMPLATES)
        for path in folder.rglob("*")
        if path.suffix in (".html", ".svg")
    }
    # Sheets to print and their squares are drawn by the tests of asking and of rounds, parts of the site's pages by
    # those of the parts, the pages of members by those of kept scorecards.
    members = {name for name in there if name.startswith("scorecards/")}
    assert there - {"ui/sheet.html", "ui/qr.svg"} - PARTS - members <= rendered
