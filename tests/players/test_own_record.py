"""A partner sees and changes its own record by a secret link, without an account, or signed in as its speaker."""

import logging
from typing import Any

import pytest
from django.test import Client

from tallgrass.elements.players.actions import make_speaker
from tallgrass.elements.players.models import Player, Standing
from tallgrass.foundation.events.models import Event
from tests.cast import Cast
from tests.players.conftest import Partners


def own(partners: Partners, what: str = "") -> str:
    return f"/elmwood/partner/{partners.library_secret.text}/{what}"


def test_reading_changes_nothing(cast: Cast, partners: Partners) -> None:
    before = Event.objects.count()
    for what in ("", "correct/", "words/", "delete/"):
        assert Client().get(own(partners, what)).status_code == 200
    assert Event.objects.count() == before


def test_the_page_tells_what_is_on_record_and_who_sees_it(cast: Cast, partners: Partners) -> None:
    page = Client().get(own(partners)).content.decode()
    for said in ("Elmwood Library", "desk@library.example", "Everybody can read this", "Hide us now"):
        assert said in page


def test_the_secret_stands_nowhere_but_in_the_address(
    cast: Cast, partners: Partners, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        answer = Client().get(own(partners))
        lost = Client().get("/elmwood/partner/not-a-secret/")
    title = answer.content.decode().split("</title>")[0]
    assert partners.library_secret.text not in title
    assert partners.library_secret.text not in caplog.text
    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert lost.status_code == 404
    assert "This link does not open anything" in lost.content.decode()


def test_a_secret_opens_its_own_place_alone(cast: Cast, partners: Partners) -> None:
    assert Client().get(f"/oakdale/partner/{partners.library_secret.text}/").status_code == 404
    assert Client().get(f"/nowhere/partner/{partners.library_secret.text}/").status_code == 404


def test_hidden_at_once_and_back_by_the_same_link(cast: Cast, partners: Partners) -> None:
    client = Client()
    assert "Elmwood Library" in client.get("/elmwood/partners/").content.decode()
    client.post(own(partners), {"do": "hide"})
    assert "Elmwood Library" not in client.get("/elmwood/partners/").content.decode()
    assert client.get(f"/elmwood/partners/{partners.library.pk}/").status_code == 404
    assert "You are hidden" in client.get(own(partners)).content.decode()
    client.post(own(partners), {"do": "back"})
    assert "Elmwood Library" in client.get("/elmwood/partners/").content.decode()


def test_corrections_and_own_words(cast: Cast, partners: Partners) -> None:
    client = Client()
    sent = {
        "name": "Elmwood Library",
        "main_kind": "government",
        "website": "https://new.example",
        "active": "yes",
    }
    answer = client.post(own(partners, "correct/"), sent)
    assert answer.status_code == 302
    partners.library.refresh_from_db()
    assert partners.library.website == "https://new.example"
    client.post(own(partners, "words/"), {"led_by": "Our board are renters", "led_by_shown": "on"})
    page = client.get(f"/elmwood/partners/{partners.library.pk}/").content.decode()
    assert "Our board are renters" in page
    client.post(own(partners, "words/"), {"led_by": "Our board are renters"})
    page = client.get(f"/elmwood/partners/{partners.library.pk}/").content.decode()
    assert "Our board are renters" not in page


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Name: this is needed."),
        ("name", "x" * 100_000, "Name: "),
        ("website", "javascript:alert(1)", "is not a web address"),
        ("ein", "12", "is not an employer number"),
        ("wikidata", "42", "is not a Wikidata number"),
        ("contact_email", "nobody", "is not an e-mail address"),
        ("main_kind", "hackers", "choose one of the answers"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(
    cast: Cast, partners: Partners, field: str, value: str, said: str
) -> None:
    sent = {"name": "Elmwood Library", "main_kind": "government", field: value}
    answer = Client().post(own(partners, "correct/"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_everything_can_be_deleted_after_being_told_what_goes(cast: Cast, partners: Partners) -> None:
    client = Client()
    assert "This cannot be taken back" in client.get(own(partners, "delete/")).content.decode()
    assert "It is deleted" in client.post(own(partners, "delete/")).content.decode()
    assert not Player.objects.filter(place=cast.elmwood, pk=partners.library.pk).exists()
    assert client.get(own(partners)).status_code == 404


def test_odd_acts_do_nothing(cast: Cast, partners: Partners) -> None:
    for sent in ({"do": "explode"}, {}, {"do": ["hide", "x"]}):
        assert Client().post(own(partners), sent).status_code == 302
    partners.library.refresh_from_db()
    assert partners.library.standing == Standing.LISTED


def test_a_form_from_another_site_is_refused(cast: Cast, partners: Partners) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post(own(partners), {"do": "hide"}).status_code == 403


class TestSpeakers:
    def test_a_speaker_does_the_same_signed_in(self, cast: Cast, partners: Partners, client: Any) -> None:
        make_speaker(place=cast.elmwood, player=partners.library.pk, email=cast.ines.email, by=cast.rosa)
        client.force_login(cast.ines)
        address = f"/elmwood/partners/{partners.library.pk}/ours/"
        assert "You speak for it" in client.get(address).content.decode()
        client.post(address, {"do": "hide"})
        assert "Elmwood Library" in client.get("/elmwood/partners/ours/").content.decode()
        client.post(address, {"do": "back"})
        partners.library.refresh_from_db()
        assert partners.library.standing == Standing.LISTED

    @pytest.mark.parametrize("who", ["rosa", "bea", "cal", "otto", "ines"])
    def test_to_everybody_else_there_is_nothing(
        self, cast: Cast, partners: Partners, client: Any, who: str
    ) -> None:
        client.force_login(getattr(cast, who))
        for what in ("", "correct/", "words/", "delete/"):
            address = f"/elmwood/partners/{partners.library.pk}/ours/{what}"
            assert (client.get(address).status_code, client.post(address).status_code) == (404, 404)
