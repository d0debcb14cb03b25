"""The kit on paper: each sheet on its pages in both languages, tagged, and nothing of it lost."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdf
import pytest
from django.test import Client

from tallgrass.strength.rounds.kit.method.blocks import sentences
from tallgrass.strength.rounds.kit.method.facts import Facts
from tallgrass.strength.rounds.kit.method.filling import OwnText, filled
from tallgrass.strength.rounds.kit.method.pieces import PIECES
from tallgrass.strength.rounds.kit.sheets import KitSheet, kit_pdf, kit_sheet
from tallgrass.strength.rounds.kit.wording import said_in
from tests.paper.ua import faults
from tests.rounds.held import Held
from tests.rounds.kit.known import LANGUAGES, LONGEST, USUAL, every

pytestmark = pytest.mark.slow

ON_PAPER = [key for key, piece in PIECES.items() if piece.sort != "text"]
#: A guide is one sheet, printed on both sides; everything else is one page.
PAGES = {"guide_60": 2, "guide_90": 2}
#: The facts with the fewest and the most words.
SHORTEST_AND_LONGEST = (
    next(facts for facts in every(USUAL) if not facts.thanks and not facts.public_body),
    next(facts for facts in every(LONGEST) if facts.public_body and facts.mode == "confidential"),
)


def sheet(key: str, language: str, facts: Facts) -> KitSheet:
    """A sheet that says it is an example and a draft, so that it is as full as it can be."""
    said = said_in(language)
    notes = [said.kit["paper"]["example"], said.kit["paper"]["draft"]] if facts.place == LONGEST.place else []
    return kit_sheet(PIECES[key], filled(PIECES[key], said, facts), said, facts, language, notes)


def pages(content: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", ON_PAPER)
def test_a_sheet_fits_its_pages_holds_every_word_and_is_tagged(key: str, language: str) -> None:
    for facts in SHORTEST_AND_LONGEST:
        content = kit_pdf(sheet(key, language, facts))
        found = pages(content)
        assert len(found) <= PAGES.get(key, 1)
        assert faults(content) == []
        text = letters("".join(found))
        made = filled(PIECES[key], said_in(language), facts)
        times = 2 if key == "half_page" else 1
        for line in (made.subject, *sentences(made.blocks)):
            words = letters(line.removeprefix("https://").replace("“", "").replace("”", ""))
            assert text.count(words) >= times, line
        with pikepdf.open(BytesIO(content)) as pdf:
            assert str(pdf.Root.Lang) == language
            width, height = (float(pdf.pages[0].mediabox[side]) for side in (2, 3))
            assert (round(width), round(height)) == (612, 792)


def test_names_from_hostile_places_are_words_on_paper() -> None:
    odd = replace(USUAL, asked_by='#panic("x") \u202e $a$ 🌾 ' * 3, place="#set page(width: 1pt)")
    content = kit_pdf(sheet("poster", "en", odd))
    assert "#panic" in "".join(pages(content))
    assert len(pages(content)) == 1


def test_too_many_words_for_half_a_page_are_not_cut_off() -> None:
    said = said_in("en")
    words = [f"word{number}" for number in range(1_500)]
    made = filled(PIECES["half_page"], said, USUAL, OwnText("Long", " ".join(words)))
    text = " ".join(pages(kit_pdf(kit_sheet(PIECES["half_page"], made, said, USUAL, "en", []))))
    assert set(words) <= set(text.split())


@pytest.mark.database
def test_pages_and_pdfs_are_given_and_the_page_tells_where_there_is_no_pdf(
    anonymous: Held, rosa: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit = f"/elmwood/rounds/{anonymous.round.pk}/kit"
    link = f"http://testserver/elmwood/answer/{anonymous.links['resident']}/"
    answer = rosa.post(f"{kit}/poster/es/?for=resident", {"link": link, "do": "pdf"})
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="elmwood-poster-es.pdf"'
    assert letters(link.removeprefix("http://")) in letters("".join(pages(answer.content)))
    assert rosa.get(f"{kit}/guide_60/en/pdf/").status_code == 200
    monkeypatch.setattr("tallgrass.foundation.ui.paper.available", lambda: False)
    assert rosa.get(f"{kit}/guide_60/en/pdf/").status_code == 404
    for key in ("guide_60", "poster"):
        assert "tallgrass[pdf]" in rosa.get(f"{kit}/{key}/en/").content.decode()
