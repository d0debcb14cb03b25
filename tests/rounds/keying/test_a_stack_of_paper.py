"""Sheets of paper are kept as if people had sent them, and nothing says who typed them in."""

import logging

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tallgrass.foundation.events.models import Event
from tallgrass.places.permissions import NotAllowed
from tallgrass.strength.rounds.answering.actions import Outcome
from tallgrass.strength.rounds.answering.method.typed import Filled
from tallgrass.strength.rounds.holding.actions import close_round, end_invitation
from tallgrass.strength.rounds.keying.actions import NotThisCode, key_sheet
from tallgrass.strength.rounds.models import Invitation, Remark, SentForm, Sheet, SheetCode
from tests.cast import Cast
from tests.rounds.held import Held
from tests.rounds.keying.conftest import TWELVE, desk, typed

pytestmark = pytest.mark.database
KEPT = "01234ds-2222"


def slip(held: Held, secret: str) -> Invitation:
    """The invitation with these four words."""
    from tallgrass.foundation.word_codes import read_code

    return Invitation.objects.get(place=held.round.place, digest=read_code(secret))


def test_a_keyed_sheet_is_one_row(anonymous: Held, rosa: Client) -> None:
    sent = typed(anonymous, "community", TWELVE, **{"pick-1": "B", "pick-2": "4", "missed": "The buses"})
    answer = rosa.post(desk(anonymous, "community"), sent)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        desk(anonymous, "community") + "?keyed=1",
    )
    kept = Sheet.objects.get()
    assert (kept.kind, kept.form, kept.levels) == ("community", "short", KEPT)
    assert kept.picks == "approach|CA7"
    remark = Remark.objects.get(place=anonymous.round.place)
    assert (remark.sort, remark.text) == ("missed", "The buses")
    assert SheetCode.objects.count() == 0


def test_a_sheet_that_is_sent_twice_counts_once(anonymous: Held, rosa: Client) -> None:
    sent = typed(anonymous, "community", TWELVE)
    rosa.post(desk(anonymous, "community"), sent)
    answer = rosa.post(desk(anonymous, "community"), sent)
    assert answer.status_code == 409
    assert "Nothing was added" in answer.content.decode()
    assert Sheet.objects.count() == 1


def test_the_next_sheet_begins_empty_and_tells_only_how_many(anonymous: Held, rosa: Client) -> None:
    rosa.post(desk(anonymous, "community"), typed(anonymous, "community", TWELVE, missed="Only on paper"))
    page = rosa.get(desk(anonymous, "community") + "?keyed=1").content.decode()
    assert "One sheet typed in on this page." in page
    assert "Only on paper" not in page
    assert 'value="4" maxlength="1"' not in page
    assert "7 sheets typed in" in rosa.get(desk(anonymous, "community") + "?keyed=7").content.decode()


@pytest.mark.parametrize("told", ["", "x", "-1", "9" * 30, "٣", "<b>"])
def test_a_number_in_the_address_that_is_none_tells_nothing(anonymous: Held, rosa: Client, told: str) -> None:
    page = rosa.get(desk(anonymous, "community"), {"keyed": told})
    assert page.status_code == 200
    assert "typed in on this page" not in page.content.decode()


def test_nothing_says_who_typed_it_in_nor_when(
    anonymous: Held, rosa: Client, caplog: pytest.LogCaptureFixture
) -> None:
    events = Event.objects.count()
    sessions = {one.pk: one.session_data for one in Session.objects.all()}
    with caplog.at_level(logging.DEBUG):
        rosa.post(
            desk(anonymous, "community"), typed(anonymous, "community", TWELVE, missed="Never-in-a-log")
        )
    assert Event.objects.count() == events
    assert {one.pk: one.session_data for one in Session.objects.all()} == sessions
    told = " ".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert "Never-in-a-log" not in told
    assert KEPT not in told


