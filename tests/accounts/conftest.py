"""What the tests of accounts share."""

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

#: Asks for a code with an address; gives the code of the newest message, blank where it holds none.
Ask = Callable[[str], str]


@pytest.fixture(autouse=True)
def _nobody_has_tried_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def ask(client: Client) -> Ask:
    """Ask for a code on the page of signing in, as everybody does."""

    def asked(email: str) -> str:
        answer = client.post("/sign-in/", {"email": email})
        assert answer.status_code == 302, answer.content.decode()
        assert answer["Location"].startswith("/sign-in/code/")
        found = re.search(r"[B-Z]{4}-[B-Z]{4}", str(mail.outbox[-1].body))
        return found[0] if found else ""

    return asked
