"""A whole round from one laptop with the network cut: prepared, printed, answered on phones in the same room, typed in
from paper, closed, made into a scorecard, and taken away. Nobody outside is asked for anything, by server or page.
"""

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tallgrass.web.environment import own_addresses
from tests.instances import Instance, new_database
from tests.offline.reader import Page, Reader
from tests.serving import Served, served

pytestmark = [pytest.mark.slow, pytest.mark.database, pytest.mark.usefixtures("socket_enabled")]

CUT = Path(__file__).parent / "cut"
PHONES, SHEETS = 6, 5
#: More pages than there are for one place with one round.
MOST_PAGES = 80
#: Addresses that change something or end the visit, or that hold no page.
NOT_READ = re.compile(r"sign-out|/language|lang=|\.pdf|\.csv|\.json|\.xlsx|\.ics|/pdf/|/file/|#")


@pytest.fixture
def cut_off(tmp_path: Path) -> Iterator[Instance]:
    """An instance whose programs reach this computer alone."""
    with new_database() as database:
        path = os.pathsep.join([str(CUT), *filter(None, [os.environ.get("PYTHONPATH")])])
        settings = {"PYTHONPATH": path, "TRIED": str(tmp_path / "tried")}
        yield Instance(tmp_path / "data", database, settings)


def test_the_cut_is_one(cut_off: Instance, tmp_path: Path) -> None:
    told = cut_off.program(
        "import socket\n"
        "for host in ('192.0.2.1', 'example.org'):\n"
        "    try:\n        socket.create_connection((host, 80), timeout=2)\n"
        "    except OSError as error:\n        print(error.strerror)"
    )
    assert told.splitlines() == ["Network is unreachable"] * 2
    assert (tmp_path / "tried").read_text().splitlines() == ["192.0.2.1", "example.org"]


def test_a_whole_round_from_one_laptop(cut_off: Instance, tmp_path: Path) -> None:
    found = own_addresses()
    settings = {"DATABASE_URL": cut_off.database, **cut_off.settings}
    with served(cut_off.data, *(["--network"] if found else []), environment=settings) as site:
        port = site.address.rpartition(":")[2].strip("/")
        rosa, room = Reader(f"127.0.0.1:{port}"), f"{found[0] if found else 'localhost'}:{port}"
        at = prepared(rosa, first_link(site))
        printed(rosa, at)
        answered(rosa, at, room)
        typed_in(rosa, at)
        closed(rosa, at)
        met(rosa, room)
        taken_away(rosa)
        read_every_page(rosa)
        assert site.stop() == 0
    folder = tmp_path / "taken"
    exported = cut_off.run("export", "riverbend", "--out", str(folder))
    assert exported.returncode == 0, exported.stderr
    assert (folder / "place.toml").is_file()
    assert from_elsewhere(rosa.read) == []
    assert not (tmp_path / "tried").exists(), (tmp_path / "tried").read_text()


def first_link(site: Served) -> str:
    while "/start/" not in site.line():
        pass
    return site.said[-1].strip()


def prepared(rosa: Reader, link: str) -> str:
    """Rosa makes her place and opens a round; where the round is."""
    rosa.press(
        rosa.open(link), "Make the place",
        your_name="Rosa", your_email="rosa@example.org", name="Riverbend", public_body="no", run_by="The Library",
    )  # fmt: skip
    page = rosa.press(rosa.open("/riverbend/rounds/"), "Prepare a round")
    at = urlsplit(page.address).path
    rosa.press(rosa.open(f"{at}asked/"), "Save", form_community="short")
    rosa.press(rosa.open(f"{at}about/"), "Save", asked_by="The Library")
    today = datetime.now(UTC).date()
    days = {"closes_on": str(today + timedelta(9)), "result_by": str(today + timedelta(20))}
    rosa.press(rosa.open(f"{at}days/"), "Save", **days)
    assert "The round is open" in rosa.press(rosa.open(f"{at}check/"), "Open the round").text
    return at


def printed(rosa: Reader, at: str) -> None:
    """Forms come out of the printer, as a page and as PDF."""
    offer = rosa.open(f"{at}print/")
    for address in [one for one in offer.links.values() if "/print/short/" in one]:
        paper = rosa.open(address)
        assert paper.status == 200
        assert paper.content.startswith(b"%PDF") or "<html" in paper.text


def answered(rosa: Reader, at: str, room: str) -> None:
    """People in the room open the link that Rosa shows them; each phone sends its form."""
    offer = rosa.open(f"{at}invitations/")
    group = next(one for one in offer.links.values() if re.search(r"/invitations/\d+/$", one))
    made = rosa.press(rosa.open(group), "Make an open link")
    (link,) = set(re.findall(rf"http://{re.escape(room)}/riverbend/answer/[^\s<\"]+", made.text))
    for _ in range(PHONES):
        phone = Reader(room)
        start = phone.open(link)
        questions = phone.open(next(one for one in start.links.values() if "/questions/" in one))
        asked = dict.fromkeys(re.findall(r'name="(answer-\w+)"', questions.text), "3")
        assert len(asked) > 5
        done = phone.press(questions, saying(questions, "send"), **asked)
        assert done.status == 200
        assert phone.cookies == {}
        assert from_elsewhere(phone.read) == []
        assert "Thank you" in done.text


