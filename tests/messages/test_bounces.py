"""Mail that came back: which message it was, whether its address is no good, and whom nobody can end it for."""

import socketserver
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tallgrass.foundation.messages import actions
from tallgrass.foundation.messages.bounces.mailbox import (
    MOST_AT_ONCE,
    Mailbox,
    NotRead,
    messages_in,
    reports_in,
)
from tallgrass.foundation.messages.bounces.method.reports import Sort, read_report
from tallgrass.foundation.messages.bounces.taking import take_in
from tallgrass.foundation.messages.letters import tag_of
from tallgrass.foundation.messages.models import Message, State, Suppression
from tallgrass.foundation.messages.refusing import may_send_to
from tests.cast import Cast
from tests.messages.office import PostOffice

pytestmark = pytest.mark.database
Post = Callable[..., actions.Posted]
Carry = Callable[..., None]


def report(
    number: int | str, *, to: str = "tallgrass@example.org", status: str = "5.1.1", action: str = "failed"
) -> bytes:
    """What a server sends back, as RFC 3464 has it."""
    tag = tag_of(number) if isinstance(number, int) else number
    return f"""From: MAILER-DAEMON@mx.example.net
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

This is the mail system. I could not deliver your message.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; bea@example.org
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <bea@example.org>: what the other server said

--b
Content-Type: text/rfc822-headers

Message-ID: <{tag}@example.org>
To: bea@example.org

--b--
""".replace("\n", "\r\n").encode()


COMPLAINT = """From: feedback@mailbox.example.net
To: {to}
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Version: 1

--b
Content-Type: message/rfc822

Message-ID: <{tag}@example.org>
Subject: How strong are we?

Hello
--b--
"""


@pytest.fixture
def sent(office: PostOffice, post: Post, carry: Carry) -> Message:
    """A message to Bea that the server took."""
    post()
    carry()
    return Message.objects.get()


def test_an_address_that_is_gone_gets_nothing_more(sent: Message, cast: Cast) -> None:
    for _ in range(2):
        taking = take_in([report(sent.pk)])
        assert (taking.read, taking.gone) == (1, 1)
    sent.refresh_from_db()
    assert (sent.state, sent.said) == (State.FAILED, "550 5.1.1 …: what the other server said")
    refusal = may_send_to(place=cast.oakdale.pk, channel="mail", to="BEA@example.org", purpose="test.digest")
    assert refusal is not None
    assert refusal.reason == "bounced"
    assert Suppression.objects.get().hint == "b…@example.org"


def test_a_full_mailbox_counts_once_a_message(sent: Message, post: Post) -> None:
    for _ in range(9):
        take_in([report(sent.pk, status="5.2.2")])
    assert post().refusal is None


def test_an_address_of_its_own_is_enough(sent: Message) -> None:
    back = report("what we never called it", to=f"bounces+{tag_of(sent.pk)}@example.org")
    assert take_in([back]).gone == 1


@pytest.mark.parametrize(
    "content",
    [
        report("1.0123456789abcdef"),
        report(10**17),
        b"",
        b"\xff\xfe\x00 not mail at all",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\n\xff",
        b"Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n"
        + b"Content-Type: message/rfc822\r\n\r\n" * 3000,
    ],
)
def test_nobody_can_end_mail_for_others_by_what_they_make_up(sent: Message, content: bytes) -> None:
    take_in([content])
    sent.refresh_from_db()
    assert (sent.state, Suppression.objects.count()) == (State.SENT, 0)


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed"])
def test_what_is_still_tried_is_no_failure(sent: Message, action: str) -> None:
    assert read_report(report(sent.pk, action=action)) is None


def test_who_calls_it_spam_gets_nothing_more_from_that_place(sent: Message, cast: Cast) -> None:
    complaint = COMPLAINT.format(to="tallgrass@example.org", tag=tag_of(sent.pk)).encode()
    found = read_report(complaint)
    assert found is not None
    assert found.sort == Sort.COMPLAINT
    assert take_in([complaint]).complaints == 1
    here, there = (
        may_send_to(place=place.pk, channel="mail", to="bea@example.org", purpose="test.digest")
        for place in (cast.elmwood, cast.oakdale)
    )
    assert here is not None
    assert (here.reason, there) == ("complaint", None)