def test_a_question_without_a_key_is_asked_for_and_the_rest_stays(anonymous: Held, rosa: Client) -> None:
    sent = typed(anonymous, "community", TWELVE, **{"pick-3": "Z"})
    sent["answer-CA2"] = ""
    answer = rosa.post(desk(anonymous, "community"), sent)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Question 3 has no key yet. Press - if it was left blank on paper." in page
    assert "Third: Z is on no list." in page
    assert 'id="answer-KP7" value="0"' in page
    assert Sheet.objects.count() == 0


def test_without_script_a_sheet_can_be_looked_over_in_words(anonymous: Held, rosa: Client) -> None:
    sent = typed(anonymous, "community", TWELVE, do="check", **{"pick-1": "b"})
    page = rosa.post(desk(anonymous, "community"), sent)
    assert page.status_code == 200
    said = page.content.decode()
    assert "left blank on paper" in said
    assert "12 of 12 typed" in said
    assert '<td data-total="2">5</td>' in said
    assert Sheet.objects.count() == 0


def test_half_a_sheet_can_be_looked_over_too(anonymous: Held, rosa: Client) -> None:
    sent = {**typed(anonymous, "community", TWELVE, do="check"), "answer-CA2": ""}
    page = rosa.post(desk(anonymous, "community"), sent)
    assert (page.status_code, "11 of 12 typed" in page.content.decode()) == (200, True)


def test_residents_may_name_a_problem_and_say_what_did_not_fit(anonymous: Held, rosa: Client) -> None:
    more = {"problem-CA8": "Flooding", "unfit-IN7": "1", "why-IN7": "Never heard of it"}
    assert (
        rosa.post(
            desk(anonymous, "resident", "es"), typed(anonymous, "resident", "n0s124", **more)
        ).status_code
        == 303
    )
    assert Sheet.objects.get().levels == "d0s124"
    kept = {(one.sort, one.criterion, one.text) for one in Remark.objects.filter(place=anonymous.round.place)}
    assert kept == {("did_not_fit", "IN7", "Never heard of it"), ("missed", "CA8", "Flooding")}


def test_four_words_use_up_their_slip(anonymous: Held, rosa: Client, client: Client) -> None:
    words = anonymous.paper["community"][0]
    sent = typed(anonymous, "community", TWELVE, code=words.replace("-", " ").upper())
    assert rosa.post(desk(anonymous, "community"), sent).status_code == 303
    assert slip(anonymous, words).used
    assert SentForm.objects.count() == 0
    second = rosa.post(desk(anonymous, "community"), {**sent, "number": "m" * 32})
    assert (second.status_code, Sheet.objects.count()) == (409, 1)
    page = client.post("/code/", {"code": words}, follow=True)
    assert page.status_code == 410


def test_in_a_confidential_round_the_words_lead_to_the_answers(confidential: Held, rosa: Client) -> None:
    words = confidential.paper["community"][0]
    rosa.post(desk(confidential, "community"), typed(confidential, "community", TWELVE, code=words))
    kept = SheetCode.objects.get()
    assert (kept.sheet.levels, kept.invitation) == (KEPT, slip(confidential, words))


def test_in_a_confidential_round_a_sheet_without_words_leads_nowhere(
    confidential: Held, rosa: Client
) -> None:
    rosa.post(desk(confidential, "community"), typed(confidential, "community", TWELVE))
    assert (Sheet.objects.count(), SheetCode.objects.count()) == (1, 0)


def test_who_began_on_a_telephone_is_not_keyed_over(confidential: Held, rosa: Client, client: Client) -> None:
    words = confidential.paper["community"][0]
    start = client.post("/code/", {"code": words}).headers["Location"]
    client.post(start.partition("?")[0] + "1/", {"answer-KP7": "4"})
    answer = rosa.post(desk(confidential, "community"), typed(confidential, "community", TWELVE, code=words))
    assert answer.status_code == 409
    assert Sheet.objects.get().levels.startswith("4-")


