"""The pages on which a steward holds a round, asked for as everybody."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tallgrass.places.actions import change_place
from tallgrass.places.models import Place
from tallgrass.strength.rounds.holding.actions import change_round, close_round, today
from tallgrass.strength.rounds.models import AskedGroup, Round
from tests.cast import Cast
from tests.rounds.held import Held, draft_round, open_round

DRAFT = ("", "asked/", "promise/", "about/", "days/", "check/", "discard/", "invitations/")
OPEN = ("", "asked/", "about/", "days/", "invitations/", "silent/", "close/", "remarks/")
KINDS = (
    "civic_tech",
    "government",
    "community",
    "issue_expert",
    "philanthropy",
    "tech_company",
    "other",
    "resident",
)


def at(held: Held | Round, part: str = "") -> str:
    found = held.round if isinstance(held, Held) else held
    return f"/elmwood/rounds/{found.pk}/{part}"


@pytest.fixture
def rosa(cast: Cast, client: Client) -> Client:
    """Rosa's browser."""
    client.force_login(cast.rosa)
    return client


@pytest.mark.parametrize(
    ("who", "status"), [("rosa", 200), ("bea", 403), ("cal", 403), ("otto", 404), ("ines", 404)]
)
def test_stewards_alone_see_a_draft(draft: Held, cast: Cast, client: Client, who: str, status: int) -> None:
    client.force_login(getattr(cast, who))
    assert {part: client.get(at(draft, part)).status_code for part in DRAFT} == dict.fromkeys(DRAFT, status)


@pytest.mark.parametrize(
    ("who", "status"), [("rosa", 200), ("bea", 403), ("cal", 403), ("otto", 404), ("ines", 404)]
)
def test_stewards_alone_see_an_open_round(
    confidential: Held, cast: Cast, client: Client, who: str, status: int
) -> None:
    client.force_login(getattr(cast, who))
    assert {part: client.get(at(confidential, part)).status_code for part in OPEN} == dict.fromkeys(
        OPEN, status
    )


def test_nobody_is_asked_to_sign_in(draft: Held, client: Client) -> None:
    for part in DRAFT:
        assert client.get(at(draft, part)).headers["Location"].startswith("/sign-in/")


def test_rounds_are_a_part_of_the_place_for_stewards(cast: Cast, client: Client) -> None:
    for person, there in ((cast.rosa, True), (cast.bea, False), (cast.cal, False)):
        client.force_login(person)
        assert ("/elmwood/rounds/" in client.get("/elmwood/home/").content.decode()) is there


def test_a_number_that_is_none_leads_nowhere(draft: Held, rosa: Client) -> None:
    for part in (*DRAFT, *OPEN):
        assert rosa.get(f"/elmwood/rounds/{draft.round.pk + 1}/{part}").status_code == 404


def test_reading_changes_nothing(draft: Held, rosa: Client) -> None:
    before = list(Round.objects.values()), list(AskedGroup.objects.values())
    for part in DRAFT:
        rosa.get(at(draft, part))
    assert (list(Round.objects.values()), list(AskedGroup.objects.values())) == before


def test_a_draft_is_prepared_page_by_page_and_opens(rosa: Client, cast: Cast) -> None:
    answer = rosa.post("/elmwood/rounds/")
    held = Round.objects.get(place=cast.elmwood)
    assert answer.headers["Location"] == at(held) + "?told=prepared"
    page = rosa.get(at(held)).content.decode()
    assert page.count("To do") == 4
    refused = rosa.post(at(held, "check/"))
    assert refused.status_code == 422
    for sentence in ("Say who is asked.", "Say who asks.", "Say by which day everybody hears the result."):
        assert sentence in refused.content.decode()
    forms = {f"form_{kind}": "resident" if kind == "resident" else "" for kind in KINDS}
    rosa.post(
        at(held, "asked/"),
        {**forms, "form_community": "short", "number_community": "12", "open_resident": "on"},
    )
    rosa.post(at(held, "promise/"), {"mode": "confidential"})
    about = {"asked_by": "Elmwood Library", "languages": ["en", "es"], "paid": "yes", "thanks": "a $5 card"}
    rosa.post(at(held, "about/"), {**about, "telephone": "555-0100"})
    days = {"closes_on": 9, "result_by": 20, "codes_until": 30}
    rosa.post(
        at(held, "days/"), {name: (today() + timedelta(days=left)).isoformat() for name, left in days.items()}
    )
    page = rosa.get(at(held, "check/")).content.decode()
    for said in ("Elmwood Library asks for about", "a $5 card", "A secret code lets you stop and come back."):
        assert said in page
    assert "not said yet" not in page
    assert "The round is open" in rosa.post(at(held, "check/"), follow=True).content.decode()
    held.refresh_from_db()
    assert held.state == "open"
    groups = AskedGroup.objects.filter(place=cast.elmwood).values_list("kind", "form", "number", "open_link")
    assert sorted(groups) == [("community", "short", 12, False), ("resident", "resident", 0, True)]


