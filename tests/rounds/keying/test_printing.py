"""Forms and slips on paper: every promise of the round, in both languages, each on pages that hold it whole."""

import re
from io import BytesIO

import pikepdf
import pypdf
import pytest
from django.test import Client

from tallgrass.places.actions import change_place
from tallgrass.places.models import Place
from tallgrass.strength.rounds.answering.asked import asked
from tallgrass.strength.rounds.answering.queries import WayIn
from tallgrass.strength.rounds.answering.start import promises
from tallgrass.strength.rounds.keying.slips import ON_A_PAGE
from tallgrass.strength.rounds.models import Invitation, Round
from tests.cast import Cast
from tests.paper.ua import faults
from tests.rounds.held import Held

pytestmark = [pytest.mark.database, pytest.mark.slow]


def printed(held: Held, form: str, language: str, ending: str = "") -> str:
    """The address of a form on paper."""
    return f"/elmwood/rounds/{held.round.pk}/print/{form}/{language}/{ending}"


def making(held: Held, kind: str) -> str:
    """The address at which slips are made."""
    return f"/elmwood/rounds/{held.round.pk}/print/slips/{held.groups[kind].pk}/"


def make(rosa: Client, held: Held, kind: str, count: int, language: str = "en") -> str:
    """The page that shows new slips."""
    address = making(held, kind)
    seen = re.search(
        r'name="paper-seen"[^>]* value="(\d+)"|value="(\d+)"[^>]*name="paper-seen"',
        rosa.get(address).content.decode(),
    )
    assert seen is not None
    sent = {"paper-count": str(count), "paper-language": language, "paper-seen": seen[1] or seen[2]}
    answer = rosa.post(address, sent)
    assert answer.status_code == 200
    return answer.content.decode()


def codes(page: str) -> str:
    """The words that a page of slips sends back."""
    found = re.search(r'<textarea name="codes" hidden>([^<]*)</textarea>', page)
    assert found is not None
    return found[1].replace("&#10;", "\n")


def on_pages(content: bytes) -> list[str]:
    """The words of each page of a PDF, with single blanks."""
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(BytesIO(content)).pages]


