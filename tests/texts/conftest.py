"""What tests of texts share: a gateway, and a site that texts through it at a decent hour."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.test import Client, override_settings

from tallgrass.foundation.messages import purposes
from tallgrass.foundation.messages.actions import Posted
from tallgrass.foundation.messages.carrying import carry_due, clear_up
from tallgrass.foundation.texts import actions
from tallgrass.foundation.texts.method.signature import signature
from tallgrass.foundation.texts.models import Source
from tallgrass.web.environment import texts
from tests.cast import Cast
from tests.texts.gateway import ACCOUNT, OUR_NUMBER, TOKEN, Gateway, gateway

#: A Wednesday, 11 in the morning in Elmwood.
MORNING = datetime(2026, 7, 8, 16, tzinfo=UTC)
BEA = "+13145550123"
ORIGIN = "https://tallgrass.example.org"
AGREED = actions.Agreement(MORNING, "Text me about Elmwood's check-up. STOP ends it.", "en", Source.PAPER)

if "test.text" not in purposes.declared():
    purposes.declare("test.text")


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still in the morning, until a test moves it."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def server(socket_enabled: None) -> Iterator[Gateway]:
    """A gateway on this computer, and a site that texts through it and has an address."""
    with gateway() as server:
        found = texts(
            {
                "TALLGRASS_TEXTS": server.address,
                "TALLGRASS_TEXTS_FROM": OUR_NUMBER,
                "TALLGRASS_ADDRESS": ORIGIN,
            }
        )
        with override_settings(TEXTS=found):
            yield server


@pytest.fixture
def elmwood(cast: Cast) -> int:
    """Elmwood, which has said how it texts, and where Bea has agreed to texts; its id."""
    cast.elmwood.time_zone = "America/Chicago"
    cast.elmwood.save()
    place = cast.elmwood.pk
    terms = {"name": "Elmwood", "price": Decimal("0.0112"), "currency": "USD", "registration": "done"}
    actions.set_terms(place=place, changes=terms)
    actions.agree(place=place, numbers=[BEA], to=AGREED, noted_by=None)
    return place


@pytest.fixture
def post(elmwood: int) -> Callable[..., Posted]:
    """Posts a text from Elmwood; a test says what is special about it."""

    def posted(to: str = BEA, body: str = "How strong are we?", **special: Any) -> Posted:
        usual = {"place": elmwood, "language": "en", "purpose": "test.text", "about": None, "bulk": True}
        return actions.post_text(to=to, body=body, **{**usual, **special})

    return posted


@pytest.fixture
def carry(clock: time_machine.Traveller) -> Callable[..., None]:
    """Lets so much time go by, and then carries what is due."""

    def carried(after: timedelta = timedelta(0)) -> None:
        clock.shift(after)
        clear_up("text")
        carry_due("text", seconds=60)

    return carried


@pytest.fixture
def told(server: Gateway, client: Client) -> Callable[..., int]:
    """Sends something to an address of ours as the gateway would, signed; gives the status of the answer."""

    def sent(path: str, signed: bool = True, **parameters: str) -> int:
        known = {"AccountSid": ACCOUNT, "To": OUR_NUMBER, "NumMedia": "0", **parameters}
        given = signature(TOKEN if signed else "guessed", ORIGIN + path, list(known.items()))
        answer = client.post(path, known, headers={"X-Twilio-Signature": given})
        return answer.status_code

    return sent


@pytest.fixture
def text_us(told: Callable[..., int]) -> Callable[..., int]:
    """Somebody texts our number."""
    numbers = iter(range(1, 1000))

    def sent(body: str, number: str = BEA, reference: str = "", **more: str) -> int:
        name = reference or f"SM{next(numbers):032x}"
        return told("/texts/incoming/", MessageSid=name, From=number, Body=body, **more)

    return sent
