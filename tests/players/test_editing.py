"""Adding and changing a partner on a page: what cannot be is told in a sentence, and nothing is half-written."""

from typing import Any

import pytest
from django.test import Client

from tallgrass.elements.players.actions import change_partner
from tallgrass.elements.players.fields_kept import fields_of
from tallgrass.elements.players.models import Player, Standing
from tests.cast import Cast
from tests.players.conftest import LIBRARY, Partners

ADD = "/elmwood/partners/add/"


def as_person(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(getattr(cast, who))
    return client


def names(cast: Cast) -> set[str]:
    return set(Player.objects.filter(place=cast.elmwood).values_list("name", flat=True))


def test_an_editor_proposes_a_partner_and_is_told_what_comes_next(cast: Cast) -> None:
    client = as_person(cast, "bea")
    sent = {
        "name": "Maple House",
        "main_kind": "community",
        "kinds": ["issue_expert", "community"],
        "roles": "Data\nadvocate\n\n",
        "active": "yes",
        "contact_email": "hello@maple.example",
    }
    answer = client.post(ADD, sent, follow=True)
    assert "Thank you. The partner was added" in answer.content.decode()
    kept = Player.objects.get(place=cast.elmwood)
    assert (kept.kinds, kept.roles, kept.standing) == (
        "community|issue_expert",
        ["data", "advocate"],
        "proposed",
    )
    assert "Maple House" not in client.get("/elmwood/partners/").content.decode()


def test_a_steward_is_led_to_telling_it(cast: Cast) -> None:
    answer = as_person(cast, "rosa").post(ADD, {"name": "Maple House"}, follow=True)
    page = answer.content.decode()
    assert "Maple House was added" in page
    assert f"/elmwood/partners/{Player.objects.get(place=cast.elmwood).pk}/consent/" in page
    assert Player.objects.get(place=cast.elmwood).main_kind == "unknown"


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "\u202egnp.exe",
        "x" * 100_000,
        "\x00null",
        "'; DROP TABLE player; --",
        "{{ settings.SECRET_KEY }}",
        "日本語 العربية 🌻",
        "a" * 300,
        "\ud7ff\u0378 odd",
    ],
)
def test_hostile_names_are_kept_as_text_or_refused_with_a_sentence(cast: Cast, name: str) -> None:
    client = as_person(cast, "rosa")
    answer = client.post(ADD, {"name": name})
    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert "There is a problem" in answer.content.decode()
        assert names(cast) == set()
    else:
        (kept,) = names(cast)
        assert "\u202e" not in kept
        number = Player.objects.get(place=cast.elmwood).pk
        for address in ("/elmwood/partners/", f"/elmwood/partners/{number}/", "/elmwood/history/"):
            page = client.get(address).content.decode()
            assert "<script>alert" not in page
            assert "\u202e" not in page


