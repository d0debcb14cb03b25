"""The records by which mailboxes know a sender: asked of a real name server on this computer, judged in words."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from tallgrass.foundation.languages import available_languages, words
from tallgrass.foundation.messages.trust.checking import checked
from tallgrass.foundation.messages.trust.method.packets import Unreadable, question, texts_in
from tallgrass.foundation.messages.trust.method.records import Finding, dkim, dmarc, spf
from tallgrass.foundation.messages.trust.resolver import (
    NameServer,
    NotLookedUp,
    name_servers,
    texts_of,
)

ZONE = {
    "example.org": ["some other text", "v=spf1 include:_spf.example.net ~all"],
    "selector1._domainkey.example.org": ["v=DKIM1; k=rsa; p=" + "A" * 400],
    "_dmarc.example.org": ["v=DMARC1; p=none; rua=mailto:dmarc@example.org"],
}


def answer(asked: bytes, *, cut: bool = False) -> bytes:
    """What a name server answers from ``ZONE``: names pointed at, long texts in several strings."""
    at, labels = 12, []
    while length := asked[at]:
        labels.append(asked[at + 1 : at + 1 + length].decode())
        at += 1 + length
    texts = [] if cut else ZONE.get(".".join(labels).lower(), [])
    flags = 0x8180 | (0x0200 if cut else 0) | (0 if texts or cut else 3)
    records = b""
    for text in texts:
        pieces = [text[first : first + 255].encode() for first in range(0, len(text), 255)]
        content = b"".join(bytes([len(piece)]) + piece for piece in pieces)
        records += b"\xc0\x0c" + struct.pack("!2HIH", 16, 1, 60, len(content)) + content
    return asked[:2] + struct.pack("!5H", flags, 1, len(texts), 0, 0) + asked[12:] + records


class Datagrams(socketserver.BaseRequestHandler):
    """Answers short questions; what is long is to be asked for by stream."""

    def handle(self) -> None:
        asked, ours = self.request
        reply = answer(asked)
        ours.sendto(answer(asked, cut=True) if len(reply) > 300 else reply, self.client_address)


class Streams(socketserver.StreamRequestHandler):
    """Answers whole."""

    def handle(self) -> None:
        reply = answer(self.rfile.read(int.from_bytes(self.rfile.read(2), "big")))
        self.wfile.write(len(reply).to_bytes(2, "big") + reply)


@pytest.fixture
def servers(socket_enabled: None) -> Iterator[list[NameServer]]:
    """A name server on this computer, by datagram and by stream at one port."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Streams) as streams:
        port = streams.server_address[1]
        with socketserver.ThreadingUDPServer(("127.0.0.1", port), Datagrams) as datagrams:
            both = (streams, datagrams)
            threads = [threading.Thread(target=one.serve_forever, args=(0.05,), daemon=True) for one in both]
            for thread in threads:
                thread.start()
            yield [NameServer("127.0.0.1", port)]
            for one in both:
                one.shutdown()
            for thread in threads:
                thread.join()


@override_settings(DEFAULT_FROM_EMAIL="tallgrass@example.org", EMAIL_HOST="smtp.example.net", MAIL_RETURN="")
def test_all_three_are_found(servers: list[NameServer]) -> None:
    assert [(one.record, one.finding) for one in checked(servers)] == [
        ("spf", Finding.SPF_NAMES_SERVER),
        ("dkim", Finding.DKIM_FOUND),
        ("dmarc", Finding.DMARC_WATCH),
    ]


@override_settings(
    DEFAULT_FROM_EMAIL="tallgrass@mail.example.org", EMAIL_HOST="smtp.example.net", MAIL_RETURN=""
)
def test_a_domain_below_another_has_the_rules_of_that_one(servers: list[NameServer]) -> None:
    assert [one.finding for one in checked(servers)] == [
        Finding.SPF_NONE,
        Finding.DKIM_UNKNOWN,
        Finding.DMARC_WATCH,
    ]


def test_where_nobody_answers_nothing_is_said_to_be_missing(socket_enabled: None) -> None:
    assert {one.finding for one in checked([])} == {None}
    with pytest.raises(NotLookedUp):
        texts_of("example.org", [])


def test_a_long_text_comes_whole_by_stream(servers: list[NameServer]) -> None:
    assert texts_of("selector1._domainkey.example.org", servers) == ZONE["selector1._domainkey.example.org"]
    assert texts_of("nobody.example.org", servers) == []


def test_the_name_servers_of_a_computer(tmp_path: Path) -> None:
    file = tmp_path / "resolv.conf"
    file.write_text(
        "# made by hand\nsearch example.org\nnameserver 192.0.2.1\nnameserver  ::1\nnameserver x\n"
    )
    assert name_servers(file) == [NameServer("192.0.2.1"), NameServer("::1")]
    assert name_servers(tmp_path / "none") == []


@pytest.mark.parametrize(
    "content",
    [b"", b"\0" * 11, b"\0\1" + b"\x81\x80" + b"\xff" * 30, b"\0\1\x81\x80\0\1\0\1\0\0\0\0" + b"\xc0\x0c"],
)
def test_bytes_that_are_no_answer_are_refused(content: bytes) -> None:
    with pytest.raises(Unreadable):
        texts_in(1, content)


@pytest.mark.parametrize("name", ["", "a..b", "x" * 64])
def test_what_is_no_name_is_not_asked_for(name: str) -> None:
    with pytest.raises(Unreadable):
        question(1, name)


@pytest.mark.parametrize(
    ("texts", "finding"),
    [
        ([], Finding.SPF_NONE),
        (["v=spf10 all"], Finding.SPF_NONE),
        (["v=spf1 -all", "v=spf1 ~all"], Finding.SPF_SEVERAL),
        (["v=spf1 +all"], Finding.SPF_ANYBODY),
        (["V=SPF1 include:spf.example.net/24 -all"], Finding.SPF_NAMES_SERVER),
        (["v=spf1 redirect=_spf.example.net"], Finding.SPF_NAMES_SERVER),
        (["v=spf1 ip4:192.0.2.1 mx -all"], Finding.SPF_PERHAPS),
    ],
)
def test_what_spf_says(texts: list[str], finding: Finding) -> None:
    assert spf(texts, "smtp.example.net") == finding


@pytest.mark.parametrize(
    ("texts", "finding"),
    [
        ([], Finding.DMARC_NONE),
        (["v=DMARC1; p=none", "v=DMARC1; p=none"], Finding.DMARC_SEVERAL),
        (["v=DMARC1;p=reject"], Finding.DMARC_STRICT),
        (["v=DMARC1; p = quarantine"], Finding.DMARC_STRICT),
        (["v=DMARC1; p=none"], Finding.DMARC_WATCH),
    ],
)
def test_what_dmarc_says(texts: list[str], finding: Finding) -> None:
    assert dmarc(texts) == finding


def test_a_key_that_was_withdrawn_is_none() -> None:
    assert dkim({"s1": ["v=DKIM1; p="]}) == Finding.DKIM_UNKNOWN


@pytest.mark.parametrize("language", available_languages())
def test_there_is_a_sentence_for_every_finding(language: str) -> None:
    assert set(words(language, "messages")["page"]["trust"]["findings"]) == set(Finding)
