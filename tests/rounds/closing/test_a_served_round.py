"""The same whole round against a served site, as people meet it: each answer travels through HTTP, each count is
taken by the processes of the site, and the operator's two commands give the very scorecard that the site shows.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from threading import Lock, local
from typing import Final
from urllib.parse import quote, urlencode, urlsplit

import pytest

from tallgrass.elements.players.method.kinds import SIX_KINDS
from tallgrass.examples.prairie_junction.draw import Draw
from tallgrass.examples.prairie_junction.generator import write_folder
from tests.conftest import ROOT
from tests.instances import Instance, new_database
from tests.rounds.closing.crowd import PARTNERS, SLUG, Person, everybody
from tests.serving import served

pytestmark = [pytest.mark.database, pytest.mark.slow]
#: So many people answer at the same time.
AT_ONCE: Final = 6
#: One partner in so many is asked on the full form: a question a screen makes many requests of it.
FULL: Final = 10

_PREPARE: Final = """
import json
from tallgrass.foundation.accounts.actions import person_with
from tallgrass.places.actions import give_role
from tallgrass.places.roles import STEWARD
from tallgrass.strength.scorecard.place_folder.actions import load_folder
from tallgrass.strength.scorecard.place_folder.reading import read_place_folder
from tests.rounds.closing.ways_in import make_ways_in, session_of
place = load_folder(place={slug!r}, folder=read_place_folder(Path({example!r})), by=None, new=True).place
rosa = person_with(email="rosa@example.org", name="Rosa")
give_role(place=place, email=rosa.email, role=STEWARD, by=None)
print(json.dumps({{**make_ways_in(place, rosa, {mode!r}, {partners}), "session": session_of(rosa)}}))
"""
_KEPT: Final = """
import json
from tallgrass.strength.rounds.models import Sheet
print(json.dumps(list(Sheet.objects.values_list("kind", "form", "levels"))))
"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the site answered."""

    status: int
    text: str
    goes_to: str


@dataclass
class Browser:
    """Somebody's browser: a connection that stays open, for each thread its own, and the cookies it was given first."""

    address: str
    cookies: str = ""
    _own: local = field(default_factory=local)
    _lines: list[HTTPConnection] = field(default_factory=list)

    def leave(self) -> None:
        """Close every connection."""
        for line in self._lines:
            line.close()

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, typed: dict[str, str]) -> Answer:
        """Send a form."""
        return self._ask("POST", path, urlencode(typed).encode())

    def _ask(self, method: str, path: str, body: bytes | None) -> Answer:
        if not hasattr(self._own, "line"):
            self._own.line = HTTPConnection(urlsplit(self.address).netloc, timeout=60)
            self._lines.append(self._own.line)
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if body is not None else {}
        if self.cookies:
            headers["Cookie"] = self.cookies
        self._own.line.request(method, quote(path, safe="/?&=%~.:"), body, headers)
        answer = self._own.line.getresponse()
        if not self.cookies:
            assert answer.headers["Set-Cookie"] is None, path
        return Answer(answer.status, answer.read().decode(), answer.headers["Location"] or "")


class Desk(Browser):
    """Rosa's browser, which sends with a form what the page with it holds."""

    def send(self, path: str, typed: dict[str, str]) -> Answer:
        """Open the page, and send its form."""
        page = self.get(path).text
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert found, path
        return self.post(path, {"csrfmiddlewaretoken": found[1], **typed})


class Crowd:
    """Everybody who answers, and the ways in that are left."""

    def __init__(self, address: str, made: dict[str, object], mode: str) -> None:
        self.made, self.mode, self.lock, self.numbers = made, mode, Lock(), count()
        self.browser = Browser(address)
        self.desk = Desk(address, f"session={made['session']}; form={'a' * 32}")

    def answer(self, one: Person) -> bool:
        """Let somebody answer as they do; whether anything of it is kept."""
        if one.way == "paper":
            return self._keyed(one)
        start = self._come_in(one)
        return self._in_one(start, one) if self.mode == "anonymous" else self._step_by_step(start, one)

    def _take(self, name: str) -> str:
        with self.lock:
            left: list[str] = self.made[name]  # type: ignore[assignment]
            return left.pop()

    def _come_in(self, one: Person) -> str:
        if one.way == "code":
            went = self.browser.post("/code/", {"code": self._take("codes").replace("-", " ")})
            assert went.status == 303, went.text
            return went.goes_to.partition("?")[0]
        address = f"/{SLUG}/answer/{self.made['open'] if one.way == 'open' else self._take(f'{one.kind} {one.form}')}/"
        if one.way == "open" and self.mode == "confidential":
            return self.browser.post(address, {}).goes_to.partition("?")[0]
        return address

    def _in_one(self, start: str, one: Person) -> bool:
        """One page, one send: who stops half way may have sent what they had, or nothing at all."""
        page = self.browser.get(f"{start}questions/?lang={one.language}").text
        assert f'<html lang="{one.language}"' in page
        typed = {
            f"answer-{each}": said for each, said in zip(one.criteria, one.levels, strict=True) if said != "-"
        }
        typed |= {f"pick-{at}": item for at, item in enumerate(one.picks, 1)}
        typed["number"] = page.split('name="number" value="')[1].split('"')[0]
        if one.reached < len(one.criteria) and one.reached % 2:
            self.browser.post(f"{start}questions/", {**typed, "do": "check"})  # and goes away
            return False
        answer = self.browser.post(f"{start}questions/?lang={one.language}", {**typed, "do": "send"})
        assert answer.status == 200, answer.text
        return True

    def _step_by_step(self, start: str, one: Person) -> bool:
        for at, said in enumerate(one.levels[: one.reached], 1):
            typed = {f"answer-{one.criteria[at - 1]}": said}
            answer = self.browser.post(f"{start}{at}/?lang={one.language}", typed)
            assert answer.status == 303, answer.text
        if one.picks:
            self.browser.post(f"{start}first/", {f"pick-{at}": item for at, item in enumerate(one.picks, 1)})
        return True

    def _keyed(self, one: Person) -> bool:
        group = self.made["groups"][f"{one.kind} {one.form}"]  # type: ignore[index]
        fields = {f"answer-{each}": key for each, key in zip(one.criteria, one.levels, strict=True)}
        typed = {"do": "send", "number": f"{next(self.numbers):032}", **fields}
        answer = self.desk.send(f"/{SLUG}/rounds/{self.made['round']}/key/{group}/{one.language}/", typed)
        assert answer.status == 303, answer.text
        return True


