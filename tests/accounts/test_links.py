"""One-time links: the operator's way of letting somebody in."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tallgrass.foundation.accounts.actions import forget_passkeys
from tallgrass.foundation.accounts.links import GOOD_FOR, first_link, make_link
from tallgrass.foundation.accounts.models import OneTimeLink, User
from tallgrass.foundation.accounts.tasks import forget_what_has_run_out
from tallgrass.places.models import Place
from tallgrass.places.permissions import role_in
from tallgrass.places.roles import STEWARD
from tests.accounts.test_signing_in import signed_in
from tests.cast import Cast

PLACE = {
    "your_name": "Rosa",
    "your_email": "Rosa@example.org",
    "name": "Elm Grove",
    "language": "en",
    "public_body": "no",
}


def path(made: str | None) -> str:
    assert made is not None
    return made


@pytest.mark.usefixtures("db")
def test_the_first_person_makes_the_first_place_and_is_signed_in(client: Client) -> None:
    link = path(first_link())
    assert client.get(link).status_code == 200
    answer = client.post(link, PLACE)
    assert answer["Location"] == "/elm-grove/home/?told=made"
    rosa = User.objects.get()
    assert (rosa.email, rosa.name, rosa.has_usable_password()) == ("rosa@example.org", "Rosa", False)
    place = Place.objects.get()
    assert role_in(place, rosa) is STEWARD
    assert signed_in(client) == str(rosa.pk)
    assert client.get(answer["Location"]).status_code == 200


@pytest.mark.usefixtures("db")
def test_only_the_digest_of_a_link_is_kept() -> None:
    secret = path(first_link()).split("/")[2]
    assert secret not in str(OneTimeLink.objects.values())


@pytest.mark.usefixtures("db")
def test_reading_a_link_changes_nothing(client: Client) -> None:
    link = path(first_link())
    for _ in range(3):
        client.get(link)
        client.head(link)
    assert client.post(link, PLACE).status_code == 302


@pytest.mark.usefixtures("db")
def test_a_mistake_does_not_use_the_link_up(client: Client) -> None:
    link = path(first_link())
    assert client.post(link, {**PLACE, "your_email": "no"}).status_code == 422
    assert client.post(link, {**PLACE, "slug": "sign-in"}).status_code == 422
    assert User.objects.count() == 0
    assert client.post(link, PLACE).status_code == 302


@pytest.mark.usefixtures("db")
def test_each_start_makes_the_first_link_anew(client: Client) -> None:
    before = path(first_link())
    now = path(first_link())
    assert client.get(before).status_code == 410
    assert client.get(now).status_code == 200


def test_there_is_no_first_link_where_somebody_is(client: Client, db: None) -> None:
    link = path(first_link())
    User.objects.create_user("somebody@example.org")
    assert first_link() is None
    assert client.get(link).status_code == 410


def used(client: Client, cast: Cast) -> str:
    link = make_link(person=cast.rosa)
    Client().post(link)
    return link


def run_out(client: Client, cast: Cast) -> str:
    with time_machine.travel(timezone.now() - GOOD_FOR - timedelta(minutes=1)):
        return make_link(person=cast.rosa)


def guessed(client: Client, cast: Cast) -> str:
    return "/start/" + "A" * 43


def cut_off(client: Client, cast: Cast) -> str:
    return make_link(person=cast.rosa)[:-2]


def of_somebody_gone(client: Client, cast: Cast) -> str:
    cast.rosa.is_active = False
    cast.rosa.save()
    return make_link(person=cast.rosa)


@pytest.mark.parametrize("make", [used, run_out, guessed, cut_off, of_somebody_gone])
def test_a_link_that_is_not_good_says_so_and_lets_nobody_in(client: Client, cast: Cast, make: object) -> None:
    link = make(client, cast)  # type: ignore[operator]
    for answer in (client.get(link), client.post(link), client.post(link, PLACE)):
        assert answer.status_code == 410
        assert "This link is no longer good" in answer.content.decode()
    assert signed_in(client) is None


def test_a_link_for_a_person_signs_them_in_once_they_say_so(client: Client, cast: Cast) -> None:
    link = make_link(person=cast.rosa)
    assert cast.rosa.email in client.get(link).content.decode()
    assert signed_in(client) is None
    assert client.post(link)["Location"] == "/account/places/"
    assert signed_in(client) == str(cast.rosa.pk)


def test_a_link_for_a_new_place_makes_nobody_somebody_else(client: Client, cast: Cast) -> None:
    link = make_link()
    answer = client.post(link, {**PLACE, "your_email": cast.rosa.email})
    assert answer.status_code == 422
    assert "Somebody with this address is here already" in answer.content.decode()
    assert signed_in(client) is None
    client.force_login(cast.ines)
    assert client.post(link, PLACE)["Location"] == "/elm-grove/home/?told=made"
    assert role_in(Place.objects.get(slug="elm-grove"), cast.ines) is STEWARD
    assert signed_in(client) == str(cast.ines.pk)


def test_the_operator_helps_somebody_who_has_lost_their_passkeys(client: Client, cast: Cast) -> None:
    client.force_login(cast.rosa)
    Authenticator.objects.create(user=cast.rosa, type=Authenticator.Type.RECOVERY_CODES, data={})
    forget_passkeys(person=cast.rosa)
    assert not Authenticator.objects.filter(user=cast.rosa).exists()
    assert client.get("/account/").status_code == 302


def test_what_has_run_out_is_forgotten(client: Client, cast: Cast) -> None:
    make_link(person=cast.rosa)
    client.force_login(cast.rosa)
    forget_what_has_run_out.call()
    assert (OneTimeLink.objects.count(), Session.objects.count()) == (1, 1)
    with time_machine.travel(timezone.now() + timedelta(days=15)):
        forget_what_has_run_out.call()
    assert (OneTimeLink.objects.count(), Session.objects.count()) == (0, 0)
