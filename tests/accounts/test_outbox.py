"""Messages: through a real server for mail, or into an outbox that only this computer reads."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client, override_settings
from django.utils import timezone

from tallgrass.foundation.mail.models import OutboxMessage
from tallgrass.foundation.mail.outbox import BACKEND, KEPT
from tallgrass.foundation.mail.send import NotSent, send
from tallgrass.foundation.mail.tasks import empty_outbox
from tallgrass.web.environment import mail, public_address
from tests.cast import Cast

#: What the request of a browser on this computer says of itself.
HERE = {
    "REMOTE_ADDR": "127.0.0.1",
    "HTTP_HOST": "localhost:8000",
    "HTTP_CONNECTION": "keep-alive",
    "SERVER_PROTOCOL": "HTTP/1.1",
}


@pytest.fixture
def kept(db: None) -> Iterator[None]:
    """A site without a server for mail."""
    with override_settings(EMAIL_BACKEND=BACKEND):
        yield


def test_a_message_waits_in_the_outbox_of_this_computer(client: Client, kept: None, cast: Cast) -> None:
    client.post("/sign-in/", {"email": cast.rosa.email}, **HERE)
    assert 'href="/outbox/"' in client.get("/sign-in/code/", **HERE).content.decode()
    page = client.get("/outbox/", **HERE)
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert "Your code to sign in is" in page.content.decode()


@pytest.mark.parametrize(
    "otherwise",
    [
        {"REMOTE_ADDR": "192.168.1.20"},
        {"REMOTE_ADDR": "::ffff:192.168.1.20"},
        {"REMOTE_ADDR": ""},
        {"HTTP_HOST": "testserver"},
        {"HTTP_X_FORWARDED_FOR": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_VIA": "1.1 proxy"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"SERVER_PROTOCOL": "HTTP/1.0"},
        {"HTTP_CONNECTION": "close"},
        {"HTTP_CONNECTION": ""},
    ],
)
def test_nobody_else_finds_the_outbox(
    client: Client, kept: None, cast: Cast, otherwise: dict[str, str]
) -> None:
    client.force_login(cast.rosa)
    assert client.get("/outbox/", **{**HERE, **otherwise}).status_code == 404


@pytest.mark.parametrize("address", ["127.0.0.1", "127.0.0.9", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:8000", "[::1]:8000"])
def test_this_computer_has_several_names(client: Client, kept: None, address: str, host: str) -> None:
    assert client.get("/outbox/", **{**HERE, "REMOTE_ADDR": address, "HTTP_HOST": host}).status_code == 200


def test_there_is_no_outbox_where_there_is_a_server_for_mail(client: Client, db: None) -> None:
    assert client.get("/outbox/", **HERE).status_code == 404


def test_there_is_no_outbox_on_a_site_that_is_on_a_network(client: Client, kept: None) -> None:
    address = public_address({"TALLGRASS_ADDRESS": "https://tallgrass.example.org"})
    with override_settings(ADDRESS=address):
        assert client.get("/outbox/", **HERE).status_code == 404
        assert "cannot send messages" in client.get("/sign-in/").content.decode()


def test_old_messages_go(kept: None) -> None:
    begin = timezone.now()
    with time_machine.travel(begin, tick=False):
        send(to="bea@example.org", subject="Old", body="…", language="en")
    with time_machine.travel(begin + KEPT + timedelta(minutes=1), tick=False):
        send(to="bea@example.org", subject="New", body="…", language="en")
        assert [message.subject for message in OutboxMessage.objects.all()] == ["New"]
    with time_machine.travel(begin + 3 * KEPT, tick=False):
        empty_outbox.call()
    assert not OutboxMessage.objects.exists()


def test_hostile_words_stay_words(client: Client, kept: None) -> None:
    subject = "Hello\r\nBcc: all@example.org\u202e" + "x" * 300
    send(to="bea@example.org", subject=subject, body="<script>alert(1)</script>\n\x00", language="en")
    kept_as = OutboxMessage.objects.get().subject
    assert kept_as.startswith("Hello Bcc: all@example.orgxxx")
    assert len(kept_as) == 200
    page = client.get("/outbox/", **HERE).content.decode()
    assert "<script>" not in page


def test_what_was_passed_on_is_emptied_by_a_button_and_by_nothing_else(client: Client, kept: None) -> None:
    for subject in ("First", "Second"):
        send(to="bea@example.org", subject=subject, body="A secret link", language="en")
    first = OutboxMessage.objects.get(subject="First")
    client.get("/outbox/", {"number": first.pk}, **HERE)
    for typed in ("", "x", "9" * 30):
        assert client.post("/outbox/", {"number": typed}, **HERE).status_code == 302
    assert OutboxMessage.objects.filter(passed_on_at=None).count() == 2
    client.post("/outbox/", {"number": first.pk}, **HERE)
    first.refresh_from_db()
    assert (first.to, first.subject, first.body) == ("", "", "")
    page = client.get("/outbox/", **HERE).content.decode()
    assert "Second" in page
    assert "First" not in page
    assert (
        client.post("/outbox/", {"number": first.pk}, **{**HERE, "HTTP_VIA": "1.1 proxy"}).status_code == 404
    )


def test_a_code_is_kept_no_longer_than_it_is_good(client: Client, kept: None, cast: Cast) -> None:
    begin = timezone.now()
    with time_machine.travel(begin, tick=False):
        client.post("/sign-in/", {"email": cast.rosa.email}, **HERE)
        assert "Your code to sign in is" in client.get("/outbox/", **HERE).content.decode()
    with time_machine.travel(begin + timedelta(minutes=16), tick=False):
        assert "Your code to sign in is" not in client.get("/outbox/", **HERE).content.decode()
        empty_outbox.call()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "address", ["", "nobody", "a@example.org\nBcc: b@example.org", "a@example.org, b@example.org"]
)
def test_what_is_no_address_gets_no_message(kept: None, address: str) -> None:
    with pytest.raises(ValidationError):
        send(to=address, subject="x", body="x", language="en")
    with pytest.raises(ValidationError):
        send(to="bea@example.org", subject="x", body="x", language="en", reply_to=address or "x")


class Taken(NamedTuple):
    """What a server for mail was given: from whom, to whom, and the message."""

    sender: str
    receiver: str
    text: str


class PostOffice(socketserver.ThreadingTCPServer):
    """The least that a server for mail has to say (RFC 5321). ``refuse`` makes it turn every receiver away."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Counter)
        self.taken: list[Taken] = []
        self.refuse = False


