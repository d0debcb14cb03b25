"""Sixty phones on one site as it is really served: every answer in, nothing told before, and a killed process."""

import re
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from tests.rounds.room.site import RoomSite, room_site
from tests.serving import served

pytestmark = pytest.mark.slow
PHONES = 60
CELL = """
cell = RoomCell.objects.get(place=place)
print(cell.answered, cell.counts, RoomVote.objects.count())
"""
CLOSE = "actions.close_question(place=place, meeting=meeting, question=questions[0], by=by)\n"


class Phone:
    """A telephone with a browser that keeps no cookie."""

    def __init__(self, site: str, way_in: str) -> None:
        self.host = urlsplit(site).netloc
        self.seen: list[str] = []
        status, to, _ = self.ask("POST", way_in)
        assert status == 303
        self.own = to

    def ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        """Status, where it leads, and the page."""
        body = urlencode(form) if form else None
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form else {}
        with closing(HTTPConnection(self.host, timeout=60)) as connection:
            connection.request(method, path, body, headers)
            with connection.getresponse() as answer:
                text = answer.read().decode()
        assert answer.headers.get("Set-Cookie") is None
        self.seen.append(text)
        return answer.status, answer.headers.get("Location", ""), text

    def page(self) -> str:
        """What it shows now."""
        return self.ask("GET", self.own)[2]

    def answer(self, question: str, sign: str, turn: str = "0") -> bool:
        """Send an answer; whether it was acknowledged."""
        form = {"question": question, "turn": turn, "answer": sign}
        status, to, _ = self.ask("POST", self.own, form)
        assert status == 303
        return "told=" not in to


def joined(site: RoomSite, number: int = PHONES) -> list[Phone]:
    """So many phones that came in all at once."""
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(lambda _: Phone(site.address, site.way_in), range(number)))


def opened(site: RoomSite, number: int = 0) -> str:
    """Open a question; its id."""
    return site.do(
        f"actions.open_question(place=place, meeting=meeting, question=questions[{number}], by=by)\n"
        f"print(questions[{number}])"
    ).split()[-1]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[RoomSite]:
    with room_site(tmp_path, people=PHONES) as site:
        yield site


def test_sixty_phones_answer_and_the_room_sees_every_answer(site: RoomSite) -> None:
    phones = joined(site)
    question = opened(site)
    signs = [str(number % 5) for number in range(PHONES)]
    with ThreadPoolExecutor(PHONES) as pool:
        assert all(pool.map(lambda one: one[0].answer(question, "0"), zip(phones, signs, strict=True)))
        assert all(pool.map(lambda one: one[0].answer(question, one[1]), zip(phones, signs, strict=True)))
        shown = list(pool.map(Phone.page, phones))
    for phone, sign, page in zip(phones, signs, shown, strict=True):
        assert f"You said: <strong>{sign} ·" in page
        state = phone.ask("GET", f"{site.way_in}state/")[2]
        assert re.fullmatch(r'\{"state": "\d+\.0\.open\."\}', state)
    before = "".join(text for phone in phones for text in phone.seen)
    assert all(word not in before for word in ("The room stands", "chose a level<", "room-picture"))
    site.do(CLOSE)
    assert site.do(CELL).split("\n")[-1] == "60 [12, 12, 12, 12, 12] 0"
    with ThreadPoolExecutor(PHONES) as pool:
        pages = list(pool.map(Phone.page, phones))
    assert all("The room stands at 2.0" in page for page in pages)
    site.do("actions.settle(place=place, meeting=meeting, question=questions[0], by=by, level=2)")
    site.running.stop()
    said = "\n".join(site.running.said)
    assert "phones:question" in said  # it does write a line a request
    assert all(word not in said for word in (site.door, phones[0].own, "answer=", "turn="))


def test_no_acknowledged_answer_is_lost_while_the_question_is_closed(site: RoomSite) -> None:
    phones = joined(site)
    question = opened(site)
    closing = site.waiting(CLOSE)
    acknowledged: list[int] = []
    many = threading.Event()

    def answer(number: int) -> None:
        if phones[number].answer(question, "3"):
            acknowledged.append(number)
        if len(acknowledged) >= PHONES // 3:
            many.set()

    with ThreadPoolExecutor(PHONES) as pool:
        going = [pool.submit(answer, number) for number in range(PHONES)]
        assert many.wait(60)
        closing.communicate("now\n", timeout=60)
        for one in going:
            one.result()
    assert site.do(CELL).split("\n")[-1] == f"{len(acknowledged)} [0, 0, 0, {len(acknowledged)}, 0] 0"


def test_a_killed_process_loses_no_acknowledged_answer(tmp_path: Path) -> None:
    with room_site(tmp_path, people=PHONES) as site:
        phones = joined(site, 20)
        question = opened(site)
        acknowledged: list[int] = []
        first = threading.Event()

        def answer(number: int) -> None:
            try:
                if phones[number].answer(question, "2"):
                    acknowledged.append(number)
                    first.set()
            except (OSError, HTTPException):  # the process was killed
                return

        with ThreadPoolExecutor(5) as pool:
            going = [pool.submit(answer, number) for number in range(20)]
            assert first.wait(60)
            site.running.process.kill()
            for one in going:
                one.result()
        site.running.process.wait()
    with served(tmp_path) as again:
        for number in acknowledged:
            phones[number].host = urlsplit(again.address).netloc
            assert "You said: <strong>2" in phones[number].page()
    assert int(site.do("print(RoomVote.objects.count())").split()[-1]) >= len(acknowledged)