def test_a_second_round_is_refused_in_words(draft: Held, rosa: Client) -> None:
    refused = rosa.post("/elmwood/rounds/")
    assert refused.status_code == 422
    assert "A place holds one round at a time." in refused.content.decode()
    assert "Prepare a round" not in refused.content.decode()


def test_the_same_is_said_in_each_language_in_its_own_words(draft: Held, rosa: Client) -> None:
    sent = {
        "asked_by": "Elmwood Library", "asked_by_es": "Biblioteca de Elmwood", "languages": ["en", "es"],
        "paid": "yes", "thanks": "a $5 card", "thanks_es": "una tarjeta de $5", "telephone": "555-0100",
        "telephone_es": "",
    }  # fmt: skip
    rosa.post(at(draft, "about/"), sent)
    draft.round.refresh_from_db()
    kept = {"asked_by": "Biblioteca de Elmwood", "thanks": "una tarjeta de $5"}
    assert draft.round.other_texts == {"es": kept}
    page = rosa.get(at(draft, "about/")).content.decode()
    assert "Spanish: Who asks?" in page
    assert 'value="Biblioteca de Elmwood"' in page
    assert "Spanish: una tarjeta de $5" in rosa.get(at(draft, "check/")).content.decode()
    assert "Biblioteca de Elmwood" in rosa.get(at(draft, "promise/") + "?lang=es").content.decode()
    rosa.post(at(draft, "about/"), {**sent, "languages": ["en"]})
    draft.round.refresh_from_db()
    assert draft.round.other_texts == {}


def test_the_number_of_an_open_round_can_change_in_each_language(anonymous: Held, rosa: Client) -> None:
    Round.objects.filter(place=anonymous.round.place).update(other_texts={"es": {"thanks": "una tarjeta"}})
    rosa.post(at(anonymous, "about/"), {"telephone": "555-0101", "telephone_es": "555-0102"})
    anonymous.round.refresh_from_db()
    assert anonymous.round.telephone == "555-0101"
    assert anonymous.round.other_texts == {"es": {"thanks": "una tarjeta", "telephone": "555-0102"}}


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_both_promises_are_read_as_people_will_read_them(draft: Held, rosa: Client, mode: str) -> None:
    page = rosa.get(at(draft, "promise/")).content.decode()
    assert "After you send, we cannot find, change or delete them." in page
    assert "Elmwood Community Foundation could use it to find your answers" in page
    assert "a $10 gift card" in page


def test_a_public_body_says_so(draft: Held, cast: Cast, rosa: Client) -> None:
    assert "public body" not in rosa.get(at(draft, "promise/")).content.decode()
    change_place(place=cast.elmwood, by=cast.rosa, changes={"public_body": True})
    assert rosa.get(at(draft, "promise/")).content.decode().count("public body") >= 2


def test_who_is_not_paid_reads_that(draft: Held, cast: Cast, rosa: Client) -> None:
    sent = {"asked_by": "A", "languages": ["en"], "paid": "no", "thanks": "left over", "telephone": ""}
    rosa.post(at(draft, "about/"), sent)
    draft.round.refresh_from_db()
    assert draft.round.thanks == ""
    assert "unpaid" in rosa.get(at(draft, "check/")).content.decode()


@pytest.mark.parametrize(
    ("part", "sent", "said"),
    [
        ("about/", {"languages": ["en"], "paid": "no"}, "Who asks?: this is needed."),
        ("about/", {"asked_by": "A", "paid": "no"}, "Choose at least one language."),
        ("about/", {"asked_by": "A", "languages": ["en"]}, "Say whether people are paid."),
        ("about/", {"asked_by": "A", "languages": ["en"], "paid": "yes"}, "Say what people get, and how."),
        ("about/", {"asked_by": "A", "languages": ["xx"], "paid": "no"}, "choose"),
        ("promise/", {}, "this is needed"),
        ("promise/", {"mode": "loud"}, "choose one of the answers"),
        ("days/", {"closes_on": "2020-01-01"}, "The last day to answer is over. Choose a later one."),
        ("days/", {"closes_on": "soon"}, "we could not read this date"),
        ("days/", {"closes_on": "2999-01-02", "result_by": "2999-01-02"}, "must come after the last day"),
        ("asked/", {"form_community": "resident"}, "choose one of the answers"),
        ("asked/", {"form_community": "short", "number_community": "-1"}, "or more"),
        ("asked/", {"form_community": "short", "number_community": "99999999999999999999"}, "or less"),
    ],
)
def test_mistakes_are_said_in_words(
    draft: Held, rosa: Client, part: str, sent: dict[str, Any], said: str
) -> None:
    answer = rosa.post(at(draft, part), sent)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert 'class="problems"' in page


def test_days_of_a_draft_may_be_left_for_later(draft: Held, rosa: Client) -> None:
    assert rosa.post(at(draft, "days/"), {}).status_code == 302
    draft.round.refresh_from_db()
    assert (draft.round.closes_on, draft.round.result_by) == (None, None)


