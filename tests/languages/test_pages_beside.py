"""A place with two languages gets a page in each, which lead to each other."""

import re
from pathlib import Path

import pytest

from tallgrass.cli.main import main
from tallgrass.examples.prairie_junction.cases import players_only


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place that speaks English and Spanish."""
    players_only(tmp_path / "place")
    place = tmp_path / "place" / "place.toml"
    text = place.read_text("utf-8")
    assert 'language = "en"' in text
    place.write_text(text.replace('language = "en"', 'language = ["en", "es"]'), "utf-8")
    return tmp_path / "place"


def test_each_language_of_a_place_has_its_page(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["assess", str(folder)]) in (0, 1)
    out = folder / "scorecard"
    english, spanish = ((out / name).read_text("utf-8") for name in ("scorecard.html", "scorecard.es.html"))
    assert ("<html lang=en>" in english, "<html lang=es>" in spanish) == (True, True)
    assert "href=scorecard.es.html" in english
    assert "href=scorecard.html" in spanish
    assert "scorecard.es.html" in capsys.readouterr().out
    order = [re.findall(r"<li lang=(\w+)>", page) for page in (english, spanish)]
    assert order == [["en", "es"], ["en", "es"]]


def test_the_language_asked_for_comes_first(folder: Path) -> None:
    main(["assess", str(folder), "--lang", "es"])
    out = folder / "scorecard"
    assert "<html lang=es>" in (out / "scorecard.html").read_text("utf-8")
    assert "<html lang=en>" in (out / "scorecard.en.html").read_text("utf-8")


def test_pages_in_other_languages_are_ours_to_replace(folder: Path) -> None:
    main(["assess", str(folder)])
    assert main(["assess", str(folder)]) in (0, 1)
    (folder / "scorecard" / "scorecard.notes.html").write_text("mine", "utf-8")
    assert main(["assess", str(folder)]) == 2


def test_a_place_with_one_language_has_one_page_and_no_switch(tmp_path: Path) -> None:
    players_only(tmp_path / "place")
    main(["assess", str(tmp_path / "place")])
    out = tmp_path / "place" / "scorecard"
    assert sorted(one.suffixes[0] for one in out.iterdir() if one.suffix == ".html") == [".html"]
    assert "class=languages" not in (out / "scorecard.html").read_text("utf-8")


def test_the_example_can_be_had_in_spanish(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "ejemplo"
    assert main(["assess", "--example", str(folder), "--lang", "es"]) == 0
    assert "Ahora hay un lugar inventado" in capsys.readouterr().out
    readme = (folder / "README.txt").read_text("utf-8")
    for path in folder.iterdir():
        assert path.name == "README.txt" or f"\n{path.name} " in readme, path.name
    assert main(["assess", str(folder)]) == 1
    assert "Qué hacer ahora" in capsys.readouterr().out
    assert (folder / "scorecard" / "scorecard.en.html").exists()