@pytest.mark.parametrize(
    "sent",
    [
        {"website": "javascript:alert(1)"},
        {"website": "https://good.example@evil.example/"},
        {"ein": "12-345"},
        {"wikidata": "42"},
        {"contact_email": "a@b"},
        {"main_kind": "hackers"},
        {"kinds": ["hackers"]},
        {"roles": "\n".join(f"role {number}" for number in range(51))},
        {"roles": "x" * 101},
        {"neighbourhoods": "x" * 100_000},
        {"active": "maybe"},
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(cast: Cast, sent: dict[str, Any]) -> None:
    answer = as_person(cast, "rosa").post(ADD, {"name": "Maple House", **sent})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is a problem" in page
    assert "Maple House" in page
    assert names(cast) == set()


def test_one_that_may_be_on_record_is_shown_first_and_added_when_asked_again(
    cast: Cast, partners: Partners
) -> None:
    client = as_person(cast, "bea")
    first = client.post(ADD, {"name": "The Elmwood Library"})
    page = first.content.decode()
    assert "This may be on record already" in page
    assert f"/elmwood/partners/{partners.library.pk}/" in page
    mark = page.split('name="seen" value="')[1].split('"')[0]
    assert client.post(ADD, {"name": "The Elmwood Library", "seen": "guess"}).status_code == 200
    assert client.post(ADD, {"name": "The Elmwood Library", "seen": mark}).status_code == 302


def test_an_editor_is_not_told_the_name_of_one_that_was_not_told(cast: Cast, partners: Partners) -> None:
    page = as_person(cast, "bea").post(ADD, {"name": "Garden  circle"}).content.decode()
    assert "A partner that you cannot see may be the same one." in page
    assert "Garden Circle" not in page


def test_who_asked_not_to_be_listed_is_not_added(cast: Cast, partners: Partners) -> None:
    answer = as_person(cast, "rosa").post(ADD, {"name": "Quiet Clinic"})
    assert answer.status_code == 422
    assert "asked not to be listed" in answer.content.decode()
    assert Player.objects.filter(place=cast.elmwood, name="Quiet Clinic").count() == 1


class TestChanging:
    def address(self, player: Player) -> str:
        return f"/elmwood/partners/{player.pk}/change/"

    def form(self, client: Client, player: Player) -> dict[str, Any]:
        page = client.get(self.address(player)).content.decode()
        mark = page.split('name="read" value="')[1].split('"')[0]
        return {"name": player.name, "main_kind": "government", "active": "yes", "read": mark}

    def test_an_editor_corrects_and_keeps_what_they_do_not_see(self, cast: Cast, partners: Partners) -> None:
        client = as_person(cast, "bea")
        page = client.get(self.address(partners.library)).content.decode()
        assert "desk@library.example" not in page
        sent = self.form(client, partners.library) | {"website": "https://new.example"}
        assert "done=saved" in client.post(self.address(partners.library), sent).headers["Location"]
        partners.library.refresh_from_db()
        assert partners.library.website == "https://new.example"
        assert partners.library.contact_email == "desk@library.example"

    def test_nothing_is_written_over_what_somebody_else_changed(self, cast: Cast, partners: Partners) -> None:
        client = as_person(cast, "bea")
        sent = self.form(client, partners.library)
        now = fields_of(partners.library)
        changed = LIBRARY.__class__(
            **{name: getattr(now, name) for name in now.__slots__} | {"active": False}
        )
        change_partner(place=cast.elmwood, player=partners.library.pk, fields=changed, by=cast.rosa)
        answer = client.post(self.address(partners.library), sent)
        assert answer.status_code == 422
        assert "Somebody else changed this record" in answer.content.decode()
        partners.library.refresh_from_db()
        assert partners.library.active is False

    def test_a_person_that_others_call_an_organization_is_to_be_told_anew(
        self, cast: Cast, partners: Partners
    ) -> None:
        client = as_person(cast, "bea")
        client.post(self.address(partners.ana), self.form(client, partners.ana))
        partners.ana.refresh_from_db()
        assert (partners.ana.is_person, partners.ana.standing) == (False, Standing.PROPOSED)
        assert "Ana Ruiz" not in Client().get("/elmwood/partners/").content.decode()

    @pytest.mark.parametrize(("who", "status"), [("cal", 403), ("otto", 404), ("ines", 404)])
    def test_others_do_not_change(self, cast: Cast, partners: Partners, who: str, status: int) -> None:
        assert as_person(cast, who).get(self.address(partners.library)).status_code == status

    @pytest.mark.parametrize("which", ["garden", "clinic"])
    def test_an_editor_finds_neither_proposed_nor_hidden_ones(
        self, cast: Cast, partners: Partners, which: str
    ) -> None:
        assert as_person(cast, "bea").get(self.address(getattr(partners, which))).status_code == 404

    def test_numbers_that_no_record_can_have(self, cast: Cast) -> None:
        for who in ("rosa", "bea"):
            client = as_person(cast, who)
            for number in (0, 9, 10**19, 10**40):
                assert client.get(f"/elmwood/partners/{number}/").status_code == 404
                assert client.get(f"/elmwood/partners/{number}/change/").status_code == 404
        assert as_person(cast, "rosa").get(f"/elmwood/partners/{10**30}/consent/").status_code == 404
        assert as_person(cast, "rosa").get(f"/elmwood/partners/{10**30}/ours/").status_code == 404
        assert Client().get(f"/elmwood/partners/{10**30}/").status_code == 404
