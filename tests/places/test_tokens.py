"""Access tokens: a program can do no more than its person, in one place, for a while."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from tallgrass.foundation.events.models import Event
from tallgrass.places.actions import give_role, take_role
from tallgrass.places.models import AccessToken
from tallgrass.places.permissions import NotAllowed
from tallgrass.places.roles import STEWARD
from tallgrass.places.tokens.actions import MOST, end_token, make_token
from tallgrass.places.tokens.queries import token_with, tokens_of
from tests.cast import Cast

TODAY = date(2026, 3, 1)
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def made(cast: Cast, scopes: tuple[str, ...] = ("read",), days: int = 30) -> tuple[AccessToken, str]:
    return make_token(
        place=cast.elmwood,
        name="monthly list",
        scopes=scopes,
        good_until=TODAY + timedelta(days=days),
        today=TODAY,
        by=cast.bea,
    )


def test_only_a_digest_is_kept_and_history_does_not_hold_the_secret(cast: Cast) -> None:
    token, secret = made(cast)
    assert secret not in str(list(AccessToken.objects.filter(place=cast.elmwood).values()))
    assert secret not in str(list(Event.objects.filter(place=cast.elmwood.pk).values()))
    assert token_with(cast.elmwood, secret, TODAY) == token


def test_a_token_is_good_in_its_place_until_its_last_day(cast: Cast) -> None:
    token, secret = made(cast)
    assert token_with(cast.elmwood, secret, token.good_until) == token
    assert token_with(cast.elmwood, secret, token.good_until + timedelta(days=1)) is None
    assert token_with(cast.oakdale, secret, TODAY) is None
    assert token_with(cast.elmwood, secret + "x", TODAY) is None


def test_a_token_ends_when_it_is_ended_and_when_its_person_may_no_longer_sign_in(cast: Cast) -> None:
    token, secret = made(cast)
    end_token(place=cast.elmwood, token=token, now=NOW, by=cast.bea)
    end_token(place=cast.elmwood, token=token, now=NOW, by=cast.bea)
    assert token_with(cast.elmwood, secret, TODAY) is None
    assert tokens_of(cast.elmwood, cast.bea) == []
    assert Event.objects.filter(place=cast.elmwood.pk, kind="places.token_ended").count() == 1
    _, another = made(cast)
    cast.bea.is_active = False
    cast.bea.save()
    assert token_with(cast.elmwood, another, TODAY) is None


def test_somebody_elses_token_is_ended_by_who_manages_people_alone(cast: Cast) -> None:
    token, _ = made(cast)
    give_role(place=cast.elmwood, email=cast.cal.email, role=STEWARD, by=cast.rosa)
    with pytest.raises(NotAllowed):
        end_token(place=cast.elmwood, token=token, now=NOW, by=cast.otto)
    end_token(place=cast.elmwood, token=token, now=NOW, by=cast.cal)


@pytest.mark.parametrize(
    ("scopes", "days"), [((), 30), (("read", "everything"), 30), (("read",), 400), (("read",), -1)]
)
def test_a_token_without_bounds_is_refused(cast: Cast, scopes: tuple[str, ...], days: int) -> None:
    with pytest.raises(ValidationError):
        made(cast, scopes, days)


def test_nobody_collects_tokens(cast: Cast) -> None:
    for _ in range(MOST):
        made(cast)
    with pytest.raises(ValidationError):
        made(cast)


def test_viewers_and_strangers_make_none(cast: Cast) -> None:
    for person in (cast.cal, cast.otto, cast.ines):
        with pytest.raises(NotAllowed):
            make_token(
                place=cast.elmwood, name="x", scopes=["read"], good_until=TODAY, today=TODAY, by=person
            )


def test_the_page_shows_a_secret_once_and_ends_tokens(cast: Cast, client: Client) -> None:
    client.force_login(cast.bea)
    answer = client.post("/elmwood/tokens/", {"name": "monthly list", "scopes": ["read"], "days": "90"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "tallgrass_" in page
    secret = "tallgrass_" + page.split("tallgrass_")[1].split("<")[0]
    assert secret not in client.get("/elmwood/tokens/").content.decode()
    api = Client(headers={"Authorization": f"Bearer {secret}"})
    assert api.get("/api/v1/places/elmwood").status_code == 200
    token = tokens_of(cast.elmwood, cast.bea)[0]
    assert client.get(f"/elmwood/tokens/{token.pk}/end/").status_code == 302
    assert tokens_of(cast.elmwood, cast.bea) == [token]
    client.post(f"/elmwood/tokens/{token.pk}/end/")
    assert api.get("/api/v1/places/elmwood").status_code == 401


def test_the_page_says_what_is_missing(cast: Cast, client: Client) -> None:
    client.force_login(cast.bea)
    answer = client.post("/elmwood/tokens/", {"name": "", "days": "90"})
    assert answer.status_code == 422
    assert "Say what the token is for." in answer.content.decode()
    assert tokens_of(cast.elmwood, cast.bea) == []


def test_a_scope_that_the_role_cannot_fill_is_not_offered(cast: Cast, client: Client) -> None:
    client.force_login(cast.bea)
    assert "read_proposed" not in client.get("/elmwood/tokens/").content.decode()
    client.force_login(cast.rosa)
    assert "read_proposed" in client.get("/elmwood/tokens/").content.decode()


def test_the_token_of_somebody_who_left_is_refused(cast: Cast) -> None:
    _, secret = made(cast)
    take_role(place=cast.elmwood, person=cast.bea, by=cast.rosa)
    assert (
        Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/places/elmwood").status_code == 401
    )


@pytest.mark.parametrize(
    "sent", ["Bearer ", "Bearer nonsense", "Basic x:y", "Bearer \x00", "Bearer " + "x" * 10_000]
)
def test_what_is_no_token_is_answered_with_a_sentence(cast: Cast, client: Client, sent: str) -> None:
    answer = client.get("/api/v1/places/elmwood", headers={"Authorization": sent})
    assert answer.status_code == 401
    assert answer.json()["detail"] == "This needs a token that is good in this place."


def test_places_are_read_without_a_token(cast: Cast, client: Client) -> None:
    assert [one["name"] for one in client.get("/api/v1/places").json()] == ["Elmwood", "Oakdale"]
    assert client.get("/api/v1/places/nowhere").status_code == 404
    assert client.get("/api/v1/places/elmwood").json()["population"] == 80_000
