"""Stewards tell partners on a page: many at once, one by one, on paper."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tallgrass.elements.players.models import PartnerLink, Player, Speaker, Standing, Telling
from tallgrass.elements.players.queries import link_of_secret
from tallgrass.foundation.jobs.models import Job
from tests.cast import Cast
from tests.players.conftest import Partners, add

TELL = "/elmwood/partners/tell/"


@pytest.fixture
def rosa(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.rosa)
    return client


def standing(player: Player) -> str:
    player.refresh_from_db()
    return str(player.standing)


def test_the_list_says_who_added_whom_and_when(cast: Cast, partners: Partners, rosa: Client) -> None:
    page = rosa.get(TELL).content.decode()
    assert "1 partner has not been told" in page
    assert "Garden Circle" in page
    assert "by Rosa" in page
    assert "No address" in page
    assert "Quiet Clinic" not in page


def test_those_chosen_are_asked_to_be_told(cast: Cast, partners: Partners, rosa: Client) -> None:
    Player.objects.filter(place=cast.elmwood, pk=partners.garden.pk).update(contact_email="g@x.example")
    sent = {"partners": [partners.garden.pk], "do": "mail"}
    answer = rosa.post(TELL, sent, follow=True)
    assert "1 message is on its way" in answer.content.decode()
    assert Job.objects.filter(task__contains="hand_over_tellings").count() == 1
    assert "Message on its way" in rosa.get(TELL).content.decode()
    assert (standing(partners.garden), mail.outbox) == (Standing.PROPOSED, [])


def test_all_with_an_address(cast: Cast, partners: Partners, rosa: Client) -> None:
    assert "No message was needed" in rosa.post(TELL, {"all": "yes"}, follow=True).content.decode()


def test_messages_for_all_are_offered_only_where_there_is_one_to_write(
    cast: Cast, partners: Partners, rosa: Client
) -> None:
    assert 'name="all"' not in rosa.get(TELL).content.decode()
    Player.objects.filter(place=cast.elmwood, pk=partners.garden.pk).update(contact_email="g@x.example")
    assert "the 1 with an address" in rosa.get(TELL).content.decode()
    assert "1 message is on its way" in rosa.post(TELL, {"all": "yes"}, follow=True).content.decode()
    assert 'name="all"' not in rosa.get(TELL).content.decode()
    Telling.objects.filter(place=cast.elmwood).update(state="sent", begun_at=timezone.now())
    assert 'name="all"' not in rosa.get(TELL).content.decode()
    assert "No message was needed" in rosa.post(TELL, {"all": "yes"}, follow=True).content.decode()
    Telling.objects.filter(place=cast.elmwood).update(state="failed")
    assert 'name="all"' in rosa.get(TELL).content.decode()


def test_that_they_were_told_in_another_way(cast: Cast, partners: Partners, rosa: Client) -> None:
    sent = {"partners": [partners.garden.pk, 10**15], "do": "told", "way": "phone", "on": "2026-01-05"}
    assert "Nothing was changed" in rosa.post(TELL, sent, follow=True).content.decode()
    sent["partners"] = [partners.garden.pk]
    assert "1 partner is listed now" in rosa.post(TELL, sent, follow=True).content.decode()
    assert standing(partners.garden) == Standing.LISTED


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"do": "told", "way": "phone", "on": "2026-01-05"}, "Choose at least one partner."),
        ({"partners": "{garden}"}, "What about the partners you chose?"),
        ({"partners": "{garden}", "do": "told"}, "Say how you told them."),
        ({"partners": "{garden}", "do": "told", "way": "phone"}, "Say on which day you told them."),
        (
            {"partners": "{garden}", "do": "told", "way": "phone", "on": "2999-01-01"},
            "The day is still to come.",
        ),
        (
            {"partners": "{garden}", "do": "told", "way": "dove", "on": "2026-01-05"},
            "choose one of the answers",
        ),
        ({"partners": "x", "do": "mail"}, "Choose at least one partner."),
    ],
)
def test_what_is_missing_is_said(
    cast: Cast, partners: Partners, rosa: Client, sent: dict[str, str], said: str
) -> None:
    filled = {name: value.format(garden=partners.garden.pk) for name, value in sent.items()}
    answer = rosa.post(TELL, filled)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert standing(partners.garden) == Standing.PROPOSED


def test_without_a_mail_server_the_page_says_so(
    cast: Cast, partners: Partners, rosa: Client, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "tallgrass.foundation.mail.outbox.OutboxBackend"
    here = {"HTTP_HOST": "localhost", "HTTP_CONNECTION": "keep-alive"}
    page = rosa.get(TELL, **here).content.decode()
    assert "This site has no mail server." in page
    assert '<a href="/outbox/">Open the outbox</a>' in page
    far_away = rosa.get(TELL, **{**here, "REMOTE_ADDR": "192.0.2.7"}).content.decode()
    assert "/outbox/" not in far_away


class TestOnePartner:
    def address(self, player: Player, what: str = "consent") -> str:
        return f"/elmwood/partners/{player.pk}/{what}/"

    def test_what_to_say_is_read_out(self, cast: Cast, partners: Partners, rosa: Client) -> None:
        page = rosa.get(self.address(partners.garden)).content.decode()
        assert "Rosa added Garden Circle to a record" in page
        assert "You can say no at any time" in page

    def test_told_by_phone(self, cast: Cast, partners: Partners, rosa: Client) -> None:
        sent = {"do": "told", "way": "phone", "on": "2026-01-05"}
        assert rosa.post(self.address(partners.garden), sent).status_code == 302
        assert standing(partners.garden) == Standing.LISTED
        refused = rosa.post(self.address(add(cast, "Next", told=False)), {"do": "told", "way": "phone"})
        assert refused.status_code == 422

    def test_a_letter_shows_its_link_once(self, cast: Cast, partners: Partners, rosa: Client) -> None:
        address = self.address(partners.garden, "letter")
        assert rosa.get(address).status_code == 302
        page = rosa.post(address)
        secret = page.content.decode().split("/elmwood/partner/")[1].split("/")[0]
        assert link_of_secret(place=cast.elmwood, secret=secret) is not None
        assert page.headers["Referrer-Policy"] == "strict-origin"
        assert secret not in page.content.decode().split("</title>")[0]
        assert secret not in rosa.get(self.address(partners.garden)).content.decode()

    def test_links_are_ended(self, cast: Cast, partners: Partners, rosa: Client) -> None:
        assert "1 link opens" in rosa.get(self.address(partners.library)).content.decode()
        rosa.post(self.address(partners.library), {"do": "end_links"})
        assert not PartnerLink.objects.filter(
            place=cast.elmwood, player=partners.library, ended_at=None
        ).exists()

    def test_somebody_speaks_for_it_until_that_is_ended(
        self, cast: Cast, partners: Partners, rosa: Client
    ) -> None:
        address = self.address(partners.library)
        page = rosa.post(address, {"do": "speaker", "email": "sam@library.example"}).content.decode()
        assert "sam@library.example speaks for this partner now" in page
        speaker = Speaker.objects.get(place=cast.elmwood, player=partners.library)
        rosa.post(address, {"do": "end_speaker", "person": speaker.person_id})
        assert not Speaker.objects.filter(place=cast.elmwood).exists()
        assert rosa.post(address, {"do": "speaker", "email": "nobody"}).status_code == 422

    def test_they_said_no(self, cast: Cast, partners: Partners, rosa: Client) -> None:
        answer = rosa.post(self.address(partners.library), {"do": "hide"}, follow=True)
        assert "The partner is hidden" in answer.content.decode()
        assert standing(partners.library) == Standing.HIDDEN
        assert rosa.get(self.address(partners.library)).status_code == 404

    def test_a_proposal_by_mistake_is_taken_out_and_a_listed_partner_is_not(
        self, cast: Cast, partners: Partners, rosa: Client
    ) -> None:
        rosa.post(self.address(partners.library), {"do": "remove"})
        rosa.post(self.address(partners.garden), {"do": "remove"})
        left = set(Player.objects.filter(place=cast.elmwood).values_list("name", flat=True))
        assert left == {"Elmwood Library", "Ana Ruiz", "Quiet Clinic"}

    @pytest.mark.parametrize(("who", "status"), [("bea", 403), ("cal", 403), ("otto", 404), ("ines", 404)])
    def test_others_have_no_business_here(
        self, cast: Cast, partners: Partners, who: str, status: int
    ) -> None:
        client = Client()
        client.force_login(getattr(cast, who))
        for address in (TELL, self.address(partners.library), self.address(partners.library, "letter")):
            assert (client.get(address).status_code, client.post(address).status_code) == (status, status)