def test_files_and_folders_are_read(tmp_path: Path) -> None:
    one, many, folder = tmp_path / "one.eml", tmp_path / "many.mbox", tmp_path / "Maildir"
    one.write_bytes(report(1))
    many.write_bytes(b"From a@b Thu Jan  1 00:00:00 2026\n" + report(1).replace(b"\r\n", b"\n") + b"\n" +
                     b"From a@b Thu Jan  1 00:00:00 2026\n" + report(2).replace(b"\r\n", b"\n"))  # fmt: skip
    for part in ("cur", "new", "tmp"):
        (folder / part).mkdir(parents=True)
    (folder / "new" / "1.a").write_bytes(report(3))
    found = [[read_report(content) for content in messages_in(path)] for path in (one, many, folder)]
    assert [[report_.tags for report_ in reports if report_] for reports in found] == [
        [(tag_of(1),)],
        [(tag_of(1),), (tag_of(2),)],
        [(tag_of(3),)],
    ]
    with pytest.raises(NotRead):
        list(messages_in(tmp_path / "nothing here"))


class Shelf(socketserver.ThreadingTCPServer):
    """The least that a server for mailboxes has to say (RFC 3501), with messages by number; some are read."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, messages: dict[int, bytes]) -> None:
        super().__init__(("127.0.0.1", 0), Reading)
        self.messages, self.seen = messages, set[int]()


class Reading(socketserver.StreamRequestHandler):
    """One conversation."""

    def handle(self) -> None:
        shelf = self.server
        assert isinstance(shelf, Shelf)
        self.say("* OK ready")
        while line := self.rfile.readline().decode().strip():
            tag, word, *rest = line.split(" ")
            if word == "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            elif word == "LOGIN" and rest != ["rosa", '"right"']:
                self.say(f"{tag} NO wrong")
                continue
            elif word == "SEARCH":
                asked = rest[rest.index("Content-Type") + 1].encode() if "Content-Type" in rest else b""
                unread = sorted(set(shelf.messages) - shelf.seen)
                found = (str(one) for one in unread if asked in shelf.messages[one].partition(b"\r\n\r\n")[0])
                self.say(f"* SEARCH {' '.join(found)}")
            elif word == "FETCH":
                content = shelf.messages[int(rest[0])]
                content = content.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if "HEADER" in rest[1] else content
                self.wfile.write(
                    f"* {rest[0]} FETCH (BODY[] {{{len(content)}}}\r\n".encode() + content + b")\r\n"
                )
            elif word == "STORE":
                shelf.seen.add(int(rest[0]))
            elif word == "LOGOUT":
                self.say("* BYE")
            self.say(f"{tag} OK done")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.fixture
def shelf(socket_enabled: None) -> Iterator[Shelf]:
    """A mailbox with two reports and a letter of somebody's."""
    with Shelf({1: report(1), 2: b"Subject: Hello\r\n\r\nHow are you?", 3: report(2)}) as shelf:
        thread = threading.Thread(target=shelf.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield shelf
        shelf.shutdown()
        thread.join()


def test_a_mailbox_is_read_once_and_letters_stay_unread(shelf: Shelf) -> None:
    box = Mailbox("127.0.0.1", shelf.server_address[1], "rosa", "right", "INBOX", encrypted=False)
    assert list(reports_in(box)) == [report(1), report(2)]
    assert shelf.seen == {1, 3}
    assert list(reports_in(box)) == []


def test_letters_that_nobody_reads_hold_up_no_report(shelf: Shelf) -> None:
    shelf.messages.update(dict.fromkeys(range(4, MOST_AT_ONCE + 4), b"Subject: Hello\r\n\r\n"))
    shelf.messages[MOST_AT_ONCE + 4] = report(3)
    box = Mailbox("127.0.0.1", shelf.server_address[1], "rosa", "right", "INBOX", encrypted=False)
    assert list(reports_in(box)) == [report(1), report(2), report(3)]
    assert "right" not in repr(box)


def test_a_mailbox_that_lets_nobody_in_is_told(shelf: Shelf) -> None:
    box = Mailbox("127.0.0.1", shelf.server_address[1], "rosa", "wrong", "INBOX", encrypted=False)
    with pytest.raises(NotRead):
        list(reports_in(box))
