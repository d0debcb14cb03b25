"""Signing in by a code from a message: who comes in, and what somebody hears who cannot."""

import re

from django.core import mail
from django.test import Client

from tests.cast import Cast


def code_in(message: mail.EmailMessage) -> str:
    """The code that a message holds."""
    found = re.search(r"[B-Z]{4}-[B-Z]{4}", str(message.body))
    assert found
    return found[0]


def ask(client: Client, email: str, **extra: str) -> str:
    """Ask for a code; the newest message."""
    answer = client.post("/sign-in/", {"email": email, **extra})
    assert answer.status_code == 302, answer.content.decode()
    assert answer["Location"].startswith("/sign-in/code/")
    return str(mail.outbox[-1].body)


def test_rosa_signs_in_with_the_code_from_her_message(client: Client, cast: Cast) -> None:
    ask(client, "Rosa@Example.org ")
    assert mail.outbox[0].to == [cast.rosa.email]
    answer = client.post("/sign-in/code/", {"code": code_in(mail.outbox[0]).lower()})
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(cast.rosa.pk)
