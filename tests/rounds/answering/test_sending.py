"""An anonymous round: nothing is kept until it is sent, and then one row that leads to nobody."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tallgrass.strength.rounds.answering.asked import framework_of
from tallgrass.strength.rounds.models import Invitation, Remark, Round, SentForm, Sheet
from tests.rounds.answering.people import at, form_number, rows, whole
from tests.rounds.held import Held


def send(client: Client, secret: str, typed: dict[str, str], **more: str) -> Any:
    """Press the button that sends."""
    return client.post(at(secret, "questions"), {**typed, "do": "send", **more})


def test_a_whole_form_is_one_row(client: Client, anonymous: Held) -> None:
    secret = anonymous.personal["resident"][0]
    answer = send(client, secret, whole("2ds 40", **{"pick-1": "CA8", "pick-2": "players", "pick-3": "CA8"}))
    assert answer.status_code == 200
    [sheet] = Sheet.objects.all()
    assert (sheet.kind, sheet.form, sheet.levels, sheet.picks) == (
        "resident", "resident", "2ds-40", "CA8|players",
    )  # fmt: skip


def test_who_has_sent_sees_their_answers_with_the_next_level_and_a_step(
    client: Client, anonymous: Held
) -> None:
    page = send(client, anonymous.personal["resident"][0], whole("2     ")).content.decode()
    assert "I could go, but not in my language or at a good time." in page
    assert "I could take part in a way that worked for me." in page
    assert "What you said, and what partners could do next" in page
    assert "The steps below are for them. You do not have to do them." in page
    assert "What partners could do:" in page
    assert "How to get there:" not in page
    assert "You will hear what people said by" in page
    assert "on this device only" in page


def test_partners_are_told_their_own_steps(client: Client, anonymous: Held) -> None:
    first = framework_of(anonymous.round).forms["short"][0]
    page = send(client, anonymous.personal["community"][0], {f"answer-{first}": "2"}).content.decode()
    assert "What you said, and what could come next" in page
    assert "How to get there:" in page
    assert "What partners could do" not in page


def test_a_link_counts_once_and_says_so(client: Client, anonymous: Held) -> None:
    secret = anonymous.personal["resident"][0]
    send(client, secret, whole("222222"))
    again = send(client, secret, whole("000000"))
    assert again.status_code == 409
    assert "This link has been used" in again.content.decode()
    assert client.get(at(secret)).status_code == 410
    assert [sheet.levels for sheet in Sheet.objects.all()] == ["222222"]


def test_an_open_link_counts_everybody_and_each_form_once(client: Client, anonymous: Held) -> None:
    secret = anonymous.links["resident"]
    one, other = form_number(client, secret), form_number(client, secret)
    assert one != other
    assert send(client, secret, whole("111111"), number=one).status_code == 200
    assert send(client, secret, whole("111111"), number=other).status_code == 200
    again = send(client, secret, whole("444444"), number=one)
    assert again.status_code == 409
    assert "We have these answers already" in again.content.decode()
    assert Sheet.objects.count() == 2
    assert SentForm.objects.count() == 2


@pytest.mark.parametrize("number", ["", "short", "x" * 101, "ñ" * 30])
def test_an_open_link_without_a_number_loses_nothing(client: Client, anonymous: Held, number: str) -> None:
    answer = send(client, anonymous.links["resident"], whole("1     ", missed="the river"), number=number)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="1" checked' in page
    assert "the river" in page
    assert not Sheet.objects.exists()


def test_nothing_is_kept_of_looking_checking_and_changing_the_language(
    client: Client, anonymous: Held
) -> None:
    secret = anonymous.personal["resident"][0]
    before = rows()
    typed = whole("3     ", missed="the river", **{"pick-1": "CA8", "unfit-KP8": "1", "why-KP8": "too long"})
    spanish = client.post(at(secret, "questions"), {**typed, "language": "es"}).content.decode()
    assert '<html lang="es"' in spanish
    checked = client.post(at(secret, "questions"), {**typed, "do": "check"}).content.decode()
    changed = client.post(at(secret, "questions"), {**typed, "do": "change"}).content.decode()
    for page in (spanish, changed):
        assert 'id="IN7-3" value="3" checked' in page
        assert "the river" in page
        assert "too long" in page
        assert '<option value="CA8" selected>' in page
    assert "I could take part in a way that worked for me." in checked
    assert 'type="hidden" name="missed" value="the river"' in checked
    assert rows() == before


def test_an_empty_form_is_not_sent_and_uses_nothing_up(client: Client, anonymous: Held) -> None:
    secret = anonymous.personal["resident"][0]
    answer = send(client, secret, {})
    assert answer.status_code == 422
    assert "There is no answer yet." in answer.content.decode()
    assert send(client, secret, whole("1     ")).status_code == 200


@pytest.mark.parametrize(
    "typed",
    [
        {"answer-IN7": "5"},
        {"answer-IN7": "-"},
        {"answer-IN7": "22"},
        {"answer-IN7": "1", "pick-1": "KN1"},
        {"answer-IN7": "1", "missed": "x" * 2001},
    ],
)
def test_what_no_page_offers_is_answered_with_a_sentence(
    client: Client, anonymous: Held, typed: dict[str, str]
) -> None:
    answer = send(client, anonymous.personal["resident"][0], typed)
    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()
    assert not Sheet.objects.exists()
    assert not Remark.objects.exists()


def test_words_are_kept_apart_and_plain(client: Client, anonymous: Held) -> None:
    typed = whole(
        "2     ",
        missed="two\r\nlines\x00\x07",
        **{"unfit-IN7": "1", "why-KP8": "<script>", "problem-CA8": "rent"},
    )
    assert send(client, anonymous.personal["resident"][0], typed).status_code == 200
    found = sorted(Remark.objects.values_list("sort", "criterion", "text", "cleared"))
    assert found == [
        ("did_not_fit", "IN7", "", None),
        ("did_not_fit", "KP8", "<script>", None),
        ("missed", "", "two\nlines", None),
        ("missed", "CA8", "rent", None),
    ]


def test_partners_send_theirs(client: Client, anonymous: Held) -> None:
    answer = send(client, anonymous.personal["government"][0], {"answer-KP1": "3", "pick-1": "culture"})
    assert answer.status_code == 200
    [sheet] = Sheet.objects.all()
    assert len(sheet.levels) == 43
    assert sheet.levels.replace("-", "") == "3"


def test_few_questions_to_the_database(
    client: Client, anonymous: Held, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Who it is; then whether the round is open, that the link is used up, and the row, which PostgreSQL takes in one
    statement.
    """
    at_once = connection.vendor == "postgresql"
    with django_assert_num_queries(1):
        client.get(at(anonymous.personal["resident"][0], "questions"))
    with django_assert_num_queries(2 if at_once else 4):
        send(client, anonymous.personal["resident"][0], whole("222222"))
    number = form_number(client, anonymous.links["resident"])
    with django_assert_num_queries(2 if at_once else 3):
        send(client, anonymous.links["resident"], whole("222222"), number=number)


def test_after_the_close_nothing_is_taken(client: Client, anonymous: Held) -> None:
    """Even where the form was opened before, and a link that was used says the same."""
    secret = anonymous.personal["resident"][0]
    Round.objects.filter(place=anonymous.round.place).update(state="closed", closed_on="2026-01-01")
    for answer in (client.get(at(secret)), send(client, secret, whole("222222"))):
        assert answer.status_code == 410
        assert "The questions are closed" in answer.content.decode()
    assert not Sheet.objects.exists()
    assert not Invitation.objects.filter(place=anonymous.round.place, used=True).exists()


def test_what_else_to_work_on_stands_by_itself_and_waits_for_a_person(
    client: Client, anonymous: Held
) -> None:
    typed = whole("222222", **{"pick-1": "CA8", "pick-else": "The bus at night"})
    looked = client.post(
        at(anonymous.personal["resident"][0], "questions"), {**typed, "do": "check"}
    ).content.decode()
    assert 'name="pick-else" value="The bus at night"' in looked
    send(client, anonymous.personal["resident"][0], typed)
    assert Sheet.objects.get().picks == "CA8"
    [remark] = Remark.objects.all()
    assert (remark.sort, remark.text, remark.cleared) == ("something_else", "The bus at night", None)
