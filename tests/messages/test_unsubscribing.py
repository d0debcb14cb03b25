"""Ending a stream of mail: one click, one button, a way back; looking changes nothing."""

import re
from collections.abc import Callable

import pytest
from django.test import Client, override_settings

from tallgrass.foundation.messages import actions
from tallgrass.foundation.messages.models import Reason, Suppression
from tallgrass.foundation.messages.refusing import may_send_to
from tallgrass.foundation.messages.unsubscribing import Ending, read_secret, secret_of
from tallgrass.web.settings import LOGGING
from tests.cast import Cast
from tests.messages.office import PostOffice

pytestmark = pytest.mark.database
Post = Callable[..., actions.Posted]
Carry = Callable[..., None]


@pytest.fixture
def stranger() -> Client:
    """A mailbox, or somebody on another device: with checks against forgery on, and no cookie."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def ending(office: PostOffice, post: Post, carry: Carry) -> str:
    """The path of the address in a message to Bea, the same in its head and in its text."""
    post(language="es")
    carry()
    (taken,) = office.taken
    mail = taken.mail
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["List-Id"] == "<test-asking.elmwood.example.org>"
    found = re.fullmatch(
        r"<(https://tallgrass\.example\.org(/unsubscribe/\S+))>", str(mail["List-Unsubscribe"])
    )
    assert found is not None
    assert found[1] in mail.get_content()
    return str(found[2])


def gets(cast: Cast, purpose: str, *, place: str = "elmwood") -> bool:
    number = getattr(cast, place).pk
    return may_send_to(place=number, channel="mail", to="Bea@example.org", purpose=purpose) is None


def test_looking_changes_nothing_and_sets_no_cookie(stranger: Client, ending: str) -> None:
    for method in (stranger.get, stranger.head):
        answer = method(ending)
        assert answer.status_code == 200
        assert answer.cookies == {}
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "no-referrer"
    page = stranger.get(ending).content.decode()
    assert page.count("<button") == 1
    assert 'lang="es"' in page
    assert "bea" not in page.lower()
    assert not Suppression.objects.exists()


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart"])
def test_one_click_ends_a_stream_of_a_place_and_nothing_else(
    stranger: Client, ending: str, cast: Cast, content_type: str
) -> None:
    for _ in range(2):
        if content_type == "multipart":
            answer = stranger.post(ending, {"List-Unsubscribe": "One-Click"})
        else:
            answer = stranger.post(ending, "List-Unsubscribe=One-Click", content_type=content_type)
        assert (answer.status_code, answer.cookies) == (200, {})
    assert not gets(cast, "test.invitation")
    assert not gets(cast, "test.reminder")
    assert gets(cast, "test.digest")
    assert gets(cast, "test.code")
    assert gets(cast, "test.invitation", place="oakdale")
    assert Suppression.objects.get().hint == "b…@example.org"


def test_who_ended_it_can_take_that_back_with_the_same_address(
    stranger: Client, ending: str, cast: Cast
) -> None:
    assert "Ya no recibirá" in stranger.post(ending, {"end": "yes"}).content.decode()
    assert not gets(cast, "test.invitation")
    stranger.post(ending, {"again": "yes"})
    assert gets(cast, "test.invitation")


def test_taking_back_lifts_nothing_that_came_back(stranger: Client, ending: str, cast: Cast) -> None:
    actions.suppress(place=None, channel="mail", to="bea@example.org", reason=Reason.BOUNCED)
    stranger.post(ending, {"again": "yes"})
    assert not gets(cast, "test.invitation")


def test_nobody_makes_up_an_address(stranger: Client, ending: str) -> None:
    secret = ending.rstrip("/").rpartition("/")[2]
    for wrong in (secret[:-1], secret[:-4] + "AAAA", "x", "A" * 300, "%00", "é"):
        answer = stranger.post(f"/unsubscribe/en/{wrong}/")
        assert answer.status_code == 404
    assert not Suppression.objects.exists()
    known = Ending(None, "ab" * 32, "a.b")
    assert read_secret(secret_of(known)) == known


def test_the_secret_is_in_no_log(stranger: Client, ending: str, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(LOGGING["loggers"]["django.request"]["level"], "django.request")
    caplog.set_level("INFO", "tallgrass")
    stranger.post(ending)
    stranger.post(ending[:-9] + "/")
    assert "messages:unsubscribe" in caplog.text
    assert ending.rstrip("/").rpartition("/")[2][:20] not in caplog.text


@pytest.mark.parametrize("special", [{"bulk": False}, {"purpose": "test.code"}])
def test_what_goes_to_one_alone_or_was_asked_for_offers_no_end(
    office: PostOffice, post: Post, carry: Carry, special: dict[str, object]
) -> None:
    post(**special)
    carry()
    mail = office.taken[0].mail
    assert mail["List-Unsubscribe"] is None
    assert "unsubscribe" not in mail.get_content()


def test_a_site_that_is_reached_without_https_offers_no_one_click(
    office: PostOffice, post: Post, carry: Carry
) -> None:
    with override_settings(ADDRESS=None):
        post(site="http://localhost:8000/")
        post("cal@example.org")
        carry()
    first, second = (taken.mail for taken in office.taken)
    assert str(first["List-Unsubscribe"]).startswith("<http://localhost:8000/unsubscribe/")
    assert first["List-Unsubscribe-Post"] is None
    assert second["List-Unsubscribe"] is None
