"""Who is invited to a round is asked no more than is fair: the page says so before it asks, and asks the others."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from tallgrass.elements.players.actions import add_partner
from tallgrass.elements.players.asks.asked import OverBudget
from tallgrass.elements.players.asks.models import Ask
from tallgrass.elements.players.method.fields import PartnerFields
from tallgrass.strength.rounds.holding.actions import (
    Guest,
    close_round,
    discard_round,
    end_invitation,
    invite,
)
from tallgrass.strength.rounds.models import Invitation
from tests.cast import Cast
from tests.rounds.answering.people import at, whole
from tests.rounds.held import Held, draft_round, open_round

FORMS = {"community": "short"}


def year_after_round(cast: Cast) -> Held:
    """A draft some weeks after a round in which Bea and Cal were asked."""
    held = open_round(cast, forms=FORMS, personal=0, paper=0)
    guests = [Guest("Bea", "bea@example.org"), Guest("Cal", "cal@example.org")]
    invite(place=cast.elmwood, group=held.groups["community"].pk, by=cast.rosa, guests=guests)
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    return draft_round(cast, forms=FORMS)


def make(client: Client, held: Held, people: str, do: str = "personal") -> str:
    there = Invitation.objects.filter(place=held.round.place, group=held.groups["community"]).count()
    answer = client.post(
        f"/elmwood/rounds/{held.round.pk}/invitations/{held.groups['community'].pk}/",
        {"do": do, "personal-seen": there, "personal-people": people, "personal-language": "en"},
    )
    return str(answer.content.decode())


def test_who_was_asked_this_year_is_refused_before_anybody_is_asked(cast: Cast, client: Client) -> None:
    held = year_after_round(cast)
    client.force_login(cast.rosa)
    page = make(client, held, "Bea, bea@example.org\nDee, dee@example.org")
    assert "This would be Bea’s second round within a year. You can ask from" in page
    assert "Leave them out and make the other link" in page
    assert "Dee, dee@example.org" in page, "what was typed stays"
    assert not Invitation.objects.filter(place=cast.elmwood, round=held.round).exists()
    page = make(client, held, "Bea, bea@example.org\nDee, dee@example.org", do="others")
    assert "Dee" in page
    assert "Bea" not in page
    way = Invitation.objects.get(place=cast.elmwood, round=held.round)
    assert way.email == "dee@example.org"


def test_where_nobody_is_left_there_is_no_button_for_the_others(cast: Cast, client: Client) -> None:
    held = year_after_round(cast)
    client.force_login(cast.rosa)
    for do in ("personal", "others"):
        page = make(client, held, "Bea, BEA@example.org\ncal@example.org", do=do)
        assert "Bea’s second round" in page
        assert "cal@example.org’s second round" in page
        assert "Leave them out" not in page
    assert not Invitation.objects.filter(place=cast.elmwood, round=held.round).exists()


def test_of_many_some_are_named(cast: Cast, client: Client) -> None:
    held = open_round(cast, forms=FORMS, personal=0, paper=0)
    people = [Guest(f"N{number}", f"n{number}@example.org") for number in range(30)]
    invite(place=cast.elmwood, group=held.groups["community"].pk, by=cast.rosa, guests=people)
    close_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    held = draft_round(cast, forms=FORMS)
    client.force_login(cast.rosa)
    page = make(client, held, "\n".join(f"{one.label}, {one.email}" for one in people))
    assert page.count("second round") == 2 * 20, "at the field, and above the form"
    assert "And 10 more would be asked too often." in page


def test_a_name_alone_is_nobody_that_can_be_counted(cast: Cast) -> None:
    held = draft_round(cast, forms=FORMS)
    group = held.groups["community"].pk
    invite(place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Ann"), Guest("Ann")])
    assert not Ask.objects.filter(place=cast.elmwood).exists()


def test_a_partner_is_counted_with_how_long_it_takes(cast: Cast) -> None:
    partner = add_partner(place=cast.elmwood, fields=PartnerFields("Tenants"), by=cast.rosa)
    held = draft_round(cast, forms=FORMS)
    group = held.groups["community"].pk
    invite(place=cast.elmwood, group=group, by=cast.rosa, guests=[Guest("Tenants", partner=partner.pk)])
    asked = Ask.objects.get(place=cast.elmwood)
    assert (asked.player_id, asked.subject, asked.minutes) == (partner.pk, held.round.pk, 5)


def test_another_link_for_the_same_round_is_no_new_ask(cast: Cast) -> None:
    held = draft_round(cast, forms=FORMS)
    group = held.groups["community"].pk
    for _ in range(3):
        bea = [Guest("Bea", "bea@example.org")]
        [way] = invite(place=cast.elmwood, group=group, by=cast.rosa, guests=bea)
        end_invitation(place=cast.elmwood, invitation=way.invitation.pk, by=cast.rosa)
    assert Ask.objects.filter(place=cast.elmwood).count() == 1


def test_who_was_asked_for_a_round_that_never_was_is_asked_for_the_next(cast: Cast) -> None:
    held = draft_round(cast, forms=FORMS)
    bea = [Guest("Bea", "bea@example.org")]
    invite(place=cast.elmwood, group=held.groups["community"].pk, by=cast.rosa, guests=bea)
    discard_round(place=cast.elmwood, number=held.round.pk, by=cast.rosa)
    held = draft_round(cast, forms=FORMS)
    assert invite(place=cast.elmwood, group=held.groups["community"].pk, by=cast.rosa, guests=bea)


def test_a_year_after_the_round_began_everybody_may_be_asked_again(cast: Cast) -> None:
    held = year_after_round(cast)
    bea = [Guest("Bea", "bea@example.org")]
    group = held.groups["community"].pk
    with pytest.raises(OverBudget):
        invite(place=cast.elmwood, group=group, by=cast.rosa, guests=bea)
    with time_machine.travel(timezone.now() + timedelta(days=365)):
        assert invite(place=cast.elmwood, group=group, by=cast.rosa, guests=bea)


def test_nothing_that_is_kept_of_asking_changes_when_somebody_answers(cast: Cast, client: Client) -> None:
    held = open_round(cast, forms={"resident": "resident"}, personal=2, paper=0, open_links=False)
    before = list(Ask.objects.filter(place=cast.elmwood).values())
    secret = held.personal["resident"][0]
    client.post(at(secret, "questions"), whole("012344", do="send"))
    assert Invitation.objects.filter(place=cast.elmwood, used=True).count() == 1
    assert list(Ask.objects.filter(place=cast.elmwood).values()) == before
