"""Programs that ask the API, each with a token of one of the cast."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from tallgrass.foundation.accounts.models import User
from tallgrass.places.models import Place
from tallgrass.places.tokens.actions import make_token
from tallgrass.places.tokens.scopes import SCOPES
from tests.cast import Cast

#: Everything that a token can be given.
ALL = tuple(SCOPES)

Program = Callable[..., Client]


@pytest.fixture
def program(db: None) -> Program:
    """Makes a client that sends a token of that person for that place, with those scopes."""

    def make(person: User, place: Place, *scopes: str) -> Client:
        today = date.today()  # noqa: DTZ011
        _, secret = make_token(
            place=place,
            name="a program",
            scopes=scopes,
            good_until=today + timedelta(days=30),
            today=today,
            by=person,
        )
        return Client(headers={"Authorization": f"Bearer {secret}"})

    return make


@pytest.fixture
def bearer(cast: Cast) -> str:
    """The header of a program of Rosa's that was given everything."""
    today = date.today()  # noqa: DTZ011
    _, secret = make_token(
        place=cast.elmwood, name="all", scopes=ALL, good_until=today, today=today, by=cast.rosa
    )
    return f"Bearer {secret}"