def typed_in(rosa: Reader, at: str) -> None:
    """Rosa types in what came on paper."""
    sheet = next(one for one in rosa.open(f"{at}key/").links.values() if re.search(r"/key/\d+/en/$", one))
    page = rosa.open(sheet)
    for _ in range(SHEETS):
        keys = dict.fromkeys(re.findall(r'name="(answer-\w+)"', page.text), "2")
        page = rosa.press(page, "Send this sheet", **keys)
        assert page.status == 200, page.text


def closed(rosa: Reader, at: str) -> None:
    """The round closes, and what it makes is shown to everybody."""
    page = rosa.open(f"{at}close/")
    page = rosa.press(page, saying(page, ""))
    assert page.status == 200
    kept = rosa.open("/riverbend/scorecards/")
    preview = next(one for one in kept.links.values() if re.search(r"/scorecards/\d+/$", one))
    assert rosa.open(preview).status == 200
    show = rosa.open(f"{preview}show/")
    shown = rosa.press(show, saying(show, ""), why_now="Everybody was handed the result in the room.")
    assert shown.status == 200
    nobody = Reader(rosa.host)
    assert f"{PHONES + SHEETS}" in nobody.open("/riverbend/").text


def met(rosa: Reader, room: str) -> None:
    """The room answers a question together: on phones, shown once it is closed, with an agreed level at the end."""
    begin = rosa.open("/riverbend/rounds/room/begin/")
    meeting = rosa.press(begin, saying(begin, ""), languages=["en"], players=["KP7"], people=str(PHONES))
    at = urlsplit(meeting.address).path
    wall = rosa.open(next(one for one in meeting.links.values() if one.endswith("/wall/")))
    (code,) = set(re.findall(r"\b[0-9]{3} [0-9]{3}\b", wall.text))
    phones = [Reader(room) for _ in range(PHONES)]
    joined = [comes_in(phone, code) for phone in phones]
    question = rosa.press(meeting, "Ask the next question")
    for phone, page in zip(phones, joined, strict=True):
        asked = phone.open(page.address)
        phone.press(asked, saying(asked, ""), answer="3")
        assert phone.cookies == {}
        assert from_elsewhere(phone.read) == []
    shown = rosa.press(question, saying(question, "close"))
    assert "The room stands at" in shown.text
    rosa.press(shown, saying(shown, "settle"), level="3", note="Two desks.")
    end = rosa.open(f"{at}end/")
    rosa.press(end, saying(end, ""))
    assert "Agreed: 3" in rosa.open(at).text


def comes_in(phone: Reader, code: str) -> Page:
    """Somebody types the code from the wall, and joins."""
    typed = phone.open("/room/")
    start = phone.press(typed, saying(typed, ""), code=code)
    return phone.press(start, saying(start, ""))


def taken_away(rosa: Reader) -> None:
    """The scorecard leaves as a page, as data, as a table and on paper."""
    begins = {"json": b"{", "csv": b"\xef\xbb\xbf", "html": b"<!doctype html>", "pdf": b"%PDF"}
    for ending, begin in begins.items():
        file = rosa.open(f"/riverbend/scorecard.{ending}")
        assert (file.status, file.content.lower().startswith(begin.lower())) == (200, True), ending


def read_every_page(rosa: Reader) -> None:
    """Whatever Rosa can come to by links."""
    to_read, known = ["/riverbend/home/", "/riverbend/", "/"], set[str]()
    while to_read and len(known) < MOST_PAGES:
        path = to_read.pop()
        if path in known or NOT_READ.search(path):
            continue
        known.add(path)
        page = rosa.open(path)
        assert page.status in (200, 404), f"{path} answered {page.status}"
        links = (urlsplit(one) for one in page.links.values())
        to_read += [one.path for one in links if not one.netloc and one.path.startswith("/riverbend/")]
    assert len(known) > 30


def saying(page: Page, value: str) -> str:
    """What the button says that sends this value: the last form's first where it sends none."""
    buttons = {
        text: sent for form in page.forms for text, (_, sent, _) in form.buttons.items() if text != "Sign out"
    }
    return next(text for text, sent in buttons.items() if sent == value)


def from_elsewhere(pages: list[Page]) -> list[str]:
    """What pages would load that does not come from this very site."""
    return [
        f"{page.address} loads {one}"
        for page in pages
        for one in [
            *page.loads,
            *re.findall(r"url\(['\"]?(https?:[^)]+)\)|@import ['\"]?(https?:\S+)", page.text),
        ]
        if not re.match(r"/(?!/)|data:|#|\.", str(one))
    ]