@contextmanager
def asking(folder: Path, mode: str) -> Iterator[tuple[Instance, Crowd]]:
    """A served site with an open round over the example place."""
    write_folder(folder / "example")
    with new_database() as database:
        instance = Instance(folder / "site", database, {"PYTHONPATH": str(ROOT)})
        instance.make()
        prepared = instance.program(
            _PREPARE.format(slug=SLUG, example=str(folder / "example"), mode=mode, partners=PARTNERS)
        )
        with served(folder / "site", environment={"DATABASE_URL": database}) as site:
            crowd = Crowd(site.address, json.loads(prepared.splitlines()[-1]), mode)
            yield instance, crowd
            crowd.browser.leave()
            crowd.desk.leave()


def everybody_answers(crowd: Crowd, people: Sequence[Person]) -> list[Person]:
    """Many at a time; gives those of whom something is kept."""
    with ThreadPoolExecutor(AT_ONCE) as threads:
        return [one for one, kept in zip(people, threads.map(crowd.answer, people), strict=True) if kept]


@pytest.mark.parametrize("mode", ["anonymous", "confidential"])
def test_from_the_first_link_to_the_operators_copy(tmp_path: Path, mode: str) -> None:
    people = list(everybody(Draw(6), FULL))
    assert len(people) == 360
    assert {one.kind for one in people} == {*SIX_KINDS, "resident"}
    with asking(tmp_path, mode) as (instance, crowd):
        kept = everybody_answers(crowd, people)
        expected = Counter((one.kind, one.form, one.levels) for one in kept)
        assert Counter(tuple(row) for row in json.loads(instance.program(_KEPT))) == expected
        assert any("-" in one.levels and one.way != "paper" for one in kept)

        desk, number = crowd.desk, crowd.made["round"]
        assert desk.send(f"/{SLUG}/rounds/{number}/close/", {}).status in (302, 303)
        assert crowd.browser.get(f"/{SLUG}/answer/{crowd.made['open']}/").status == 410
        listed = desk.get(f"/{SLUG}/scorecards/").text
        shows = sorted({int(found) for found in re.findall(rf"/{SLUG}/scorecards/(\d+)/show/", listed)})
        assert shows, listed
        why = {"why_now": "Nobody was asked but by this test."}
        assert desk.send(f"/{SLUG}/scorecards/{shows[-1]}/show/", why).status in (302, 303)
        for language, words in (("en", "what people told us"), ("es", "lo que dijo la gente")):
            assert words in crowd.browser.get(f"/{SLUG}/?lang={language}").text.casefold()
        shown = crowd.browser.get(f"/{SLUG}/scorecard.json").text

        heard = {one["kind"]: one for one in json.loads(shown)["participation"]}
        for kind in (*SIX_KINDS, "resident"):
            there = [one for one in kept if one.kind == kind and set(one.levels) & set("01234d")]
            assert heard[kind]["answered"] == len(there)
        copied = instance.run("export", SLUG, "--out", str(tmp_path / "copy"))
        assert copied.returncode == 0, copied.stderr
        again = instance.run("recompute", SLUG)
        assert again.returncode == 0, again.stdout + again.stderr
        assert "the same, byte for byte" in again.stdout
    assessed = instance.run("assess", str(tmp_path / "copy"))
    assert assessed.returncode in (0, 1), assessed.stderr
    assert (tmp_path / "copy" / "scorecard" / "scorecard.json").read_bytes() == shown.encode()