def test_who_is_asked_is_kept_whole_or_not_at_all(anonymous: Held, cast: Cast, rosa: Client) -> None:
    sent = {f"form_{kind}": group.form for kind, group in anonymous.groups.items()} | {"open_resident": "on"}
    more = {**sent, "number_community": "9"}
    assert rosa.post(at(anonymous, "asked/"), more).status_code == 302
    refused = rosa.post(at(anonymous, "asked/"), {**more, "number_civic_tech": "7", "form_other": ""})
    assert refused.status_code == 422
    assert "the round is open, so the form stays as it is" in refused.content.decode()
    refused = rosa.post(at(anonymous, "asked/"), {**more, "number_civic_tech": "7", "number_community": "3"})
    assert "You can add people, but not take back whom you asked." in refused.content.decode()
    assert AskedGroup.objects.get(place=cast.elmwood, kind="civic_tech").number == 0


def test_an_open_round_shows_nothing_to_change_of_what_was_promised(anonymous: Held, rosa: Client) -> None:
    assert rosa.get(at(anonymous, "promise/")).status_code == 404
    assert rosa.get(at(anonymous, "check/")).status_code == 404
    assert "Who asks?" not in rosa.get(at(anonymous, "about/")).content.decode()
    assert "result_by" not in rosa.get(at(anonymous, "days/")).content.decode()


def test_the_last_day_moves_and_not_past_the_result(anonymous: Held, rosa: Client) -> None:
    late = anonymous.round.result_by
    answer = rosa.post(at(anonymous, "days/"), {"closes_on": late.isoformat()})
    assert "The day of the result must come after the last day to answer." in answer.content.decode()
    answer = rosa.post(at(anonymous, "days/"), {"closes_on": (late - timedelta(days=1)).isoformat()})
    assert answer.status_code == 302
    assert rosa.post(at(anonymous, "days/"), {"closes_on": ""}).status_code == 422


def test_closing_early_is_asked_once_more(anonymous: Held, rosa: Client) -> None:
    page = rosa.get(at(anonymous, "close/")).content.decode()
    assert "Some may still mean to answer." in page
    anonymous.round.refresh_from_db()
    assert anonymous.round.state == "open"
    page = rosa.post(at(anonymous, "close/"), follow=True).content.decode()
    assert "The round is closed" in page
    assert rosa.post(at(anonymous, "close/")).status_code == 404
    assert page.count(">none<") == 8


def test_a_draft_is_given_up_after_a_question(draft: Held, cast: Cast, rosa: Client) -> None:
    rosa.get(at(draft, "discard/"))
    assert Round.objects.filter(place=cast.elmwood).exists()
    assert "The round is given up" in rosa.post(at(draft, "discard/"), follow=True).content.decode()
    assert not Round.objects.filter(place=cast.elmwood).exists()


def test_rounds_that_are_over_stay_on_the_list(cast: Cast, rosa: Client) -> None:
    for _ in range(2):
        held = open_round(cast, personal=0, paper=0)
        close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    draft_round(cast)
    page = rosa.get("/elmwood/rounds/").content.decode()
    assert page.count("Closed") == 2
    assert page.count("Being prepared") == 1


@pytest.mark.parametrize("path", ["", "promise/", "check/", "asked/", "days/", "about/", "invitations/"])
def test_every_page_speaks_spanish(draft: Held, cast: Cast, rosa: Client, path: str) -> None:
    change_place(place=cast.elmwood, by=cast.rosa, changes={"languages": ["en", "es"]})
    page = rosa.get(at(draft, path), {"lang": "es"}).content.decode()
    assert '<html lang="es"' in page
    assert "Rondas" in page


@pytest.mark.parametrize(
    ("days", "said"), [(10, "10 days are left"), (1, "One day is left"), (0, "Today is the last day")]
)
def test_the_home_says_how_long_a_round_is_open(
    anonymous: Held, cast: Cast, rosa: Client, days: int, said: str
) -> None:
    change_round(
        place=cast.elmwood,
        number=anonymous.round.pk,
        by=cast.rosa,
        changes={"closes_on": today() + timedelta(days=days)},
    )
    assert said in rosa.get("/elmwood/home/").content.decode()


def test_odd_texts_are_kept_as_they_are_and_break_nothing(draft: Held, rosa: Client) -> None:
    odd = "<script>&\u202e{who} %s {0}"
    sent = {"asked_by": odd, "languages": ["en"], "paid": "yes", "thanks": odd, "telephone": "x"}
    assert rosa.post(at(draft, "about/"), sent).status_code == 302
    for part in DRAFT:
        answer = rosa.get(at(draft, part))
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode()


@pytest.mark.parametrize("example", [True, False])
@pytest.mark.parametrize(("language", "said"), [("en", "Example place."), ("es", "Lugar de ejemplo.")])
def test_an_example_says_so_on_every_page(
    anonymous: Held, rosa: Client, example: bool, language: str, said: str
) -> None:
    Place.objects.filter(pk=anonymous.round.place_id).update(example=example)
    for page in ("", "about/", "invitations/"):
        shown = rosa.get(at(anonymous, page) + f"?lang={language}").content.decode()
        assert (said in shown) is example