def plain(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
@pytest.mark.parametrize(
    ("form", "kind"), [("short", "community"), ("full", "government"), ("resident", "resident")]
)
def test_a_form_holds_the_promise_and_every_answer_in_both_languages(
    request: pytest.FixtureRequest, rosa: Client, mode: str, form: str, kind: str
) -> None:
    held: Held = request.getfixturevalue(mode)
    page = plain(
        rosa.get(printed(held, form, "all")).content.decode().replace("&#x27;", "'").replace("&quot;", '"')
    )
    content = rosa.get(printed(held, form, "all", "pdf/")).content
    paper = " ".join(on_pages(content))
    asked_round = Round.objects.select_related("place").get(place=held.round.place, pk=held.round.pk)
    way = WayIn(asked_round, kind, form, None, "", None)
    for language in ("en", "es"):
        one = asked(asked_round, form, language)
        wanted = [*promises(way, language), *(item.question for item in one.form.items)]
        wanted += [level for item in one.form.items for level in item.levels]
        for text in wanted:
            assert plain(text) in page, text
            assert re.sub(r"\W", "", text) in re.sub(r"\W", "", paper), text
    assert "555-0100" in paper
    assert faults(content) == []


def sizes(content: bytes, word: str) -> set[int]:
    """In how many points lines are set that hold a word."""
    found: set[int] = set()

    def look(text: str, _cm: object, _tm: object, _font: object, size: float) -> None:
        if word in text.split():
            found.add(round(size))

    for page in pypdf.PdfReader(BytesIO(content)).pages:
        page.extract_text(visitor_text=look)
    return found


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_form_in_one_language_is_marked_as_such(anonymous: Held, rosa: Client, language: str) -> None:
    with pikepdf.open(BytesIO(rosa.get(printed(anonymous, "resident", language, "pdf/")).content)) as pdf:
        assert str(pdf.Root.Lang) == language


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("public_body", [False, True])
def test_the_form_of_residents_is_one_sheet_of_paper_in_letters_that_most_eyes_read(
    confidential: Held, rosa: Client, cast: Cast, language: str, public_body: bool
) -> None:
    """The longest promise there is: a code, a public body."""
    change_place(place=cast.elmwood, by=cast.rosa, changes={"public_body": public_body})
    content = rosa.get(printed(confidential, "resident", language, "pdf/")).content
    assert len(on_pages(content)) == 2
    assert sizes(content, "thanked" if language == "en" else "Nadie") == {12}


def test_what_a_records_law_does_is_said_on_paper_too(anonymous: Held, rosa: Client, cast: Cast) -> None:
    before = rosa.get(printed(anonymous, "resident", "en")).content.decode()
    assert "public body" not in before
    assert "we tear up this paper" in before
    change_place(place=cast.elmwood, by=cast.rosa, changes={"public_body": True})
    after = rosa.get(printed(anonymous, "resident", "en")).content.decode()
    assert "This is a public body" in after
    assert "A records law can make us keep this paper" in after
    assert "tear up" not in after


def test_a_form_of_a_draft_says_that_it_can_change(draft: Held, rosa: Client) -> None:
    assert "What is promised can still change" in rosa.get(printed(draft, "short", "en")).content.decode()
    assert rosa.get(printed(draft, "short", "en", "pdf/")).status_code == 200


@pytest.mark.parametrize(("form", "language"), [("short", "fr"), ("long", "en"), ("slips", "en")])
def test_what_nobody_is_asked_is_not_printed(anonymous: Held, rosa: Client, form: str, language: str) -> None:
    assert rosa.get(printed(anonymous, form, language)).status_code == 404
    assert rosa.get(printed(anonymous, form, language, "pdf/")).status_code == 404


def test_without_the_extra_the_page_is_there_and_says_how_to_add_it(
    anonymous: Held, rosa: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tallgrass.foundation.ui.paper.available", lambda: False)
    assert "tallgrass[pdf]" in rosa.get(f"/elmwood/rounds/{anonymous.round.pk}/print/").content.decode()
    assert rosa.get(printed(anonymous, "short", "en", "pdf/")).status_code == 404
    assert rosa.get(printed(anonymous, "short", "en")).status_code == 200


@pytest.mark.parametrize("count", [1, 8, 9, 30])
@pytest.mark.parametrize("language", ["en", "es"])
def test_slips_stand_eight_on_a_page_and_each_holds_everything(
    anonymous: Held, rosa: Client, count: int, language: str
) -> None:
    page = make(rosa, anonymous, "resident", count, language)
    words = codes(page).split("\n")
    assert len(set(words)) == count
    content = rosa.post(
        making(anonymous, "resident") + "file/", {"codes": "\n".join(words), "do": "pdf"}
    ).content
    pages = on_pages(content)
    assert len(pages) == -(-count // ON_A_PAGE)
    assert faults(content) == []
    for number, four in enumerate(words):
        here = pages[number // ON_A_PAGE]
        assert four.replace("-", " ") in here
    for here in pages:
        held = min(ON_A_PAGE, len(words) - pages.index(here) * ON_A_PAGE)
        for said in (
            "Elmwood Community Foundation asks you 6 questions",
            "Elmwood Community Foundation le hace 6",
            "testserver/code",
            "555-0100",
        ):
            assert here.count(said) >= held, said


def test_long_names_still_fit(anonymous: Held, rosa: Client) -> None:
    Round.objects.filter(place=anonymous.round.place).update(
        asked_by="The Coalition for a Fair and Open Town " * 6
    )
    words = codes(make(rosa, anonymous, "community", 8, "es"))
    pages = on_pages(
        rosa.post(making(anonymous, "community") + "file/", {"codes": words, "do": "pdf"}).content
    )
    assert len(pages) == 1
    assert pages[0].count("555-0100") == 16


def test_the_words_are_shown_on_that_one_page_alone(anonymous: Held, rosa: Client) -> None:
    page = make(rosa, anonymous, "resident", 3)
    first = codes(page).split("\n")[0]
    assert "This is the only time" in page
    assert page.count('<svg class="qr"') == 3
    assert first not in rosa.get(making(anonymous, "resident")).content.decode()
    assert first not in rosa.get(f"/elmwood/rounds/{anonymous.round.pk}/print/").content.decode()
    assert not Invitation.objects.filter(place=anonymous.round.place, digest__contains=first).exists()


def test_making_them_twice_by_accident_is_told(anonymous: Held, rosa: Client) -> None:
    sent = {"paper-count": "2", "paper-language": "en", "paper-seen": "0"}
    before = Invitation.objects.filter(place=anonymous.round.place).count()
    answer = rosa.post(making(anonymous, "resident"), sent)
    assert (answer.status_code, "made already" in answer.content.decode()) == (422, True)
    assert Invitation.objects.filter(place=anonymous.round.place).count() == before


def test_the_picture_leads_to_the_page_on_which_the_words_are_typed(
    anonymous: Held, rosa: Client, client: Client
) -> None:
    words = codes(make(rosa, anonymous, "resident", 1, "es"))
    table = rosa.post(making(anonymous, "resident") + "file/", {"codes": words, "do": "csv"}).content.decode(
        "utf-8-sig"
    )
    header, row = table.splitlines()
    assert header == "place,address,four_words,language"
    _, address, four, languages = row.split(",")
    assert (four, languages) == (words.replace("-", " "), "en|es")
    page = client.get(address.removeprefix("http://testserver"))
    assert (page.status_code, four in page.content.decode()) == (200, True)


@pytest.mark.parametrize("others", ["lemon-river-cabin-eagle", "", "\n\n", "x" * 1_000_000])
def test_only_slips_of_this_group_are_printed_again(anonymous: Held, rosa: Client, others: str) -> None:
    for wanted in ("pdf", "csv"):
        answer = rosa.post(making(anonymous, "resident") + "file/", {"codes": others, "do": wanted})
        assert (answer.status_code, answer.headers["Location"]) == (302, making(anonymous, "resident"))
    elsewhere = anonymous.paper["community"][0]
    assert rosa.post(making(anonymous, "resident") + "file/", {"codes": elsewhere}).status_code == 302


def test_an_example_says_so_on_every_sheet(anonymous: Held, rosa: Client) -> None:
    Place.objects.filter(pk=anonymous.round.place_id).update(example=True)
    assert "made up" in rosa.get(printed(anonymous, "resident", "en")).content.decode()
    words = codes(make(rosa, anonymous, "resident", 2))
    [page] = on_pages(
        rosa.post(making(anonymous, "resident") + "file/", {"codes": words, "do": "pdf"}).content
    )
    assert page.count("made up") == 2
