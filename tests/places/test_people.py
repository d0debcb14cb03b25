"""The pages of people: who gives and takes roles, what they are told, and how somebody leaves."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tallgrass.foundation.accounts.models import User
from tallgrass.foundation.mail.send import NotSent
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import EDITOR, STEWARD, VIEWER
from tests.cast import Cast

PEOPLE = "/elmwood/people/"


@pytest.fixture
def steward(client: Client, cast: Cast) -> Client:
    """Rosa's browser."""
    client.force_login(cast.rosa)
    return client


def test_everybody_with_a_role_is_listed(steward: Client, cast: Cast) -> None:
    page = steward.get(PEOPLE).content.decode()
    assert all(text in page for text in ("Rosa", "bea@example.org", "Steward", "Editor", "Viewer"))
    assert "Otto" not in page


@pytest.mark.parametrize(
    ("who", "status"), [("bea", 403), ("cal", 403), ("otto", 404), ("ines", 404), ("", 302)]
)
def test_only_stewards_see_and_change_who_has_a_role(
    client: Client, cast: Cast, who: str, status: int
) -> None:
    if who:
        client.force_login(getattr(cast, who))
    for address in (PEOPLE, f"{PEOPLE}{cast.cal.pk}/", "/elmwood/settings/"):
        assert client.get(address).status_code == status
        assert client.post(address, {"email": "x@example.org", "role": "steward"}).status_code == status
    assert role_in(cast.elmwood, cast.cal) is VIEWER
    assert not User.objects.filter(email="x@example.org").exists()


def test_without_a_mail_server_the_page_leads_to_the_outbox(
    steward: Client, cast: Cast, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tallgrass.foundation.mail.outbox.OutboxBackend"
    new = {"email": "dee@example.org", "name": "Dee", "role": "editor"}
    page = steward.post(
        PEOPLE, new, follow=True, HTTP_HOST="localhost", HTTP_CONNECTION="keep-alive"
    ).content.decode()
    assert "Send it to them yourself" in page
    assert '<a href="/outbox/">Open the outbox</a>' in page


def test_somebody_is_given_a_role_and_told_who_did_it_and_how_to_leave(steward: Client, cast: Cast) -> None:
    new = {"email": "Dee@example.org", "name": "Dee", "role": "editor"}
    assert steward.post(PEOPLE, new)["Location"] == f"{PEOPLE}?told=given"
    dee = User.objects.get(email="dee@example.org")
    assert role_in(cast.elmwood, dee) is EDITOR
    (message,) = mail.outbox
    assert (message.to, message.reply_to) == (["dee@example.org"], ["rosa@example.org"])
    body = str(message.body)
    for part in (
        "Rosa has added you to Elmwood as: Editor",
        "/sign-in/",
        "/elmwood/people/leave/",
        "no password",
    ):
        assert part in body


def test_the_same_role_again_sends_no_second_message(steward: Client, cast: Cast) -> None:
    steward.post(PEOPLE, {"email": cast.bea.email, "role": "editor"})
    assert mail.outbox == []


def test_a_message_that_cannot_be_sent_takes_nothing_back(
    steward: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**message: str) -> None:
        raise NotSent

    monkeypatch.setattr("tallgrass.places.letters.send", refuse)
    answer = steward.post(PEOPLE, {"email": cast.ines.email, "role": "viewer"})
    assert "Tell them yourself" in steward.get(answer["Location"]).content.decode()
    assert role_in(cast.elmwood, cast.ines) is VIEWER


def test_a_name_cannot_add_headers_or_markup_to_a_message(steward: Client, cast: Cast) -> None:
    cast.rosa.name = "Rosa\r\nBcc: all@example.org <b>"
    cast.rosa.save()
    cast.elmwood.name = "Elm\nBcc: all@example.org"
    cast.elmwood.save()
    steward.post(PEOPLE, {"email": cast.ines.email, "role": "viewer"})
    (message,) = mail.outbox
    assert "\n" not in message.subject
    assert message.recipients() == [cast.ines.email]
    assert "\nBcc:" not in message.message().as_string().partition("\n\n")[0]


@pytest.mark.parametrize("email", ["", "nobody", "x" * 300 + "@example.org", "a@b.c\x00"])
def test_what_is_no_address_gets_no_role(steward: Client, cast: Cast, email: str) -> None:
    answer = steward.post(PEOPLE, {"email": email, "role": "viewer"})
    assert answer.status_code == 422
    assert cast.elmwood.memberships.count() == 3


@pytest.mark.parametrize("role", ["", "owner", "x" * 10_000])
def test_there_are_three_roles(steward: Client, cast: Cast, role: str) -> None:
    assert steward.post(PEOPLE, {"email": "x@example.org", "role": role}).status_code == 422


def test_a_role_is_changed_and_taken_away(steward: Client, cast: Cast) -> None:
    address = f"{PEOPLE}{cast.cal.pk}/"
    assert steward.post(address, {"role": "editor"})["Location"] == f"{PEOPLE}?told=changed"
    assert role_in(cast.elmwood, cast.cal) is EDITOR
    assert steward.post(address, {"do": "take"})["Location"] == f"{PEOPLE}?told=taken"
    assert role_in(cast.elmwood, cast.cal) is None
    assert steward.get(address).status_code == 404


def test_the_last_steward_cannot_go(steward: Client, cast: Cast) -> None:
    for address, sent in (
        (f"{PEOPLE}{cast.rosa.pk}/", {"role": "viewer"}),
        (f"{PEOPLE}{cast.rosa.pk}/", {"do": "take"}),
        (PEOPLE, {"email": cast.rosa.email, "role": "viewer"}),
    ):
        page = steward.post(address, sent)
        assert page.status_code == 422
        assert "A place needs a steward" in page.content.decode()
    page = steward.post(f"{PEOPLE}leave/")
    assert page.status_code == 422
    assert "You are the only steward" in page.content.decode()
    assert role_in(cast.elmwood, cast.rosa) is STEWARD


def test_a_steward_who_steps_down_is_led_out(steward: Client, cast: Cast) -> None:
    steward.post(PEOPLE, {"email": cast.bea.email, "role": "steward"})
    assert steward.post(f"{PEOPLE}{cast.rosa.pk}/", {"role": "viewer"})["Location"] == "/account/places/"
    assert steward.get(PEOPLE).status_code == 403


@pytest.mark.parametrize("who", ["bea", "cal"])
def test_anybody_leaves_by_themselves_after_a_question(client: Client, cast: Cast, who: str) -> None:
    person = getattr(cast, who)
    client.force_login(person)
    assert "Leave this place?" in client.get(f"{PEOPLE}leave/").content.decode()
    assert role_in(cast.elmwood, person) is not None
    assert client.post(f"{PEOPLE}leave/")["Location"] == "/"
    assert role_in(cast.elmwood, person) is None
    assert client.get("/elmwood/home/").status_code == 404


def test_people_of_another_place_are_not_reached_by_their_numbers(steward: Client, cast: Cast) -> None:
    for number in (cast.otto.pk, cast.ines.pk, 10**30, 0):
        assert steward.get(f"{PEOPLE}{number}/").status_code == 404
        assert steward.post(f"{PEOPLE}{number}/", {"role": "viewer"}).status_code == 404


def test_forms_from_elsewhere_are_refused(cast: Cast) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(cast.rosa)
    for address in (
        PEOPLE,
        f"{PEOPLE}leave/",
        f"{PEOPLE}{cast.cal.pk}/",
        "/elmwood/settings/",
        "/new-place/",
    ):
        assert browser.post(address, {"do": "take"}).status_code == 403
    assert cast.elmwood.memberships.count() == 3
