"""A facilitator with a stack of paper, at a desk of Elmwood."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tallgrass.strength.rounds.answering.asked import asked
from tests.cast import Cast
from tests.rounds.held import Held

#: What is keyed into the twelve questions of the short form, unless a test says otherwise.
TWELVE = "0123" + "4d" + "s-" + "2222"


def desk(held: Held, kind: str, language: str = "en") -> str:
    """The address at which sheets of a kind are typed in."""
    return f"/elmwood/rounds/{held.round.pk}/key/{held.groups[kind].pk}/{language}/"


def typed(held: Held, kind: str, keys: str, **more: str) -> dict[str, str]:
    """A sheet as it is sent: one key a question."""
    criteria = asked(held.round, held.groups[kind].form, "en").criteria
    fields = {f"answer-{criterion}": key for criterion, key in zip(criteria, keys, strict=True)}
    return {"do": "send", "number": "n" * 32, **fields, **more}


@pytest.fixture
def rosa(cast: Cast) -> Client:
    """Rosa, signed in."""
    client = Client()
    client.force_login(cast.rosa)
    return client


Page = Callable[..., Any]
