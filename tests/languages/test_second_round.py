"""The second time round: what changed is said on every page, and what cannot be compared says why."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tallgrass.examples.prairie_junction.generator import write_folder, write_previous
from tallgrass.strength.scorecard.assess import Assessed, assess_folder
from tallgrass.strength.scorecard.method.document import to_bytes
from tallgrass.strength.scorecard.rendering import html
from tallgrass.strength.scorecard.rendering.sentences import Sentences
from tallgrass.strength.scorecard.rendering.terminal import summary
from tests.rendering.reading import read, site_links

TITLE = {"en": "What changed:", "es": "Qué cambió:"}


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> Assessed:
    """The example beside its scorecard of the year before."""
    folder = tmp_path_factory.mktemp("junction")
    write_previous(folder / "before")
    (folder / "scorecard.json").write_bytes(to_bytes(assess_folder(folder / "before").document))
    write_folder(folder / "now")
    return assess_folder(folder / "now", previous=folder / "scorecard.json")


def pages(assessed: Assessed, language: str) -> dict[str, str]:
    document, framework = assessed.document, assessed.framework
    links = site_links(dict(document), language)
    made = {"overview": html.overview_page(document, framework, language, links)}
    for element in document["elements"]:
        made[element["id"]] = html.element_page(document, framework, element["id"], language, links)
    for criterion in document["criteria"]:
        made[criterion["id"]] = html.criterion_page(document, framework, criterion["id"], language, links)
    return made


def test_the_example_shows_every_kind_of_change(now: Assessed) -> None:
    verdicts = Counter(item["verdict"] for item in now.document["change"])
    assert all(verdicts[one] for one in ("up", "down", "no_clear_change", "not_comparable"))


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_says_what_changed(now: Assessed, language: str) -> None:
    for name, page in pages(now, language).items():
        assert read(page).text.count(TITLE[language]) == 1, name


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_summary_says_it_beside_the_first_sentence(now: Assessed, language: str) -> None:
    sentences = Sentences(now.document, now.framework, language)
    said = " ".join(summary(now.document, now.framework, language).split())
    together = " ".join((*sentences.first_sentence(), *sentences.changes(), *sentences.not_compared()))
    assert together in said


def test_a_change_is_named_on_its_own_page_and_on_that_of_its_element(now: Assessed) -> None:
    made = pages(now, "en")
    by_id = {one["id"]: one for one in now.document["criteria"]}
    for item in now.document["change"]:
        own = read(made[item["criterion"]]).text
        element = read(made[by_id[item["criterion"]]["element"]]).text
        name = now.framework.texts["en"].criteria[item["criterion"]].name
        if item["verdict"] in ("up", "down"):
            assert f"{item['verdict'].capitalize()} from {item['before']:.1f} to {item['after']:.1f}" in own
            part = element.partition("What changed:")[2]
            assert name in part
        elif item["verdict"] == "not_comparable":
            assert "This cannot be compared with last time, because" in own
            assert "cannot be compared with last time, because" in element
        else:
            assert "No clear change since last time." in own


@pytest.mark.parametrize(
    ("why", "english", "spanish"),
    [
        ("method", "the way of counting changed", "cambió la forma de contar"),
        ("place", "it was another place", "era otro lugar"),
        ("wording", "the words of the question changed", "cambiaron las palabras de la pregunta"),
        ("cells", "the types of partner shown", "los tipos de participante que se muestran"),
        ("source", "agreed in a meeting", "se acordó en una reunión"),
        ("no_mark", "has no mark", "no tiene nivel"),
    ],
)
def test_what_cannot_be_compared_says_why_in_words(
    now: Assessed, why: str, english: str, spanish: str
) -> None:
    changed: list[dict[str, Any]] = [
        {**item, "verdict": "not_comparable", "why": why} for item in now.document["change"]
    ]
    document = {**now.document, "change": changed}
    for language, reason in (("en", english), ("es", spanish)):
        sentences = Sentences(document, now.framework, language)
        assert reason in " ".join(sentences.not_compared())
        assert reason in " ".join(sentences.changes_in("players"))
        assert reason in str(sentences.change_of("KP1"))


def test_a_first_round_says_that_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    write_folder(tmp_path / "now")
    first = assess_folder(tmp_path / "now")
    made = pages(first, "en")
    assert "nothing to compare it with" in read(made["overview"]).text
    assert all("What changed:" not in read(page).text for page in made.values())
