"""Signing in by a code from a message: who comes in, and what somebody hears who cannot."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client
from django.utils import timezone

from tallgrass.foundation.mail.send import NotSent
from tests.accounts.conftest import Ask
from tests.cast import Cast


def signed_in(client: Client) -> str | None:
    """The id of who is signed in in that browser."""
    return client.session.get("_auth_user_id")


def test_rosa_signs_in_with_the_code_from_her_message(client: Client, cast: Cast, ask: Ask) -> None:
    code = ask(" Rosa@Example.org ")
    assert mail.outbox[0].to == [cast.rosa.email]
    answer = client.post("/sign-in/code/", {"code": code.lower().replace("-", " ")})
    assert answer["Location"] == "/account/places/"
    assert client.get("/account/places/")["Location"] == "/elmwood/home/"
    assert signed_in(client) == str(cast.rosa.pk)


def test_signing_in_begins_a_new_session(client: Client, cast: Cast, ask: Ask) -> None:
    code = ask(cast.rosa.email)
    before = client.cookies["session"].value
    answer = client.post("/sign-in/code/", {"code": code})
    cookie = answer.cookies["session"]
    assert cookie.value != before
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 14 * 24 * 3600)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_message_is_in_the_reader_s_language(client: Client, cast: Cast, language: str) -> None:
    client.get(f"/sign-in/?lang={language}")
    client.post("/sign-in/", {"email": cast.rosa.email})
    message = mail.outbox[0]
    assert message.extra_headers["Content-Language"] == language
    assert message.subject.startswith({"en": "Your code: ", "es": "Su código: "}[language])


def test_an_unknown_address_hears_the_same_and_its_owner_that_there_is_no_role(
    client: Client, cast: Cast, ask: Ask
) -> None:
    answers = []
    for email in (cast.rosa.email, "nobody@example.org"):
        browser = Client()
        asked = browser.post("/sign-in/", {"email": email})
        page = browser.get("/sign-in/code/").content.decode().replace(email, "ADDRESS")
        page = page.replace(browser.cookies["form"].value, "TOKEN")
        wrong = browser.post("/sign-in/code/", {"code": "BBBB-BBBB"})
        answers.append((asked.status_code, asked["Location"], without_tokens(page), wrong.status_code))
    assert answers[0] == answers[1]
    assert [message.to for message in mail.outbox] == [[cast.rosa.email], ["nobody@example.org"]]
    assert "Nobody with this address has a role here" in str(mail.outbox[1].body)


def without_tokens(page: str) -> str:
    """A page without what differs from one visit to the next."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_who_may_no_longer_sign_in_gets_no_code(client: Client, cast: Cast, ask: Ask) -> None:
    cast.bea.is_active = False
    cast.bea.save()
    assert ask(cast.bea.email) == ""


def test_wrong_tries_are_counted_and_end_the_code(client: Client, cast: Cast, ask: Ask) -> None:
    code = ask(cast.rosa.email)
    for _ in range(settings.ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS - 1):
        answer = client.post("/sign-in/code/", {"code": "BBBB-BBBB"})
        assert answer.status_code == 422
        assert "This is not the code that we sent last" in answer.content.decode()
    answer = client.post("/sign-in/code/", {"code": "BBBB-BBBB"})
    assert answer["Location"] == "/sign-in/?told=too_many_tries"
    assert "Too many wrong tries" in client.get(answer["Location"]).content.decode()
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/?told=ask_again"
    assert signed_in(client) is None


def test_a_code_runs_out(client: Client, cast: Cast) -> None:
    begin = timezone.now()
    with time_machine.travel(begin, tick=False):
        client.post("/sign-in/", {"email": cast.rosa.email})
    code = str(mail.outbox[0].body).split("is ")[1][:9]
    with time_machine.travel(begin + timedelta(minutes=16), tick=False):
        answer = client.post("/sign-in/code/", {"code": code})
    assert answer["Location"] == "/sign-in/?told=ask_again"
    assert "This code is no longer good" in client.get(answer["Location"]).content.decode()
    assert signed_in(client) is None


def test_a_code_is_good_once_and_in_one_browser(client: Client, cast: Cast, ask: Ask) -> None:
    code = ask(cast.rosa.email)
    other = Client()
    assert other.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/?told=ask_again"
    client.post("/sign-in/code/", {"code": code})
    client.post("/account/sign-out/")
    assert client.post("/sign-in/code/", {"code": code})["Location"] == "/sign-in/?told=ask_again"
    assert signed_in(client) is None


def test_a_new_code_takes_the_place_of_the_one_before(client: Client, cast: Cast, ask: Ask) -> None:
    first = ask(cast.rosa.email)
    answer = client.post("/sign-in/code/", {"action": "resend"})
    assert answer["Location"] == "/sign-in/code/?told=sent_again"
    assert client.post("/sign-in/code/", {"code": first}).status_code == 422
    newest = str(mail.outbox[-1].body).split("is ")[1][:9]
    assert client.post("/sign-in/code/", {"code": newest}).status_code == 302
    assert signed_in(client) == str(cast.rosa.pk)