class Counter(socketserver.StreamRequestHandler):
    """One conversation."""

    def handle(self) -> None:
        office = self.server
        assert isinstance(office, PostOffice)
        self.say("220 ready")
        sender = receiver = ""
        while line := self.rfile.readline().decode().strip():
            word = line[:4].upper()
            if word == "MAIL":
                sender = line
                self.say("250 ok")
            elif word == "RCPT":
                receiver = line
                self.say("550 nobody here" if office.refuse else "250 ok")
            elif word == "DATA":
                self.say("354 go on")
                lines = iter(self.rfile.readline, b".\r\n")
                office.taken.append(Taken(sender, receiver, b"".join(lines).decode()))
                self.say("250 taken")
            elif word == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        """Answer."""
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A server for mail on this computer, and a site that sends through it."""
    with PostOffice() as office:
        thread = threading.Thread(target=office.serve_forever, daemon=True)
        thread.start()
        settings = mail(
            {
                "TALLGRASS_MAIL": f"smtp://127.0.0.1:{office.server_address[1]}?tls=no",
                "TALLGRASS_MAIL_FROM": "tallgrass@example.org",
            }
        )
        assert settings is not None
        with override_settings(**settings):
            yield office
        office.shutdown()
        thread.join()


def test_a_server_for_mail_gets_the_message(office: PostOffice) -> None:
    send(
        to="bea@example.org",
        subject="Señal de Prairie\nBcc: all@example.org",
        body="Hola:\n\n.\n\nhttps://tallgrass.example.org/start/abc\n" + "x" * 2000,
        language="es",
        reply_to="rosa@example.org",
    )
    (taken,) = office.taken
    assert "<tallgrass@example.org>" in taken.sender
    assert "<bea@example.org>" in taken.receiver
    head, _, _ = taken.text.partition("\r\n\r\n")
    assert "Reply-To: rosa@example.org" in head
    assert "Content-Language: es" in head
    assert "\r\nBcc:" not in taken.text
    assert all(len(line) <= 998 for line in taken.text.split("\r\n"))


def test_a_server_for_mail_that_refuses_is_told_to_the_caller(office: PostOffice) -> None:
    office.refuse = True
    with pytest.raises(NotSent):
        send(to="bea@example.org", subject="x", body="x", language="en")


def test_a_server_for_mail_that_is_away_is_told_to_the_caller(office: PostOffice) -> None:
    office.shutdown()
    office.server_close()
    with pytest.raises(NotSent):
        send(to="bea@example.org", subject="x", body="x", language="en")
