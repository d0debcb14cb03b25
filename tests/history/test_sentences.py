"""History reads as sentences: every kind of event has one in every language, and each reader reads what is theirs."""

from dataclasses import replace
from datetime import date
from string import Formatter
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tallgrass.elements.players.actions import (
    add_partner,
    change_partner,
    confirm_record,
    erase_partner,
    make_speaker,
    record_told,
    remove_partners,
)
from tallgrass.elements.players.method.fields import FIELDS
from tallgrass.elements.players.queries import link_of_secret
from tallgrass.foundation.events.kinds import declared
from tallgrass.foundation.events.models import Event
from tallgrass.foundation.events.sentences import told
from tallgrass.foundation.languages import available_languages, words
from tallgrass.places.actions import CHANGEABLE, change_place, take_role
from tests.cast import Cast
from tests.players.conftest import LIBRARY, Partners, partners  # noqa: F401


def sentence(kind: str, language: str) -> Any:
    room, _, what = kind.partition(".")
    return words(language, "events").get(room, {}).get(what)


@pytest.mark.parametrize("language", available_languages())
def test_every_kind_of_event_has_a_sentence(language: str) -> None:
    assert [kind for kind in declared() if not isinstance(sentence(kind, language), str)] == []


@pytest.mark.parametrize("kind", sorted(declared()))
def test_a_sentence_says_the_same_in_every_language(kind: str) -> None:
    gaps = {
        frozenset(name for _, name, _, _ in Formatter().parse(sentence(kind, language)) if name)
        for language in available_languages()
    }
    assert len(gaps) == 1


@pytest.mark.parametrize("language", available_languages())
def test_every_field_that_can_change_has_a_name(language: str) -> None:
    fields = words(language, "events")["fields"]
    assert set(FIELDS) <= set(fields["partner"])
    assert set(CHANGEABLE) <= set(fields["place"])


def read(cast: Cast, language: str = "en") -> list[str]:
    events = list(Event.objects.filter(place=cast.elmwood.pk).order_by("-pk"))
    entries = told(events, place=cast.elmwood.pk, slug="elmwood", language=language)
    return [one for entry in entries for one in entry.sentences]


def test_changes_read_as_what_was_and_what_is(cast: Cast) -> None:
    player = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.bea)
    better = replace(
        LIBRARY, website="", kinds=("community",), contact_email="", active=False, communities=("renters",)
    )
    change_partner(place=cast.elmwood, player=player.pk, fields=better, by=cast.rosa)
    assert read(cast)[:7] == [
        "Rosa changed the types of partner of Elmwood Library from “local government, community groups and advocates”"
        " to “community groups and advocates”.",
        "Rosa set the communities served of Elmwood Library to “renters”.",
        "Rosa took out the website of Elmwood Library, which was “https://library.example/”.",
        "Rosa changed whether it is active of Elmwood Library from “yes” to “no”.",
        "Rosa changed the address for messages of Elmwood Library.",
        "Bea added Elmwood Library.",
        "Rosa made Cal viewer.",
    ]
    assert read(cast, "es")[5] == "Bea agregó a Elmwood Library."


def test_a_name_with_a_stop_ends_its_sentence_once(cast: Cast) -> None:
    add_partner(place=cast.elmwood, fields=replace(LIBRARY, name="Neighbors Inc."), by=cast.rosa)
    assert read(cast)[0] == "Rosa added Neighbors Inc."


def test_places_people_and_partners_themselves(cast: Cast, partners: Partners) -> None:  # noqa: F811
    change_place(place=cast.elmwood, changes={"run_by": "The library"}, by=cast.rosa)
    link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
    confirm_record(place=cast.elmwood, player=partners.library.pk, by=link)
    make_speaker(place=cast.elmwood, player=partners.library.pk, email=cast.ines.email, by=cast.rosa)
    take_role(place=cast.elmwood, person=cast.cal, by=cast.rosa)
    assert read(cast)[:4] == [
        "Rosa took the role of Cal away: viewer.",
        "Rosa let Ines speak for Elmwood Library.",
        "Elmwood Library itself said that the record of Elmwood Library is right.",
        "Rosa set who runs it of this place to “The library”.",
    ]


def test_names_are_those_of_today_and_who_left_is_nobody(cast: Cast) -> None:
    player = add_partner(place=cast.elmwood, fields=LIBRARY, by=cast.bea)
    change_partner(
        place=cast.elmwood, player=player.pk, fields=replace(LIBRARY, name="City Library"), by=cast.rosa
    )
    assert "Bea added City Library." in read(cast)
    cast.bea.memberships.all().delete()
    cast.bea.delete()
    assert "Somebody who has left added City Library." in read(cast)
    remove_partners(place=cast.elmwood, players=[player.pk], by=cast.rosa)
    assert "Rosa took out a partner that is no longer on record." in read(cast)