def test_somebody_may_use_another_address(client: Client, cast: Cast, ask: Ask) -> None:
    ask("mistyped@example.org")
    client.post("/account/sign-out/", {"next": "/sign-in/"})
    code = ask(cast.rosa.email)
    client.post("/sign-in/code/", {"code": code})
    assert signed_in(client) == str(cast.rosa.pk)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "nobody",
        "a@b",
        "x" * 100_000 + "@example.org",
        "a\x00b@example.org",
        "<b>@example.org",
        "\u202ea@b.c",
    ],
)
def test_what_is_no_address_is_said_so(client: Client, cast: Cast, typed: str) -> None:
    answer = client.post("/sign-in/", {"email": typed})
    assert answer.status_code == 422
    assert "There is a problem" in answer.content.decode()
    assert mail.outbox == []


@pytest.mark.parametrize("typed", ["", " ", "é" * 9, "x" * 100_000, "\x00", "' OR 1=1 --"])
def test_what_is_no_code_is_said_so(client: Client, cast: Cast, ask: Ask, typed: str) -> None:
    ask(cast.rosa.email)
    assert client.post("/sign-in/code/", {"code": typed}).status_code == 422


def test_many_codes_for_one_address_have_to_wait(client: Client, cast: Cast) -> None:
    answers = [Client().post("/sign-in/", {"email": cast.rosa.email}) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [422]
    assert "Wait ten minutes" in answers[-1].content.decode()
    assert len(mail.outbox) == 5


def test_many_addresses_from_one_computer_have_to_wait(client: Client, cast: Cast) -> None:
    answers = [Client().post("/sign-in/", {"email": f"{one}@example.org"}) for one in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [422]


def test_a_message_that_cannot_be_sent_is_said_so(
    client: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**message: str) -> None:
        raise NotSent

    monkeypatch.setattr("tallgrass.foundation.accounts.adapters.send", refuse)
    answer = client.post("/sign-in/", {"email": cast.rosa.email})
    assert answer.status_code == 422
    assert "could not be sent just now" in answer.content.decode()


@pytest.mark.parametrize(
    ("wanted", "sent_to"),
    [
        ("/elmwood/settings/", "/elmwood/settings/"),
        ("https://evil.example.net/", "/account/places/"),
        ("//evil.example.net/", "/account/places/"),
        ("/\\evil.example.net", "/account/places/"),
        ("javascript:alert(1)", "/account/places/"),
        ("http://localhost:9999/", "/account/places/"),
        ("\t//evil.example.net", "/account/places/"),
    ],
)
def test_nobody_is_sent_elsewhere(client: Client, cast: Cast, wanted: str, sent_to: str) -> None:
    client.post("/sign-in/", {"email": cast.rosa.email, "next": wanted})
    code = str(mail.outbox[0].body).split("is ")[1][:9]
    answer = client.post("/sign-in/code/", {"code": code, "next": wanted})
    assert answer["Location"] == sent_to


def test_who_was_on_the_way_somewhere_comes_there(client: Client, cast: Cast) -> None:
    way = client.get("/elmwood/settings/")["Location"]
    assert way == "/sign-in/?next=%2Felmwood%2Fsettings%2F"
    on = client.post(way, {"email": cast.rosa.email})["Location"]
    code = str(mail.outbox[0].body).split("is ")[1][:9]
    assert client.post(on, {"code": code})["Location"] == "/elmwood/settings/"


@pytest.mark.parametrize(
    "address",
    ["/sign-in/", "/sign-in/code/", "/sign-in/passkey/", "/sign-in/second-step/", "/account/sign-out/"],
)
def test_a_form_from_elsewhere_is_refused_with_a_sentence(cast: Cast, address: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post(address, {"email": cast.rosa.email})
    assert answer.status_code == 403
    assert "This form was open for too long" in answer.content.decode()
    assert mail.outbox == []


def test_signing_out_takes_a_form_and_not_a_link(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert "Stay signed in" in client.get("/account/sign-out/").content.decode()
    assert signed_in(client) == str(cast.rosa.pk)
    assert client.post("/account/sign-out/")["Location"] == "/"
    assert signed_in(client) is None


def test_sessions_end_when_a_person_may_no_longer_sign_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.bea)
    assert client.get("/elmwood/home/").status_code == 200
    cast.bea.is_active = False
    cast.bea.save()
    assert client.get("/elmwood/home/").status_code == 302
    assert client.get("/account/").status_code == 302


def test_sessions_end_on_every_device_at_once(client: Client, cast: Cast) -> None:
    other = Client()
    for browser in (client, other):
        browser.force_login(cast.rosa)
    assert client.get("/account/sign-out-everywhere/")["Location"] == "/account/"
    assert client.post("/account/sign-out-everywhere/")["Location"] == "/sign-in/?told=signed_out"
    assert [browser.get("/account/").status_code for browser in (client, other)] == [302, 302]


def test_there_is_no_password_and_no_way_to_sign_up(client: Client, cast: Cast) -> None:
    cast.rosa.set_password("a password that somebody set")
    cast.rosa.save()
    answer = client.post(
        "/sign-in/", {"email": "new@example.org", "password": "a password that somebody set"}
    )
    assert "has a role here" in str(mail.outbox[0].body)
    assert answer["Location"] == "/sign-in/code/"
    for address in ("/sign-in/signup/", "/accounts/signup/", "/account/password/change/"):
        assert client.get(address).status_code == 404


PASSKEY_ANSWERS = [
    "",
    "null",
    "[]",
    "{",
    "1",
    '"text"',
    "{}",
    json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}}),
    json.dumps({"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {"userHandle": "MQ"}}),
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {
                "userHandle": "enp6enp6enp6enp6eg",
                "clientDataJSON": "e30",
                "authenticatorData": "AAAA",
                "signature": "AAAA",
                "attestationObject": "oA",
            },
        }
    ),
    json.dumps(
        {
            "id": "AAAA",
            "rawId": "AAAA",
            "type": "public-key",
            "response": {
                "userHandle": "MQ",
                "clientDataJSON": "bm8ganNvbg",
                "authenticatorData": "A" * 60,
                "signature": "AAAA",
                "attestationObject": "v____w",
            },
        }
    ),
    "[" * 5000,
]