def test_words_that_cannot_stand_on_this_sheet_are_said(anonymous: Held, rosa: Client, cast: Cast) -> None:
    here = desk(anonymous, "community")
    elsewhere, ended = anonymous.paper["government"][0], anonymous.paper["community"][1]
    end_invitation(place=cast.elmwood, invitation=slip(anonymous, ended).pk, by=cast.rosa)
    for words, said in (
        ("lemon river cabin eagle", "No slip of this round has these four words"),
        ("x" * 5_000, "No slip of this round has these four words"),
        (elsewhere, "on a slip for: Local government, All questions"),
        (ended, "These four words are no longer good"),
    ):
        answer = rosa.post(here, typed(anonymous, "community", TWELVE, code=words))
        assert (answer.status_code, said in answer.content.decode()) == (422, True), words
    assert Sheet.objects.count() == 0


def test_guessing_words_is_stopped_here_too(anonymous: Held, rosa: Client) -> None:
    sent = typed(anonymous, "community", TWELVE, code="lemon river cabin eagle")
    statuses = [rosa.post(desk(anonymous, "community"), sent).status_code for _ in range(11)]
    assert statuses == [422] * 10 + [429]
    # Sheets without words go on.
    assert rosa.post(desk(anonymous, "community"), typed(anonymous, "community", TWELVE)).status_code == 303


def test_a_draft_and_a_closed_round_take_no_sheet(draft: Held, rosa: Client, cast: Cast) -> None:
    answer = rosa.post(desk(draft, "community"), typed(draft, "community", TWELVE))
    assert answer.status_code == 302
    assert "while the round is open" in rosa.get(answer.headers["Location"]).content.decode()
    assert Sheet.objects.count() == 0


def test_a_round_that_is_closed_meanwhile_takes_no_sheet(anonymous: Held, rosa: Client, cast: Cast) -> None:
    close_round(place=cast.elmwood, number=anonymous.round.pk, by=cast.rosa)
    assert rosa.post(desk(anonymous, "community"), typed(anonymous, "community", TWELVE)).status_code == 404
    outcome = key_sheet(
        place=cast.elmwood, number=anonymous.round.pk, group=anonymous.groups["community"].pk, by=cast.rosa,
        filled=Filled({"KP7": "1"}, (), (), ()), criteria=("KP7",), sheet="n" * 32,
    )  # fmt: skip
    assert (outcome, Sheet.objects.count()) == (Outcome.NOT_OPEN, 0)


@pytest.mark.parametrize("who", ["bea", "cal", "otto", "ines"])
def test_only_who_runs_rounds_types_in_sheets(anonymous: Held, cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        key_sheet(
            place=cast.elmwood, number=anonymous.round.pk, group=anonymous.groups["community"].pk,
            by=getattr(cast, who), filled=Filled({"KP7": "1"}, (), (), ()), criteria=("KP7",), sheet="n" * 32,
        )  # fmt: skip
    assert Sheet.objects.count() == 0


def test_the_words_of_a_slip_are_looked_for_in_this_round_alone(anonymous: Held, cast: Cast) -> None:
    with pytest.raises(NotThisCode):
        key_sheet(
            place=cast.elmwood, number=anonymous.round.pk, group=anonymous.groups["community"].pk, by=cast.rosa,
            filled=Filled({"KP7": "1"}, (), (), ()), criteria=("KP7",), sheet="n" * 32,
            code=anonymous.personal["community"][0],
        )  # fmt: skip


def test_what_can_be_typed_in_is_offered_in_every_language(anonymous: Held, rosa: Client) -> None:
    page = rosa.get(f"/elmwood/rounds/{anonymous.round.pk}/key/").content.decode()
    for kind in anonymous.groups:
        for language in ("en", "es"):
            assert f'href="{desk(anonymous, kind, language)}"' in page


def test_a_language_in_which_nobody_is_asked_is_not_there(anonymous: Held, rosa: Client) -> None:
    assert rosa.get(desk(anonymous, "community", "fr")).status_code == 404


def test_hostile_input_is_answered_with_a_sentence(anonymous: Held, rosa: Client) -> None:
    for hostile in ("\x00", "<script>", "9" * 100_000, "‮0", "é"):
        sent = {
            **typed(anonymous, "community", TWELVE),
            "answer-KP7": hostile,
            "pick-1": hostile,
            "number": hostile,
        }
        assert rosa.post(desk(anonymous, "community"), sent).status_code == 422
    assert Sheet.objects.count() == 0