def page(cast: Cast, who: str, query: str = "") -> str:
    client = Client()
    client.force_login(getattr(cast, who))
    answer = client.get(f"/elmwood/history/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


class TestWhoReads:
    def test_viewers_read_nothing_of_who_was_not_told_nor_of_hidden_ones(
        self,
        cast: Cast,
        partners: Partners,  # noqa: F811
    ) -> None:
        text = page(cast, "cal")
        assert ("Elmwood Library" in text, "Ana Ruiz" in text) == (True, True)
        assert ("Garden Circle" in text, "Quiet Clinic" in text) == (False, False)
        assert "entries about partners who are hidden are left out." in text

    def test_stewards_read_of_proposed_partners_and_never_of_hidden_ones(
        self,
        cast: Cast,
        partners: Partners,  # noqa: F811
    ) -> None:
        text = page(cast, "rosa")
        assert ("Garden Circle" in text, "Quiet Clinic" in text) == (True, False)

    def test_nobody_reads_an_address_for_messages(self, cast: Cast, partners: Partners) -> None:  # noqa: F811
        changed = replace(LIBRARY, contact_email="new-desk@library.example")
        change_partner(place=cast.elmwood, player=partners.library.pk, fields=changed, by=cast.rosa)
        for who in ("rosa", "cal"):
            text = page(cast, who)
            assert "changed the address for messages of Elmwood Library" in text
            assert "desk@library.example" not in text

    def test_outside_the_place_there_is_no_history(self, cast: Cast, partners: Partners) -> None:  # noqa: F811
        client = Client()
        assert client.get("/elmwood/history/").status_code == 302
        client.force_login(cast.otto)
        assert client.get("/elmwood/history/").status_code == 404
        assert "Elmwood Library" not in client.get("/oakdale/history/").content.decode()

    def test_what_was_deleted_is_told_without_a_name(self, cast: Cast, partners: Partners) -> None:  # noqa: F811
        link = link_of_secret(place=cast.elmwood, secret=partners.library_secret.text)
        erase_partner(place=cast.elmwood, player=partners.library.pk, by=link)
        text = page(cast, "cal")
        assert "A partner had everything deleted that was held about it." in text
        assert "Library" not in text


class TestFilters:
    def test_by_who_what_partner_and_day(self, cast: Cast, partners: Partners) -> None:  # noqa: F811
        add_partner(place=cast.elmwood, fields=replace(LIBRARY, name="Maple House"), by=cast.bea)
        by_bea = page(cast, "rosa", f"?who={cast.bea.pk}")
        assert ("Bea added Maple House" in by_bea, "Rosa added" in by_bea) == (True, False)
        people = page(cast, "rosa", "?what=person")
        assert ("made Cal viewer" in people, "added Elmwood Library" in people) == (True, False)
        one = page(cast, "rosa", f"?partner={partners.ana.pk}")
        assert ("Ana Ruiz" in one, "Elmwood Library" in one) == (True, False)
        assert "Nothing was changed that fits" in page(cast, "rosa", "?since=2030-01-01")
        today = f"{timezone.localdate():%Y-%m-%d}"
        assert "Elmwood Library" in page(cast, "rosa", f"?since={today}&until=9999-12-31")
        assert "Nothing was changed that fits" in page(cast, "rosa", "?until=2000-01-01")

    @pytest.mark.parametrize(
        "query",
        [
            "?who=abc",
            "?what=x",
            "?since=yesterday",
            "?page=-1",
            "?page=99999",
            "?partner=zz",
            "?partner=9" + "9" * 30,
        ],
    )
    def test_what_cannot_be_read_is_left_out(self, cast: Cast, partners: Partners, query: str) -> None:  # noqa: F811
        assert "Elmwood Library" in page(cast, "rosa", query)

    def test_long_histories_are_read_page_by_page(self, cast: Cast) -> None:
        for number in range(60):
            player = add_partner(
                place=cast.elmwood, fields=replace(LIBRARY, name=f"Group {number:03}"), by=cast.rosa
            )
            assert player.pk
        first, second = page(cast, "rosa"), page(cast, "rosa", "?page=2")
        assert ("Group 059" in first, "Group 000" in first) == (True, False)
        assert ("Group 059" in second, "Group 000" in second) == (False, True)
        record_told(place=cast.elmwood, players=[player.pk], way="phone", on=date(2026, 1, 1), by=cast.rosa)
        assert "Group 059" in page(cast, "cal")
        assert "Group 058" not in page(cast, "cal")