@pytest.mark.parametrize("credential", PASSKEY_ANSWERS)
def test_a_made_up_passkey_is_refused_with_a_sentence(client: Client, cast: Cast, credential: str) -> None:
    assert client.get("/sign-in/passkey/", headers={"Accept": "application/json"}).status_code == 200
    answer = client.post("/sign-in/passkey/", {"credential": credential})
    assert answer["Location"] == "/sign-in/?told=passkey_failed"
    assert "We could not use this passkey" in client.get(answer["Location"]).content.decode()
    assert signed_in(client) is None


@pytest.mark.parametrize("credential", PASSKEY_ANSWERS)
def test_a_made_up_passkey_is_not_added(client: Client, cast: Cast, credential: str) -> None:
    client.force_login(cast.rosa)
    client.get("/account/passkeys/add/", headers={"Host": "localhost"})
    answer = client.post(
        "/account/passkeys/add/", {"credential": credential, "name": "x", "passwordless": "on"}
    )
    assert answer.status_code in (302, 422)
    assert "You have none yet" in client.get("/account/").content.decode()


def test_too_many_passkeys_have_to_wait(client: Client, cast: Cast) -> None:
    answers = [client.post("/sign-in/passkey/", {"credential": "{}"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [302] * 10 + [429]
    assert "Wait a few minutes" in answers[-1].content.decode()


def test_only_pages_with_a_passkey_run_our_script(client: Client, cast: Cast) -> None:
    policy = client.get("/sign-in/")["Content-Security-Policy"]
    assert "script-src 'self';" in f"{policy};"
    assert "script-src" not in client.get("/")["Content-Security-Policy"]
    client.force_login(cast.rosa)
    assert "script-src" not in client.get("/account/")["Content-Security-Policy"]


def test_nothing_leans_on_what_allauth_keeps_to_itself(root: Path) -> None:
    """An upgrade may change its internal modules at any time."""
    sources = [path.read_text("utf-8") for path in (root / "src").rglob("*.py")]
    imports = [
        line for text in sources for line in text.splitlines() if re.match(r"\s*(from|import) allauth", line)
    ]
    assert imports
    assert [line for line in imports if "internal" in line] == []


def test_another_language_does_not_make_anybody_lose_their_way(client: Client, db: None) -> None:
    page = client.get("/sign-in/?next=/elmwood/settings/").content.decode()
    assert 'href="/sign-in/?next=%2Felmwood%2Fsettings%2F&amp;lang=es"' in page


def test_who_is_signed_in_already_is_led_on(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    assert client.get("/sign-in/")["Location"] == "/account/places/"
    assert client.get("/sign-in/?next=/elmwood/people/")["Location"] == "/elmwood/people/"
    assert client.get("/sign-in/?next=https://evil.example.net/")["Location"] == "/account/places/"
    assert client.get("/sign-in/code/").status_code == 302
    assert client.get("/sign-in/second-step/").status_code == 302


def test_a_browser_on_the_way_is_forgotten_soon(client: Client, cast: Cast, ask: Ask) -> None:
    Client().get("/sign-in/passkey/", headers={"Accept": "application/json"})
    code = ask(cast.rosa.email)
    soon = timezone.now() + timedelta(seconds=settings.ACCOUNT_LOGIN_TIMEOUT + 60)
    assert Session.objects.filter(expire_date__lt=soon).count() == Session.objects.count() == 2
    client.post("/sign-in/code/", {"code": code})
    assert client.session.get_expiry_age() == 14 * 24 * 3600
