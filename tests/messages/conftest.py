"""What tests of messages share: a server for mail, and a site that sends through it at a decent hour."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import override_settings

from tallgrass.foundation.messages import actions, purposes
from tallgrass.foundation.messages.carrying import carry_due, clear_up
from tallgrass.web.environment import mail, public_address
from tests.cast import Cast
from tests.messages.office import PostOffice, post_office

#: A Wednesday, 11 in the morning in Elmwood.
MORNING = datetime(2026, 7, 8, 16, tzinfo=UTC)

for key, more in (("test.invitation", "test.asking"), ("test.reminder", "test.asking"), ("test.digest", "")):
    purposes.declare(key, stream=more)
purposes.declare("test.code", needed=True)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands still in the morning, until a test moves it."""
    with time_machine.travel(MORNING, tick=False) as traveller:
        yield traveller


@pytest.fixture
def office(socket_enabled: None) -> Iterator[PostOffice]:
    """A server for mail on this computer, and a site that sends through it and has an address."""
    with post_office() as office:
        settings = mail({"TALLGRASS_MAIL": office.address, "TALLGRASS_MAIL_FROM": "tallgrass@example.org"})
        address = public_address({"TALLGRASS_ADDRESS": "https://tallgrass.example.org"})
        with override_settings(**(settings or {}), ADDRESS=address):
            yield office


@pytest.fixture
def post(cast: Cast) -> Callable[..., actions.Posted]:
    """Posts a message from Elmwood; a test says what is special about it."""

    def posted(to: str = "bea@example.org", **special: object) -> actions.Posted:
        usual = {
            "place": cast.elmwood.pk,
            "channel": "mail",
            "subject": "How strong are we?",
            "body": "Hello Bea,\n\nplease take part.\n",
            "language": "en",
            "purpose": "test.invitation",
            "about": None,
            "bulk": True,
        }
        return actions.post(to=to, **{**usual, **special})  # type: ignore[arg-type]

    return posted


@pytest.fixture
def carry(clock: time_machine.Traveller) -> Callable[..., None]:
    """Lets so much time go by, and then carries what is due."""

    def carried(after: timedelta = timedelta(0)) -> None:
        clock.shift(after)
        clear_up("mail")
        carry_due("mail", seconds=60)

    return carried
